import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { japaneseHoliday } from "../../src/bridge/hours-of.ts";
import { HOLIDAYS, HoursRules, type Span } from "../../src/core/hours-rules.ts";
import {
  type Hours,
  hoursState,
  isOpen,
  nextChange,
  nextOpening,
  openTimeBetween,
  planOf,
} from "../../src/core/hours.ts";
import { slowly, type Window, windowAt } from "./hours-slow.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `9-12 13-18` of a day. */
const spans = (text: string): Span[] =>
  text
    .split(" ")
    .filter(Boolean)
    .map((each) => each.split("-").map((hour) => Number(hour) * 60))
    .map(([from = 0, to = 0]) => ({ from, to }));

function shop(week: string[], more: Partial<HoursRules> = {}): Hours {
  const zone = more.zone ?? "Asia/Tokyo";
  const rules = HoursRules.parse({ zone, week: week.map(spans), holidays: "ignore", exceptions: [], ...more });
  return { zone, rules, holiday: japaneseHoliday };
}

const tokyo = (wall: string): Date => new Date(`${wall.replace(" ", "T")}:00+09:00`);

/** As a clock in Tokyo shows it. */
const inTokyo = (at: Date | undefined): string | undefined =>
  at && new Date(at.getTime() + 9 * HOUR).toISOString().slice(0, 16).replace("T", " ");

describe("a clinic with two spans a day, Thursday and Sunday closed, holidays closed", () => {
  const clinic = shop(["9-12 15-18.5", "9-12 15-18.5", "9-12 15-18.5", "", "9-12 15-18.5", "9-12", ""], {
    holidays: "closed",
    exceptions: [
      { from: "2026-12-28", to: "2026-12-28", spans: spans("9-12") },
      { from: "2026-12-29", to: "2027-01-03", spans: [] },
    ],
  });

  it.each([
    ["2026-11-24 08:59", false, "2026-11-24 09:00"],
    ["2026-11-24 09:00", true, "2026-11-24 12:00"],
    ["2026-11-24 11:59", true, "2026-11-24 12:00"],
    ["2026-11-24 12:00", false, "2026-11-24 15:00"],
    ["2026-11-25 18:29", true, "2026-11-25 18:30"],
    ["2026-11-25 18:30", false, "2026-11-27 09:00"],
    ["2026-11-28 12:30", false, "2026-11-30 09:00"],
    // Labour Thanksgiving Day, a Monday
    ["2026-11-23 10:00", false, "2026-11-24 09:00"],
    ["2026-12-28 15:30", false, "2027-01-04 09:00"],
    ["2026-12-31 10:00", false, "2027-01-04 09:00"],
  ])("at %s is open: %s, and changes at %s", (at, open, change) => {
    expect([isOpen(clinic, tokyo(at)), inTokyo(nextChange(clinic, tokyo(at)))]).toEqual([open, change]);
  });

  it("counts only what lies in its hours", () => {
    const between = (a: string, b: string): number => openTimeBetween(clinic, tokyo(a), tokyo(b)) / MINUTE;

    expect(between("2026-11-25 11:40", "2026-11-25 15:50")).toBe(70);
    expect(between("2026-11-25 18:00", "2026-11-27 09:10")).toBe(40);
    expect(between("2026-12-28 11:00", "2027-01-04 10:00")).toBe(120);
    expect(between("2026-11-26 00:00", "2026-11-27 00:00")).toBe(0);
    expect(between("2026-11-25 15:50", "2026-11-25 11:40")).toBe(0);
  });

  it("opens next after it closed, where it is open now", () => {
    expect(inTokyo(nextOpening(clinic, tokyo("2026-11-24 10:00")))).toBe("2026-11-24 15:00");
    expect(inTokyo(nextOpening(clinic, tokyo("2026-11-24 13:00")))).toBe("2026-11-24 15:00");
  });

  it("knows why a day is as it is", () => {
    expect(planOf(clinic, "2026-11-23")).toMatchObject({ kind: "holiday", holiday: "勤労感謝の日", spans: [] });
    expect(planOf(clinic, "2026-12-31")).toMatchObject({ kind: "exception", spans: [] });
    expect(planOf(clinic, "2027-01-01")).toMatchObject({ kind: "exception", holiday: "元日" });
    expect(planOf(clinic, "2026-11-26")).toMatchObject({ kind: "week", spans: [], holiday: undefined });
  });
});

