import { describe, expect, it } from "vitest";

import { dayOfIso } from "../../src/core/days.ts";
import { changeHours } from "../../src/core/hours-change.ts";
import type { HoursRules } from "../../src/core/hours-rules.ts";
import { spanText } from "../../src/core/hours-spans.ts";
import { readHoursOrder } from "../../src/core/hours-typed.ts";

/** A Monday. */
const TODAY = "2026-11-30";

describe("hours that are changed", () => {
  const change = (rules: HoursRules | null, typed: string) => {
    const order = readHoursOrder(typed, dayOfIso(TODAY) ?? 0);
    if (order.kind !== "steps") throw new Error(JSON.stringify(order));
    return changeHours(rules, order.steps, "Asia/Tokyo");
  };
  const changed = (rules: HoursRules | null, typed: string): HoursRules => {
    const done = change(rules, typed);
    if (done.kind === "fault") throw new Error(JSON.stringify(done.fault));
    return done.rules;
  };
  const week = ({ week: days }: HoursRules): string[] => days.map((spans) => spans.map(spanText).join(" "));

  it("begin with what is said, the other days closed", () => {
    const rules = changed(null, "mon-fri 9-18, 12/29-1/3 closed");

    expect(week(rules)).toEqual([...Array.from({ length: 5 }, () => "9:00-18:00"), "", ""]);
    expect(rules).toMatchObject({ zone: "Asia/Tokyo", holidays: "ignore" });
    expect(rules.exceptions).toEqual([{ from: "2026-12-29", to: "2027-01-03", spans: [] }]);
  });

  it.each(["sat,sun closed", "holidays closed", "12/29-1/3 closed", "12/30 10-15"])(
    "do not begin with %s: when it is open has not been said",
    (typed) => expect(change(null, typed)).toMatchObject({ fault: { kind: "noWeek" } }),
  );

  it("leave alone what is not named", () => {
    const rules = changed(changed(null, "mon-fri 9-18; holidays closed"), "wed 9-12");

    expect(week(rules)).toEqual(["9:00-18:00", "9:00-18:00", "9:00-12:00", "9:00-18:00", "9:00-18:00", "", ""]);
    expect(rules.holidays).toBe("closed");
  });

  it("take the same dates again as other spans, and refuse some of them by name", () => {
    const rules = changed(null, "mon-fri 9-18, 12/29-1/3 closed");

    expect(changed(rules, "12/29-1/3 10-12").exceptions).toMatchObject([{ spans: [{ from: 600, to: 720 }] }]);
    expect(change(rules, "12/31 10-12")).toEqual({
      kind: "fault",
      fault: {
        kind: "exceptions",
        from: "2026-12-29",
        to: "2027-01-03",
        wanted: { from: "2026-12-31", to: "2026-12-31" },
      },
    });
    expect(change(rules, "1/4-1/5 closed, 1/5 10-12")).toMatchObject({ fault: { from: "2027-01-04" } });
  });

  it("lose an exception by its dates alone", () => {
    const rules = changed(null, "mon-fri 9-18, 12/29-1/3 closed, 12/24 9-12");

    expect(changed(rules, "12/29-1/3 remove").exceptions).toMatchObject([{ from: "2026-12-24" }]);
    expect(change(rules, "12/31 remove")).toMatchObject({ fault: { kind: "noException", typed: "12/31" } });
  });

  it("refuse a night that runs into the next morning, and name both days", () => {
    const night = { kind: "night", span: { from: 1320, to: 1680 }, next: { from: 180, to: 480 } };

    expect(change(null, "fri 22:00-28:00, sat 03:00-08:00")).toMatchObject({ fault: { ...night, day: 4 } });
    expect(change(null, "sun 22:00-28:00, mon 03:00-08:00")).toMatchObject({ fault: { ...night, day: 6 } });
    expect(change(null, "fri 22:00-26:00, sat 02:00-08:00")).toMatchObject({ kind: "rules" });
  });

  it("change nothing where one part of it does not go", () => {
    const rules = changed(null, "mon-fri 9-18");

    expect(change(rules, "mon 10-12, 12/31 remove")).toMatchObject({ kind: "fault" });
    expect(week(rules)[0]).toBe("9:00-18:00");
  });
});
