import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readWhen } from "../../src/core/when.ts";
import { momentOf, wallAt } from "../../src/core/zone.ts";

const TOKYO = "Asia/Tokyo";
/** A Friday, 14:30 in Tokyo. */
const NOW = new Date("2026-11-20T05:30:00Z");

/** The moment as a clock in that zone shows it. */
function shown(typed: string, now = NOW, zone = TOKYO): string {
  const when = readWhen(typed, now, zone);
  if (when?.kind !== "at") return when?.kind ?? "unclear";
  const { year, month, day, hour, minute } = wallAt(when.at, zone);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

describe("a time that people write, at 14:30 on Friday the 20th of November 2026 in Tokyo", () => {
  it.each([
    // how long
    ["30m", "2026-11-20 15:00"],
    ["30 min", "2026-11-20 15:00"],
    ["in 30 minutes", "2026-11-20 15:00"],
    ["half an hour", "2026-11-20 15:00"],
    ["2h", "2026-11-20 16:30"],
    ["2 hours later", "2026-11-20 16:30"],
    ["an hour", "2026-11-20 15:30"],
    ["1.5h", "2026-11-20 16:00"],
    ["1h30m", "2026-11-20 16:00"],
    ["3d", "2026-11-23 14:30"],
    ["in 3 days", "2026-11-23 14:30"],
    ["3d 9:00", "2026-11-23 09:00"],
    ["1w", "2026-11-27 14:30"],
    ["in a week", "2026-11-27 14:30"],
    ["30分", "2026-11-20 15:00"],
    ["３０分後", "2026-11-20 15:00"],
    ["2時間", "2026-11-20 16:30"],
    ["２時間後", "2026-11-20 16:30"],
    ["2時間半", "2026-11-20 17:00"],
    ["1時間30分後", "2026-11-20 16:00"],
    ["3日", "2026-11-23 14:30"],
    ["3日後", "2026-11-23 14:30"],
    ["3日後の9時", "2026-11-23 09:00"],
    ["25日後", "2026-12-15 14:30"],
    ["1週間", "2026-11-27 14:30"],
    ["2週間後", "2026-12-04 14:30"],
    // days
    ["tomorrow", "2026-11-21 09:00"],
    ["Tomorrow 9:00", "2026-11-21 09:00"],
    ["10:15 tomorrow", "2026-11-21 10:15"],
    ["tomorrow at 3pm", "2026-11-21 15:00"],
    ["tomorrow evening", "2026-11-21 18:00"],
    ["the day after tomorrow", "2026-11-22 09:00"],
    ["today 18:00", "2026-11-20 18:00"],
    ["tonight", "2026-11-20 18:00"],
    ["this evening 8:30", "2026-11-20 20:30"],
    ["明日", "2026-11-21 09:00"],
    ["明日 9時半", "2026-11-21 09:30"],
    ["明日　９：４５", "2026-11-21 09:45"],
    ["明日の10時まで", "2026-11-21 10:00"],
    ["明日の朝", "2026-11-21 09:00"],
    ["明日の夜8時", "2026-11-21 20:00"],
    ["あさって", "2026-11-22 09:00"],
    ["明後日 午後3時", "2026-11-22 15:00"],
    ["今夜", "2026-11-20 18:00"],
    ["今夜8時", "2026-11-20 20:00"],
    ["今日の17時", "2026-11-20 17:00"],
    // days of the week: the next one
    ["monday", "2026-11-23 09:00"],
    ["mon 10:00", "2026-11-23 10:00"],
    ["9am on Tuesday", "2026-11-24 09:00"],
    ["friday", "2026-11-27 09:00"],
    ["月曜", "2026-11-23 09:00"],
    ["月曜日 10時", "2026-11-23 10:00"],
    ["金曜 18:00", "2026-11-27 18:00"],
    ["来週月曜", "2026-11-23 09:00"],
    ["来週の金曜日 午前10時", "2026-11-27 10:00"],
    ["来週日曜", "2026-11-29 09:00"],
    ["再来週の月曜", "2026-11-30 09:00"],
    ["next monday 9:00", "2026-11-23 09:00"],
    ["next week", "2026-11-23 09:00"],
    ["来週", "2026-11-23 09:00"],
    ["週明け", "2026-11-23 09:00"],
    ["this sunday", "2026-11-22 09:00"],
    // times of day: today or tomorrow
    ["9:00", "2026-11-21 09:00"],
    ["14:30", "2026-11-21 14:30"],
    ["14:31", "2026-11-20 14:31"],
    ["１８：００", "2026-11-20 18:00"],
    ["03:00", "2026-11-21 03:00"],
    ["午後3時", "2026-11-20 15:00"],
    ["午後3:15", "2026-11-20 15:15"],
    ["午後2時", "2026-11-21 14:00"],
    ["15時", "2026-11-20 15:00"],
    ["3pm", "2026-11-20 15:00"],
    ["12pm", "2026-11-21 12:00"],
    ["12am", "2026-11-21 00:00"],
    ["正午", "2026-11-21 12:00"],
    ["24:00", "2026-11-21 00:00"],
    ["夕方5時", "2026-11-20 17:00"],
    // dates
    ["12/24", "2026-12-24 09:00"],
    ["12/24 10:00", "2026-12-24 10:00"],
    ["12／24（木）10：00", "2026-12-24 10:00"],
    ["12月24日", "2026-12-24 09:00"],
    ["12月24日 午後1時", "2026-12-24 13:00"],
    ["2026-12-24 10:00", "2026-12-24 10:00"],
    ["2026-12-24T10:00", "2026-12-24 10:00"],
    ["2026/12/24", "2026-12-24 09:00"],
    ["2026年12月24日10時", "2026-12-24 10:00"],
    ["Dec 24", "2026-12-24 09:00"],
    ["24 December 2026 at 10:00", "2026-12-24 10:00"],
    ["1/5", "2027-01-05 09:00"],
    ["11/20 18:00", "2026-11-20 18:00"],
    // passed, or too far
    ["11/19", "past"],
    ["11/20 9:00", "past"],
    ["today", "past"],
    ["yesterday", "past"],
    ["2025-12-24", "past"],
    ["0m", "past"],
    ["367d", "far"],
    ["2028-01-01", "far"],
    ["999999週間後", "far"],
    // unclear: said in no way that has one meaning
    ["", "unclear"],
    ["soon", "unclear"],
    ["30", "unclear"],
    ["am", "unclear"],
    ["9", "unclear"],
    ["tomorrow 9", "unclear"],
    ["3時", "unclear"],
    ["5:30", "unclear"],
    ["午後", "unclear"],
    ["午後12時", "unclear"],
    ["25:00", "unclear"],
    ["9:60", "unclear"],
    ["13pm", "unclear"],
    ["24/12", "unclear"],
    ["2/30", "unclear"],
    ["25日", "unclear"],
    ["3日 9時", "unclear"],
    ["3日まで", "unclear"],
    ["12/24(金)", "unclear"],
    ["明日 月曜", "unclear"],
    ["9:00 10:00", "unclear"],
    ["2h tomorrow", "unclear"],
    ["2h 2h", "unclear"],
    ["next", "unclear"],
    ["後で", "unclear"],
    ["tomorrow, please", "unclear"],
    ["1234567m", "unclear"],
  ])("%s: %s", (typed, meant) => {
    expect(shown(typed)).toBe(meant);
  });
});

describe("days of the week", () => {
  it.each([
    // Monday the 23rd, 8:00
    ["monday 9:00", "2026-11-22T23:00:00Z", "2026-11-30 09:00"],
    ["来週月曜", "2026-11-22T23:00:00Z", "2026-11-30 09:00"],
    // Sunday the 22nd, 12:00
    ["monday", "2026-11-22T03:00:00Z", "2026-11-23 09:00"],
    ["来週月曜", "2026-11-22T03:00:00Z", "2026-11-23 09:00"],
    ["日曜", "2026-11-22T03:00:00Z", "2026-11-29 09:00"],
  ])("%s said at %s is %s", (typed, now, meant) => {
    expect(shown(typed, new Date(now))).toBe(meant);
  });
});

describe("clocks that are changed", () => {
  const NEW_YORK = "America/New_York";

  it.each([
    // Saturday 12:00 EST; the night has no 2:30
    ["3/8 03:00", "2026-03-07T17:00:00Z", "2026-03-08T07:00:00.000Z"],
    ["2026-03-08 02:30", "2026-03-07T17:00:00Z", "2026-03-08T07:30:00.000Z"],
    ["1d", "2026-03-07T17:00:00Z", "2026-03-08T16:00:00.000Z"],
    ["24h", "2026-03-07T17:00:00Z", "2026-03-08T17:00:00.000Z"],
    ["tomorrow", "2026-03-07T17:00:00Z", "2026-03-08T13:00:00.000Z"],
    // Saturday 12:00 EDT; the night has 1:30 twice
    ["tomorrow 01:30", "2026-10-31T16:00:00Z", "2026-11-01T05:30:00.000Z"],
    ["tomorrow", "2026-10-31T16:00:00Z", "2026-11-01T14:00:00.000Z"],
  ])("%s said at %s in New York is %s", (typed, now, meant) => {
    expect(readWhen(typed, new Date(now), NEW_YORK)).toEqual({ kind: "at", at: new Date(meant) });
  });
});

const zones = fc.constantFrom(
  "Asia/Tokyo",
  "America/New_York",
  "Europe/London",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "UTC",
);
const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

describe("always", () => {
  it("whatever is typed ends as a time that is ahead and near, or as an answer", () => {
    const word = fc.constantFrom(
      ..."tomorrow,monday,9:00,午後,3時,12/24,2026-12-24,明日,来週,月曜,30,m,h,分,日,後,の, ,今夜,3d".split(","),
    );
    const typed = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(word, { maxLength: 6 }).map((words) => words.join("")),
    );
    fc.assert(
      fc.property(typed, moments, zones, (text, now, zone) => {
        const when = readWhen(text, now, zone);
        if (when?.kind !== "at") return;
        expect(when.at.getTime()).toBeGreaterThan(now.getTime());
        expect(when.at.getTime() - now.getTime()).toBeLessThanOrEqual(366 * 86_400_000);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a date and a time that are written out in full are that moment, in every zone", () => {
    fc.assert(
      fc.property(moments, zones, fc.integer({ min: 1, max: 365 * 24 * 60 }), (now, zone, minutes) => {
        const meant = new Date(Math.floor(now.getTime() / 60_000) * 60_000 + minutes * 60_000);
        const { year, month, day, hour, minute } = wallAt(meant, zone);
        const two = (value: number): string => String(value).padStart(2, "0");
        const when = readWhen(`${year}-${month}-${day} ${two(hour)}:${two(minute)}`, now, zone);
        // what clocks show twice is the first of the two, which may have passed
        const first = momentOf({ year, month, day, hour, minute }, zone);
        expect(first.getTime()).toBeLessThanOrEqual(meant.getTime());
        expect(meant.getTime() - first.getTime()).toBeLessThanOrEqual(3_600_000);
        expect(when).toEqual(first > now ? { kind: "at", at: first } : { kind: "past" });
      }),
    );
  });

  it("full-width letters and signs mean the same", () => {
    const wide = (text: string): string =>
      text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).replaceAll(" ", "　");
    for (const typed of ["30m", "tomorrow 9:00", "12/24 10:00", "2026-12-24", "3pm", "2h"])
      expect(shown(wide(typed))).toBe(shown(typed));
  });

  it("a time of day is within the next day and is what the clock then shows", () => {
    fc.assert(
      fc.property(
        moments,
        zones,
        fc.integer({ min: 7, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (now, zone, hour, minute) => {
          const when = readWhen(`${hour}:${String(minute).padStart(2, "0")}`, now, zone);
          expect(when?.kind).toBe("at");
          if (when?.kind !== "at") return;
          expect(wallAt(when.at, zone)).toMatchObject({ hour, minute });
          expect(when.at.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        },
      ),
    );
  });
});