describe("an izakaya from 17:00 to 26:00, Monday closed", () => {
  const izakaya = shop(["", "17-26", "17-26", "17-26", "17-26", "17-26", "16-24"]);

  it.each([
    ["2026-11-28 01:59", true, "2026-11-28 02:00"],
    ["2026-11-28 02:00", false, "2026-11-28 17:00"],
    ["2026-11-29 23:59", true, "2026-11-30 00:00"],
    ["2026-11-30 00:30", false, "2026-12-01 17:00"],
    ["2026-12-02 00:00", true, "2026-12-02 02:00"],
  ])("at %s is open: %s, and changes at %s", (at, open, change) => {
    expect([isOpen(izakaya, tokyo(at)), inTokyo(nextChange(izakaya, tokyo(at)))]).toEqual([open, change]);
  });

  it("that is closed on a day serves the night before to its end", () => {
    const { rules } = izakaya;
    const away = shop([], { ...rules, exceptions: [{ from: "2026-11-28", to: "2026-11-28", spans: [] }] });

    expect(isOpen(away, tokyo("2026-11-28 01:30"))).toBe(true);
    expect(inTokyo(nextChange(away, tokyo("2026-11-28 02:00")))).toBe("2026-11-29 16:00");
  });
});

describe("a salon that is closed on Tuesdays", () => {
  const week = ["10-19", "", "10-19", "10-19", "10-20", "9-19", "9-18"];

  it("serves holidays as Sundays", () => {
    const salon = shop(week, { holidays: "sunday" });

    expect(isOpen(salon, tokyo("2026-11-23 09:30"))).toBe(true);
    expect(inTokyo(nextChange(salon, tokyo("2026-11-23 09:30")))).toBe("2026-11-23 18:00");
    // the 29th of December 2026 is no holiday, but a Tuesday; the 3rd of November is both
    expect(isOpen(salon, tokyo("2026-11-03 09:30"))).toBe(true);
    expect(isOpen(salon, tokyo("2026-12-29 11:00"))).toBe(false);
  });

  it("knows holidays in lieu and days between holidays", () => {
    expect(japaneseHoliday("2027-03-22")).toContain("振替休日");
    expect(japaneseHoliday("2026-09-22")).toBe("休日");
    expect(japaneseHoliday("2026-11-30")).toBeUndefined();
  });
});

describe("hours without end", () => {
  const never = shop(["", "", "", "", "", "", ""]);
  const always = shop(["0-24", "0-24", "0-24", "0-24", "0-24", "0-24", "0-24"]);
  const at = tokyo("2026-11-28 01:30");

  it("are always open where none are set", () => {
    const unset: Hours = { zone: "Asia/Tokyo", rules: undefined, holiday: japaneseHoliday };

    expect(hoursState(unset, at)).toEqual({ kind: "always" });
    expect([isOpen(unset, at), nextChange(unset, at), nextOpening(unset, at)]).toEqual([true, undefined, undefined]);
    expect(openTimeBetween(unset, at, new Date(at.getTime() + 12_345))).toBe(12_345);
  });

  it("never change where every day is open round the clock, or none is", () => {
    expect(hoursState(always, at)).toEqual({ kind: "open", until: undefined });
    expect(hoursState(never, at)).toEqual({ kind: "closed", opens: undefined });
    expect([nextOpening(always, at), nextOpening(never, at)]).toEqual([undefined, undefined]);
    expect(openTimeBetween(always, at, new Date(at.getTime() + 30 * HOUR))).toBe(30 * HOUR);
  });

  it("end where an exception is near or far", () => {
    const closing = { from: "2028-05-01", to: "2028-05-02", spans: [] };
    const opening = { from: "2028-05-01", to: "2028-05-01", spans: spans("10-11") };

    expect(inTokyo(nextChange(shop([], { ...always.rules, exceptions: [closing] }), at))).toBe("2028-05-01 00:00");
    expect(inTokyo(nextOpening(shop([], { ...never.rules, exceptions: [opening] }), at))).toBe("2028-05-01 10:00");
    expect(inTokyo(nextChange(shop([], { ...always.rules, holidays: "closed" }), at))).toBe("2027-01-01 00:00");
  });
});

