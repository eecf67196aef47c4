import { describe, expect, it } from "vitest";

import { dayOfIso, isoOf } from "../../src/core/days.ts";
import { spanText } from "../../src/core/hours-spans.ts";
import { readHoursOrder } from "../../src/core/hours-typed.ts";

/** A Monday. */
const TODAY = "2026-11-30";

const DAYS = "MTWTFSS";

/** `MTWTF-- 9:00-12:00 13:00-18:00 | 2026-12-29..2027-01-03 closed`, or what is wrong. */
function read(typed: string, today = TODAY): string {
  const order = readHoursOrder(typed, dayOfIso(today) ?? 0);
  if (order.kind === "fault") return shown(order.fault);
  if (order.kind !== "steps") return shown(order);
  const said = order.steps.map((step) => {
    switch (step.kind) {
      case "week": {
        const days = DAYS.split("")
          .map((day, i) => (step.days.includes(i) ? day : "-"))
          .join("");
        return `${days} ${step.spans.map(spanText).join(" ") || "closed"}`;
      }
      case "holidays":
        return `holidays ${step.to}`;
      case "exception": {
        const days = step.from === step.to ? isoOf(step.from) : `${isoOf(step.from)}..${isoOf(step.to)}`;
        return `${days} ${step.spans.map(spanText).join(" ") || "closed"}`;
      }
      case "remove":
        return `remove ${step.from.text}..${step.to.text}`;
    }
  });
  return said.join(" | ");
}

function shown({ kind, ...more }: { kind: string }): string {
  const facts = Object.values(more).filter((each) => each !== undefined);
  return [kind, ...facts.map((fact) => (typeof fact === "string" ? fact : JSON.stringify(fact)))].join(" ");
}

