/** Response hours in both languages: every reason has its sentence, every holiday its name. */
import { describe, expect, it } from "vitest";

import { japaneseHoliday } from "../src/bridge/hours-of.ts";
import { dayOfIso, isoOf } from "../src/core/days.ts";
import type { HoursFault } from "../src/core/hours-fault.ts";
import { readForm } from "../src/core/hours-form.ts";
import { saidMoment } from "../src/core/hours-said.ts";
import { english } from "../src/words/en.ts";
import { japanese } from "../src/words/ja.ts";

const en = english("Asia/Tokyo").office.hours;
const ja = japanese("Asia/Tokyo").office.hours;

const span = { from: 540, to: 720 };
const days = { from: "2026-12-29", to: "2027-01-03" };
const FAULTS: readonly HoursFault[] = [
  { kind: "unclear" },
  { kind: "twoWays", typed: "9-6", could: ["09:00-18:00", "09:00-30:00"] },
  { kind: "noTime", typed: "9:75" },
  { kind: "backwards", typed: "18:00-09:00", cure: "18:00-33:00" },
  { kind: "tooLong", typed: "9:00-34:00" },
  { kind: "nextDay", typed: "25:00-26:00" },
  { kind: "overlap", one: span, other: { from: 660, to: 900 } },
  { kind: "night", day: 6, span: { from: 1320, to: 1680 }, next: { from: 180, to: 480 } },
  { kind: "noDate", typed: "2/30" },
  { kind: "otherWeekday", date: "2026-12-24", weekday: 3 },
  { kind: "past", date: "2026-11-01" },
  { kind: "whichYear", typed: "12/1", could: ["2026-12-01", "2027-12-01"] },
  { kind: "backwardsDates", from: days.to, to: days.from },
  { kind: "longDates", ...days },
  { kind: "exceptions", ...days, wanted: { from: "2026-12-31", to: "2026-12-31" } },
  { kind: "twice", days: [0, 2] },
  { kind: "twiceHolidays" },
  { kind: "twiceDates", ...days },
  { kind: "noException", typed: "12/31", there: [days] },
  { kind: "tooMany", most: 100 },
  { kind: "holidaySpans" },
  { kind: "zone", typed: "taipei", near: ["Asia/Taipei"] },
  { kind: "noWeek" },
  { kind: "whichAccount", accounts: ["Tokyo", "Osaka"] },
  { kind: "pause", most: 72 },
  { kind: "modeWords" },
];

describe("why hours were not changed", () => {
  it.each(FAULTS)("$kind is said in both languages, with what to write instead", (fault) => {
    const [said, inJapanese] = [en.fault(fault), ja.fault(fault)];

    expect(said).toMatch(/^Nothing was changed: /);
    expect(inJapanese).toMatch(/^何も変更していません。.*[ぁ-ん]/);
    if ("typed" in fault) for (const words of [said, inJapanese]) expect(words).toContain(`\`${fault.typed}\``);
    if ("could" in fault) for (const words of [said, inJapanese]) expect(words).toContain(fault.could[0]);
  });

  const FIELDS = ["day", "holidays", "exceptions", "zone", "pause"] as const;

  it.each(FAULTS)("$kind is said beside a field of the form, where no command is written", (fault) => {
    for (const words of FIELDS.flatMap((field) => [en.form.fault(fault, field), ja.form.fault(fault, field)])) {
      expect(words).toMatch(/^(?:Nothing was changed: |何も変更していません。)/);
      expect(words).not.toContain("/line");
    }
    if ("could" in fault) expect(ja.form.fault(fault, "day")).toContain(fault.could[0]);
  });

  it.each([en, ja])("the examples beside a field go into that field", (said) => {
    const examples = (field: (typeof FIELDS)[number]): string[] =>
      [...said.form.fault({ kind: "unclear" }, field).matchAll(/`(.+?)`/g)].map(([, example = ""]) => example);
    const [day = "", closed = ""] = examples("day");
    const [zone = ""] = examples("zone");
    const [pause = ""] = examples("pause");
    const week = [day, closed, day, day, day, day, closed];
    const lines = examples("exceptions").join("\n");
    const form = { days: week, holidays: "ignore", exceptions: lines, zone, pause } as const;
    const now = { hours: null, modes: { inside: "both", outside: "both" }, pauseHours: 1 } as const;

    const read = readForm({ ...form, ...now.modes }, now, { zone: "UTC", today: dayOfIso("2026-11-30") ?? 0 });

    expect(read).toMatchObject({ to: { hours: { zone: "Asia/Tokyo" }, pauseHours: 3 } });
    expect("to" in read && read.to.hours?.exceptions.length).toBe(2);
  });

  it("repeats what somebody typed without letting it break out", () => {
    const said = en.fault({ kind: "twoWays", typed: "`<!channel>` 9-6", could: ["09:00-18:00"] });

    expect(said).toContain("`'&lt;!channel&gt;' 9-6`");
  });
});

describe("public holidays", () => {
  const first = dayOfIso("2026-01-01") ?? 0;
  const all = Array.from({ length: 366 * 20 }, (_, i) => japaneseHoliday(isoOf(first + i)) ?? []).flat();

  it("of the next twenty years all have their English names", () => {
    expect(all.length).toBeGreaterThan(300);
    for (const name of all) expect(en.holiday(name)).toMatch(/^[A-Z][A-Za-z' ()]+$/);
    expect(en.holiday("憲法記念日 振替休日")).toBe("Constitution Memorial Day (in lieu)");
    expect(ja.holiday("勤労感謝の日")).toBe("勤労感謝の日");
  });
});

describe("a moment", () => {
  it.each([
    ["2026-11-30T18:00:00+09:00", "18:00", "18:00"],
    ["2026-12-01T09:00:00+09:00", "tomorrow 9:00", "明日 9:00"],
    ["2027-01-04T09:00:00+09:00", "Mon 4 Jan 2027 9:00", "2027/1/4(月) 9:00"],
  ])("%s, seen from the morning of the 30th of November", (at, inEnglish, inJapanese) => {
    const said = saidMoment(new Date(at), new Date("2026-11-30T08:00:00+09:00"), "Asia/Tokyo");

    expect([en.moment(said), ja.moment(said)]).toEqual([inEnglish, inJapanese]);
  });
});