describe("clocks that are changed", () => {
  const nights = { zone: "America/New_York" };
  const at = (iso: string): Date => new Date(iso);

  it("give a night an hour less in spring and an hour more in autumn", () => {
    const bar = shop(["", "", "", "", "", "22-28", ""], nights);

    expect(openTimeBetween(bar, at("2026-03-07T12:00:00Z"), at("2026-03-08T12:00:00Z"))).toBe(5 * HOUR);
    expect(openTimeBetween(bar, at("2026-10-31T12:00:00Z"), at("2026-11-01T12:00:00Z"))).toBe(7 * HOUR);
    expect(openTimeBetween(bar, at("2026-11-07T12:00:00Z"), at("2026-11-08T12:00:00Z"))).toBe(6 * HOUR);
  });

  it("open and close at the jump what lies in the hour that never is", () => {
    const early = shop(["", "", "", "", "", "", "2.5-4"], nights);
    const gone = shop(["", "", "", "", "", "", "2-3 5-6"], nights);

    expect(nextChange(early, at("2026-03-08T06:00:00Z"))).toEqual(at("2026-03-08T07:00:00Z"));
    expect(nextChange(gone, at("2026-03-08T06:00:00Z"))).toEqual(at("2026-03-08T09:00:00Z"));
  });

  it("do not close again what opened at midnight, where a minute later it was the day before once more", () => {
    const club = shop(["", "", "", "", "", "", "0-3"], { zone: "America/St_Johns" });

    expect(nextChange(club, at("2010-11-07T02:00:00Z"))).toEqual(at("2010-11-07T02:30:00Z"));
    expect(isOpen(club, at("2010-11-07T02:40:00Z"))).toBe(true);
    expect(nextChange(club, at("2010-11-07T02:40:00Z"))).toEqual(at("2010-11-07T06:30:00Z"));
  });
});

/** A week on both sides of what makes each zone hard, or of nothing at all. */
const WINDOWS: readonly Window[] = [
  windowAt("Asia/Tokyo", "2026-12-26", 12),
  windowAt("Asia/Taipei", "2026-12-26", 12),
  windowAt("Asia/Bangkok", "2026-05-01", 12),
  windowAt("America/New_York", "2026-03-02", 12),
  windowAt("America/New_York", "2026-10-26", 12),
  windowAt("Australia/Lord_Howe", "2026-03-30", 12),
  windowAt("Australia/Lord_Howe", "2026-09-28", 12),
  // midnight itself is skipped in one, shown twice in the other
  windowAt("Africa/Cairo", "2026-04-18", 12),
  windowAt("America/Havana", "2026-10-26", 12),
  // and here a day that had begun was the day before once more
  windowAt("America/St_Johns", "2010-11-01", 12),
];

const DAY_MINUTES = 24 * 60;
/** Hours that people choose, and any minute at all. */
const minute = fc.oneof(
  fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
  fc.integer({ min: 0, max: DAY_MINUTES - 1 }),
);
const span: fc.Arbitrary<Span> = fc
  .tuple(minute, fc.oneof(fc.integer({ min: 1, max: DAY_MINUTES }), fc.constantFrom(60, 480, DAY_MINUTES)))
  .map(([from, long]) => ({ from, to: from + long }));