describe("response hours as people write them, on Monday the 30th of November 2026", () => {
  it.each([
    ["mon-fri 9:00-12:00,13:00-18:00", "MTWTF-- 9:00-12:00 13:00-18:00"],
    ["Mon–Fri 9:00–12:00, 13:00–18:00", "MTWTF-- 9:00-12:00 13:00-18:00"],
    ["monday to friday 9am to 6pm", "MTWTF-- 9:00-18:00"],
    ["weekdays 9-18, weekend closed", "MTWTF-- 9:00-18:00 | -----SS closed"],
    ["毎日 9-18、水 休み", "MTWTFSS 9:00-18:00 | --W---- closed"],
    ["mon-fri 9-18, mon,fri 9-12", "MTWTF-- 9:00-18:00 | M---F-- 9:00-12:00"],
    ["12/30 remove, 12/30 10:00-12:00", "remove 12/30..12/30 | 2026-12-30 10:00-12:00"],
    ["sat,sun closed", "-----SS closed"],
    ["sat and sun off", "-----SS closed"],
    ["fri-mon 17:00-26:00", "M---FSS 17:00-26:00"],
    ["every day 24 hours", "MTWTFSS 0:00-24:00"],
    ["tue,thu-sat 10:00-19:30", "-T-TFS- 10:00-19:30"],
    ["mon 1pm-5pm", "M------ 13:00-17:00"],
    ["mon 9am-noon", "M------ 9:00-12:00"],
    ["mon 9:00-12:00, 12:00-18:00", "M------ 9:00-18:00"],
    ["mon 13-18, 9-12", "M------ 9:00-12:00 13:00-18:00"],
    ["月-金 9時-18時", "MTWTF-- 9:00-18:00"],
    ["月〜金 9:00〜18:00", "MTWTF-- 9:00-18:00"],
    ["月ー金　９：００ー１８：００", "MTWTF-- 9:00-18:00"],
    ["月～金　９時半～１８時", "MTWTF-- 9:30-18:00"],
    ["月曜から金曜は午前9時から午後6時まで", "MTWTF-- 9:00-18:00"],
    ["月曜日〜金曜日 9時30分〜12時、13時〜18時", "MTWTF-- 9:30-12:00 13:00-18:00"],
    ["平日 9時-18時、土日 休み", "MTWTF-- 9:00-18:00 | -----SS closed"],
    ["土日祝 休み", "-----SS closed | holidays closed"],
    ["土日祝日 休み", "-----SS closed | holidays closed"],
    ["土日・祝日 休み", "-----SS closed | holidays closed"],
    ["日曜と祝日は休み", "------S closed | holidays closed"],
    ["祝日、月曜 休み", "M------ closed | holidays closed"],
    ["sat,sun,holidays closed", "-----SS closed | holidays closed"],
    ["sat, sun and holidays closed", "-----SS closed | holidays closed"],
    ["holidays, mon closed", "M------ closed | holidays closed"],
    ["mon closed holidays closed", "M------ closed | holidays closed"],
    ["火曜定休", "-T----- closed"],
    ["定休日は火曜", "-T----- closed"],
    ["木・日 休診", "---T--S closed"],
    ["毎日 17時〜翌2時", "MTWTFSS 17:00-26:00"],
    ["金土 22:00-26:00", "----FS- 22:00-26:00"],
    ["月-金 9:00〜12:00/13:00〜18:00", "MTWTF-- 9:00-12:00 13:00-18:00"],
    ["月－金　９：００～１２：００／１３：００～１８：００", "MTWTF-- 9:00-12:00 13:00-18:00"],
    ["月 9時〜12時 / 13時〜18時、火 休み", "M------ 9:00-12:00 13:00-18:00 | -T----- closed"],
    ["12/30 10:00-12:00/13:00-15:00", "2026-12-30 10:00-12:00 13:00-15:00"],
    ["月-金 6:30-14:00", "MTWTF-- 6:30-14:00"],
    ["mon 5:00-13:00", "M------ 5:00-13:00"],
    ["mon 5-9am", "M------ 5:00-9:00"],
    ["毎日 17:00〜2:00", "MTWTFSS 17:00-26:00"],
    ["毎日 17時〜2時", "MTWTFSS 17:00-26:00"],
    ["金土 22:00-2:00", "----FS- 22:00-26:00"],
    ["mon 22:00-02:00", "M------ 22:00-26:00"],
    ["mon 18:00-6:00", "M------ 18:00-30:00"],
    ["mon 9:00-0:00", "M------ 9:00-24:00"],
    ["mon 11:30-14:00, 17:00-0:30", "M------ 11:30-14:00 17:00-24:30"],
    ["mon 9pm-2am", "M------ 21:00-26:00"],
    ["月 午後8時〜2時", "M------ 20:00-26:00"],
    ["土 午後1時〜5時", "-----S- 13:00-17:00"],
    ["火 24時間営業", "-T----- 0:00-24:00"],
    ["holidays closed", "holidays closed"],
    ["祝日 休み", "holidays closed"],
    ["祝日は日曜扱い", "holidays sunday"],
    ["holidays as sundays", "holidays sunday"],
    ["holidays ignore", "holidays ignore"],
    ["祝日 通常営業", "holidays ignore"],
    // dates
    ["12/29-1/3 closed", "2026-12-29..2027-01-03 closed"],
    ["12/29〜1/3 休み", "2026-12-29..2027-01-03 closed"],
    ["12月29日から1月3日まで休業", "2026-12-29..2027-01-03 closed"],
    ["12/29-31 closed", "2026-12-29..2026-12-31 closed"],
    ["12月29日〜31日 休み", "2026-12-29..2026-12-31 closed"],
    ["2026-12-29 - 2027-01-03 closed", "2026-12-29..2027-01-03 closed"],
    ["dec 29 to jan 3 closed", "2026-12-29..2027-01-03 closed"],
    ["12/30 10:00-15:00", "2026-12-30 10:00-15:00"],
    ["12/30 10時〜15時", "2026-12-30 10:00-15:00"],
    ["12/28(月) 9:00-12:00", "2026-12-28 9:00-12:00"],
    ["12/30,12/31 closed", "2026-12-30 closed | 2026-12-31 closed"],
    ["3/1 closed", "2027-03-01 closed"],
    ["11/30 closed", "2026-11-30 closed"],
    ["8/13-8/16 closed", "2027-08-13..2027-08-16 closed"],
    ["2028-02-29 closed", "2028-02-29 closed"],
    ["12/29-1/3 remove", "remove 12/29..1/3"],
    ["12/29〜1/3 取消", "remove 12/29..1/3"],
    // the other orders
    ["", "show"],
    ["edit", "edit"],
    ["編集", "edit"],
    ["undo", "undo"],
    ["元に戻す", "undo"],
    ["always", "always"],
    ["いつも", "always"],
    ["いつでも", "always"],
    ["zone Asia/Taipei", "zone Asia/Taipei"],
    ["zone UTC", "zone UTC"],
    ["zone etc/utc", "zone UTC"],
    ["ZONE　asia/taipei", "zone Asia/Taipei"],
    ["タイムゾーン Asia/Tokyo", "zone Asia/Tokyo"],
    ["at 2026-12-31 10:00", "at 2026-12-31 10:00"],
    ["日時 12/31 10時", "at 12/31 10時"],
    ["mode inside manual, outside automatic", "mode manual automatic"],
    ["いつ 12/31 10時", "at 12/31 10時"],
    ["モード いつでも 手動", "mode manual manual"],
    ["mode outside manual + automatic", "mode both"],
    ["モード 時間外 自動応答、時間内 手動", "mode manual automatic"],
    ["pause 3h", "pause 3"],
    ["一時停止 12時間", "pause 12"],
    ["pause off", "pause 0"],
  ])("%j", (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it.each([
    // two ways
    ["mon-fri 9-6", 'twoWays 9-6 ["09:00-18:00","09:00-30:00"]'],
    ["mon-fri 9時-6時", 'twoWays 9時-6時 ["09:00-18:00","09:00-30:00"]'],
    ["mon 10:00-7:30", 'twoWays 10:00-7:30 ["10:00-19:30","10:00-31:30"]'],
    ["mon 1-5", 'twoWays 1-5 ["01:00-05:00","13:00-17:00"]'],
    ["mon 5:00-9:00", 'twoWays 5:00-9:00 ["05:00-09:00","17:00-21:00"]'],
    ["mon 6:00-20:00", 'twoWays 6:00-20:00 ["06:00-20:00","18:00-20:00"]'],
    ["mon 6:00-02:00", 'twoWays 6:00-02:00 ["06:00-26:00","18:00-26:00"]'],
    ["mon 10:00-2:00", 'twoWays 10:00-2:00 ["10:00-14:00","10:00-26:00"]'],
    ["mon 17:00-6:00", 'twoWays 17:00-6:00 ["17:00-18:00","17:00-30:00"]'],
    ["mon 9-12,1-6", 'twoWays 1-6 ["01:00-06:00","13:00-18:00"]'],
    ["12/1 closed", "2026-12-05", 'whichYear 12/1 ["2026-12-01","2027-12-01"]'],
    ["11/29 closed", 'whichYear 11/29 ["2026-11-29","2027-11-29"]'],
    ["12/29-1/3 closed", "2027-01-01", 'whichYear 12/29 ["2026-12-29","2027-12-29"]'],
    // impossible
    ["mon 18:00-09:00", "backwards 18:00-09:00 18:00-33:00"],
    ["mon 09:00-06:00", "backwards 09:00-06:00 09:00-30:00"],
    ["mon 12:00-02:00", "backwards 12:00-02:00 12:00-26:00"],
    ["mon 11am-2am", "backwards 11am-2am 11:00-26:00"],
    ["mon 22:00-10:00", "backwards 22:00-10:00 22:00-34:00"],
    ["mon 0:30-0:15", "backwards 0:30-0:15 00:30-24:15"],
    ["mon 5:00-34:00", "tooLong 5:00-34:00"],
    ["mon 6:00-47:00", "tooLong 6:00-47:00"],
    ["mon 12:00-12:00", 'twoWays 12:00-12:00 ["12:00-24:00","12:00-36:00"]'],
    ["mon 18:00-18:00", "backwards 18:00-18:00 18:00-42:00"],
    ["mon 9:75-18:00", "noTime 9:75"],
    ["mon 9:00-49:00", "noTime 49:00"],
    ["mon 9:00-34:00", "tooLong 9:00-34:00"],
    ["mon 25:00-26:00", "nextDay 25:00-26:00"],
    ["mon 9-12,11-15", 'overlap {"from":540,"to":720} {"from":660,"to":900}'],
    ["2/30 closed", "noDate 2/30"],
    ["13/1 closed", "noDate 13/1"],
    ["2/29 closed", "noDate 2/29"],
    ["12/24(月) closed", "otherWeekday 2026-12-24 3"],
    ["2026-11-01 closed", "past 2026-11-01"],
    ["2026-11-01 - 2026-11-20 closed", "past 2026-11-20"],
    ["2027-01-05 - 2027-01-03 closed", "backwardsDates 2027-01-05 2027-01-03"],
    ["1/5-1/3 closed", "longDates 2027-01-05 2028-01-03"],
    ["holidays 10-15", "holidaySpans"],
    ["zone Mars/Olympus", "zone mars/olympus []"],
    ["zone Japan", "zone japan []"],
    ["zone taipei", 'zone taipei ["Asia/Taipei"]'],
    ["zone", "zone  []"],
    ["zone +09:00", "zone +09:00 []"],
    ["mode manual", "modeWords"],
    ["mode inside sometimes", "modeWords"],
    ["mode inside manual, inside auto", "modeWords"],
    ["pause 100", "pause 72"],
    ["pause", "pause 72"],
    // said twice: both, or the last
    ["mon 9:00-12:00, mon 13:00-18:00", "twice [0]"],
    ["月曜 9:00-12:00、月曜 13:00-18:00", "twice [0]"],
    ["mon,wed 9-12; wed,mon 13-18", "twice [0,2]"],
    ["weekdays 9-18, mon-fri closed", "twice [0,1,2,3,4]"],
    ["水 休み、毎日 9-18", "twice [2]"],
    ["mon-wed 9-12, tue-thu 13-18", "twice [1,2]"],
    ["毎日 9-18、水 休み、水 10-12", "twice [2]"],
    ["祝日 休み 祝日 通常", "twiceHolidays"],
    ["土日祝 休み、祝日 日曜扱い", "twiceHolidays"],
    ["12/30 10:00-12:00, 12/30 13:00-15:00", "twiceDates 2026-12-30 2026-12-30"],
    ["12/30,12/31,12/30 closed", "twiceDates 2026-12-30 2026-12-30"],
    ["12/29-1/3 closed, 2026-12-29 - 2027-01-03 10-12", "twiceDates 2026-12-29 2027-01-03"],
    ["12/29-1/3 closed, 12/29-1/3 remove", "twiceDates 2026-12-29 2027-01-03"],
    // no sense
    ["mon", "unclear"],
    ["9-18", "unclear"],
    ["mon-fri 9", "unclear"],
    ["mon-fri open", "unclear"],
    ["mon,mon 9-18", "unclear"],
    ["mon normal", "unclear"],
    ["mon-mon 9-18", "unclear"],
    ["weekdays-sun 9-18", "unclear"],
    ["sat,12/24 closed", "unclear"],
    ["土 午後12時〜18時", "unclear"],
    // holidays of a weekday, or both of them
    ["月-金の祝日 休み", "unclear"],
    ["月曜の祝日 休み", "unclear"],
    ["月曜　祝日 休み", "unclear"],
    ["祝日の月曜 休み", "unclear"],
    ["祝日月曜 休み", "unclear"],
    ["平日祝日 休み", "unclear"],
    ["日・月の祝日 休み", "unclear"],
    ["祝日は月曜 休み", "unclear"],
    ["holidays on mon closed", "unclear"],
    ["mon holidays closed", "unclear"],
    ["weekday holidays closed", "unclear"],
    ["mon: holidays closed", "unclear"],
    ["closed on holidays on mon", "unclear"],
    // 12/13 is rather a date
    ["mon 9-12/13-18", "unclear"],
    ["mon 9:00/12:00", "unclear"],
    ["mon 9:00-12:00/", "unclear"],
    ["mon 9:00-12:00/12/30 closed", "unclear"],
    ["土/日 休み", "unclear"],
    ["いつまで", "unclear"],
    ["いつ", "unclear"],
    ["attic", "unclear"],
    ["banana", "unclear"],
    ["月-金 9時-18時ごろ", "unclear"],
    ["mon-fri 9-18 ".repeat(60), "unclear"],
  ])("%j is asked back or refused", (typed, ...rest) => {
    const [wrong = "", today = TODAY] = rest.toReversed();

    expect(read(typed, today)).toBe(wrong);
  });
});

describe("two times, however they are written", () => {
  const clocks = ["0:00", "0:30", "00:30", "1", "3時", "05:00", "6:30", "6am", "7:00", "9", "09:00", "11時半", "noon"];
  const later = ["12:00", "午前9時", "1pm", "午後6時", "14:00", "17時", "22:00", "24:00", "25:30", "30:00", "翌2時"];
  const pairs = [...clocks, ...later].flatMap((from) => [...clocks, ...later].map((to) => `${from}-${to}`));
  const mondayOf = (typed: string): string => read(`mon ${typed}`).replace("M------ ", "");

  it("are one span, or several are named that could be meant, or the one that is: each can be written so", () => {
    const said = pairs.map((typed) => readHoursOrder(`mon ${typed}`, dayOfIso(TODAY) ?? 0));
    const faults = said.flatMap((order) => (order.kind === "fault" ? [order.fault] : []));
    const two = faults.flatMap((fault) => (fault.kind === "twoWays" ? [fault.could] : []));
    const cures = faults.flatMap((fault) => (fault.kind === "backwards" ? (fault.cure ?? []) : []));

    expect([two.length, cures.length, said.length - faults.length].every((count) => count > 50)).toBe(true);
    expect(two.filter((could) => new Set(could).size < 2)).toEqual([]);
    for (const clear of new Set([...two.flat(), ...cures]))
      expect(mondayOf(clear)).toBe(clear.replaceAll(/\b0(?=\d:)/g, ""));
  });
});
