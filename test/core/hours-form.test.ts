import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { dayOfIso, isoOf } from "../../src/core/days.ts";
import { formOf, type HoursForm, readForm } from "../../src/core/hours-form.ts";
import { HOLIDAYS, HoursRules, type Span } from "../../src/core/hours-rules.ts";
import { hoursWarnings } from "../../src/core/hours-warnings.ts";
import type { Hours } from "../../src/core/hours.ts";
import { type Modes, MODES } from "../../src/core/machine.ts";

const TODAY = dayOfIso("2026-11-30") ?? 0;
const OPENED = { zone: "Asia/Tokyo", today: TODAY };
const both: Modes = { inside: "both", outside: "both" };

/** Apart from each other and from the next day's, so that no form refuses them. */
const daySpans: fc.Arbitrary<Span[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((quarters) => quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15))
  .map((times) =>
    times.flatMap((from, i) => {
      const to = times[i + 1];
      return i % 2 === 0 && to !== undefined && from < 1440 ? [{ from, to }] : [];
    }),
  );

const settings = fc
  .record({
    week: fc.array(daySpans, { minLength: 7, maxLength: 7 }),
    holidays: fc.constantFrom(...HOLIDAYS),
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }),
    special: daySpans,
    zone: fc.constantFrom("Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "UTC", "Japan"),
    inside: fc.constantFrom(...MODES),
    outside: fc.constantFrom(...MODES),
    pauseHours: fc.integer({ min: 0, max: 72 }),
  })
  .map(({ week, holidays, cuts, special, zone, inside, outside, pauseHours }) => {
    const sorted = cuts.toSorted((a, b) => a - b).map((cut) => isoOf(TODAY + cut));
    const exceptions = sorted.flatMap((from, i) => {
      const to = sorted[i + 1];
      return i % 2 === 0 ? [{ from, to: to ?? from, spans: i % 4 === 0 ? special : [] }] : [];
    });
    const hours = HoursRules.parse({ zone, week, holidays, exceptions });
    return { hours, modes: { inside, outside }, pauseHours };
  });