/** Apart from each other, in order. */
const daySpans = fc.array(span, { maxLength: 3 }).map((all) => {
  const kept: Span[] = [];
  for (const each of all.toSorted((a, b) => a.from - b.from)) if ((kept.at(-1)?.to ?? -1) < each.from) kept.push(each);
  return kept;
});

const hoursIn = ({ zone, start }: Window): fc.Arbitrary<Hours> => {
  const date = (offset: number): string => new Date(start + offset * DAY_MINUTES * MINUTE).toISOString().slice(0, 10);
  return fc
    .record({
      week: fc.array(daySpans, { minLength: 7, maxLength: 7 }),
      holidays: fc.constantFrom(...HOLIDAYS),
      free: fc.uniqueArray(fc.integer({ min: -3, max: 13 }), { maxLength: 4 }),
      cuts: fc.uniqueArray(fc.integer({ min: -3, max: 13 }), { maxLength: 4 }),
      special: daySpans,
    })
    .map(({ week, holidays, free, cuts, special }) => {
      const sorted = cuts.toSorted((a, b) => a - b);
      const exceptions = sorted.flatMap((cut, i) => {
        const to = sorted[i + 1];
        return i % 2 === 0 ? [{ from: date(cut), to: date(to ?? cut), spans: i === 0 ? special : [] }] : [];
      });
      const days = new Set(free.map(date));
      const rules = HoursRules.parse({ zone, week, holidays, exceptions });
      return { zone, rules, holiday: (day: string) => (days.has(day) ? "a holiday" : undefined) };
    });
};

const cases = fc.constantFrom(...WINDOWS).chain((window) =>
  fc.record({
    window: fc.constant(window),
    hours: hoursIn(window),
    // not at the ends of the window: what is beyond is not known there
    minutes: fc.array(fc.integer({ min: 3 * DAY_MINUTES, max: 9 * DAY_MINUTES }), { minLength: 2, maxLength: 12 }),
    ms: fc.integer({ min: 0, max: MINUTE - 1 }),
  }),
);

describe("response hours are as a clock that is looked at every minute says", () => {
  it("whether open, until when, and how long between", () => {
    fc.assert(
      fc.property(cases, ({ window, hours, minutes, ms }) => {
        const open = slowly(hours, window);
        const momentOf = (index: number): Date => new Date(window.start + index * MINUTE);

        for (const index of minutes) {
          const at = new Date(momentOf(index).getTime() + ms);
          expect(isOpen(hours, at)).toBe(open[index]);

          const change = open.findIndex((each, i) => i > index && each !== open[index]);
          if (change > 0) expect(nextChange(hours, at)).toEqual(momentOf(change));
          else
            expect((nextChange(hours, at) ?? new Date(8e15)).getTime()).toBeGreaterThan(
              momentOf(open.length - 1).getTime(),
            );

          const opening = open.findIndex((each, i) => i > index && each && open[i - 1] === false);
          if (opening > 0) expect(nextOpening(hours, at)).toEqual(momentOf(opening));
        }
        const [a = 0, b = 0] = minutes.toSorted((one, other) => one - other);
        const counted = open.slice(a, b).filter(Boolean).length * MINUTE;
        expect(openTimeBetween(hours, momentOf(a), momentOf(b))).toBe(counted);
      }),
      { numRuns: 250 },
    );
  });

  it("and times of parts add up", () => {
    fc.assert(
      fc.property(cases, ({ window, hours, minutes, ms }) => {
        const at = minutes.toSorted((a, b) => a - b).map((index) => new Date(window.start + index * MINUTE + ms));
        const [first = new Date(0), ...rest] = at;
        let before = first;
        let sum = 0;
        for (const each of rest) {
          sum += openTimeBetween(hours, before, each);
          before = each;
        }
        expect(openTimeBetween(hours, first, before)).toBe(sum);
      }),
      { numRuns: 200 },
    );
  });
});