describe("the form of response hours", () => {
  it("that is given back as it was shown changes nothing", () => {
    fc.assert(
      fc.property(settings, fc.constantFrom("closed", "休み"), (now, closed) => {
        const form = formOf(now, { zone: now.hours.zone, today: isoOf(TODAY), closed });

        expect(readForm(form, now, { zone: now.hours.zone, today: TODAY })).toEqual({ to: now });
      }),
      { numRuns: 300 },
    );
  });

  const shown: HoursForm = {
    days: ["09:00-12:00, 13:00-18:00", "closed", "closed", "closed", "closed", "closed", "closed"],
    holidays: "ignore",
    exceptions: "",
    zone: "Asia/Tokyo",
    inside: "both",
    outside: "both",
    pause: "3",
  };
  const nothing = { hours: null, modes: both, pauseHours: 3 };
  const faultsOf = (change: Partial<HoursForm>): string[] => {
    const read = readForm({ ...shown, ...change }, nothing, OPENED);
    return "faults" in read ? Object.entries(read.faults).map(([id, { kind }]) => `${id} ${kind}`) : [];
  };

  it.each<[string, Partial<HoursForm>, string[]]>([
    ["nothing wrong", {}, []],
    ["an unclear day", { days: ["9-6", ...shown.days.slice(1)] }, ["day:0 twoWays"]],
    ["another day inside of a day", { days: ["9-12 tue 13-18", ...shown.days.slice(1)] }, ["day:0 unclear"]],
    ["dates inside of a day", { days: ["9-12, 2/30 closed", ...shown.days.slice(1)] }, ["day:0 unclear"]],
    ["one day empty", { days: ["", ...shown.days.slice(1)] }, ["day:0 dayEmpty"]],
    ["a night that runs on", { days: [...shown.days.slice(0, 6), "22:00-34:00"] }, ["day:6 night"]],
    ["the same days twice", { exceptions: "12/29 closed\n12/29 10-12" }, ["exceptions twiceDates"]],
    ["the same days twice on a line", { exceptions: "12/29 closed, 12/29 10-12" }, ["exceptions twiceDates"]],
    ["its own day inside of a day", { days: ["9-12 mon 13-18", ...shown.days.slice(1)] }, ["day:0 unclear"]],
    ["a weekday for an exception", { exceptions: "mon closed" }, ["exceptions unclear"]],
    ["a date that is over", { exceptions: "2026-11-01 closed" }, ["exceptions past"]],
    ["no zone", { zone: "Nowhere" }, ["zone zone"]],
    ["no number of hours", { pause: "1.5" }, ["pause pause"]],
  ])("finds %s", (_name, change, faults) => {
    expect(faultsOf(change)).toEqual(faults);
  });

  const empty = Array.from({ length: 7 }, () => "");

  it.each<[Partial<HoursForm>, string[]]>([
    [{}, []],
    [{ zone: "" }, []],
    [{ exceptions: "12/29-1/3 休み" }, ["exceptions noWeek"]],
    [{ exceptions: "banana" }, ["exceptions noWeek"]],
    [{ holidays: "closed" }, ["holidays noWeek"]],
    [{ zone: "Asia/Taipei" }, ["zone noWeek"]],
    [{ holidays: "sunday", exceptions: "\n12/30 10-15\n" }, ["exceptions noWeek", "holidays noWeek"]],
  ])("without any hours does not lose %j", (change, faults) => {
    expect(faultsOf({ days: empty, ...change })).toEqual(faults);
  });

  it("is emptied without a word for the exceptions, holidays and zone that it showed, and not for new ones", () => {
    const exceptions = [{ from: "2026-12-29", to: "2027-01-03", spans: [] }];
    const week = Array.from({ length: 7 }, () => [{ from: 540, to: 1080 }]);
    const hours: HoursRules = { zone: "Asia/Taipei", week, holidays: "closed", exceptions };
    const opened = { zone: "Asia/Taipei", today: TODAY };
    const form = {
      ...formOf({ ...nothing, hours }, { ...opened, today: isoOf(TODAY), closed: "closed" }),
      days: empty,
    };
    const added = { ...form, exceptions: `${form.exceptions}\n2/10 休み` };

    expect(readForm(form, { ...nothing, hours }, opened)).toEqual({ to: nothing });
    expect(readForm(added, { ...nothing, hours }, opened)).toEqual({ faults: { exceptions: { kind: "noWeek" } } });
  });

  it.each([
    ["UTC", "UTC", "UTC"],
    ["Japan", "Japan", "Japan"],
    ["Asia/Tokyo", "utc", "UTC"],
    ["Asia/Tokyo", "Etc/UTC", "UTC"],
    ["UTC", "asia/tokyo", "Asia/Tokyo"],
  ])("opened with the time zone %s takes %s", (zone, typed, taken) => {
    const read = readForm({ ...shown, zone: typed }, nothing, { zone, today: TODAY });

    expect(read).toMatchObject({ to: { hours: { zone: taken } } });
  });

  it("keeps what is over for the reckoning of waiting times, for a year", () => {
    const past = { from: "2026-08-13", to: "2026-08-16", spans: [] };
    const old = { from: "2025-08-13", to: "2025-08-16", spans: [] };
    const week = Array.from({ length: 7 }, () => []);
    const hours: HoursRules = { zone: "Asia/Tokyo", week, holidays: "ignore", exceptions: [old, past] };

    const read = readForm({ ...shown, exceptions: "12/29 closed" }, { ...nothing, hours }, OPENED);

    expect(read).toMatchObject({ to: { hours: { exceptions: [past, { from: "2026-12-29" }] } } });
  });

  it("has no place for very many exceptions, and leaves them as they are", () => {
    const exceptions = Array.from({ length: 99 }, (_, i) => {
      const date = isoOf(TODAY + 2 * i);
      return {
        from: date,
        to: date,
        spans: [
          { from: 540, to: 720 },
          { from: 780, to: 1080 },
        ],
      };
    });
    const week = Array.from({ length: 7 }, () => [{ from: 540, to: 1080 }]);
    const now = { ...nothing, hours: HoursRules.parse({ zone: "Asia/Tokyo", week, holidays: "ignore", exceptions }) };

    const form = formOf(now, { zone: "Asia/Tokyo", today: isoOf(TODAY), closed: "closed" });

    expect(form.exceptions).toBeUndefined();
    expect(readForm(form, now, OPENED)).toEqual({ to: now });
  });
});

describe("settings that make no sense together", () => {
  const nine = [{ from: 540, to: 1080 }];
  const rules = (week: Span[][], more: Partial<HoursRules> = {}): HoursRules =>
    HoursRules.parse({ zone: "Asia/Tokyo", week, holidays: "ignore", exceptions: [], ...more });
  const days = (spans: Span[]): Span[][] => Array.from({ length: 7 }, () => spans);

  it.each<[string, HoursRules | undefined, Modes, string[]]>([
    ["hours and both", rules(days(nine)), both, []],
    ["no hours and both", undefined, both, []],
    ["another mode outside of no hours", undefined, { inside: "both", outside: "automatic" }, ["outsideNever"]],
    [
      "automatic without hours",
      undefined,
      { inside: "automatic", outside: "manual" },
      ["outsideNever", "automaticAlways"],
    ],
    ["automatic always", rules(days(nine)), { inside: "automatic", outside: "automatic" }, ["automaticAlways"]],
    ["automatic outside", rules(days(nine)), { inside: "both", outside: "automatic" }, []],
    ["a week that is closed", rules(days([])), both, ["neverOpen"]],
    ["a week that never closes", rules(days([{ from: 0, to: 1440 }])), both, ["neverClosed"]],
    [
      "holidays of another country",
      rules(days(nine), { zone: "Asia/Taipei", holidays: "closed" }),
      both,
      ["holidaysElsewhere"],
    ],
  ])("are told: %s", (_name, stored, modes, warnings) => {
    const hours: Hours = { zone: stored?.zone ?? "Asia/Tokyo", rules: stored, holiday: () => undefined };
    const at = new Date("2026-11-30T10:00:00+09:00");

    expect(hoursWarnings({ settings: { hours: stored ?? null, modes }, hours, at })).toEqual(warnings);
  });
});
