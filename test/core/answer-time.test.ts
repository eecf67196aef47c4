import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readTarget, waitingSinceOrBefore, writeTarget } from "../../src/core/answer-time.ts";
import { type Hours, openTimeBetween } from "../../src/core/hours.ts";

describe("the answer time", () => {
  it.each([
    ["24h", 1440],
    ["24 hours", 1440],
    ["90m", 90],
    ["90min", 90],
    ["1h30m", 90],
    ["1 h 30 min", 90],
    ["1.5h", 90],
    ["２４時間", 1440],
    ["1時間30分", 90],
    ["2時間半", 150],
    ["1m", 1],
  ])("is read from %s", (typed, minutes) => {
    expect(readTarget(typed)).toBe(minutes);
  });

  it.each(["", "24", "1d", "1日", "0h", "0m", "h", "-1h", "1.2.3h", "24h later", "0.001h", "9999h", "1h1h", "半"])(
    "is not guessed from %j",
    (typed) => {
      expect(readTarget(typed)).toBeUndefined();
    },
  );

  it("is written as it is read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * 24 * 60 }), (minutes) => {
        expect(readTarget(writeTarget(minutes))).toBe(minutes);
      }),
    );
  });
});

const SHOP: Hours = {
  zone: "Asia/Tokyo",
  rules: {
    zone: "Asia/Tokyo",
    // Monday to Friday with a pause, Saturday past midnight
    week: [
      ...Array.from({ length: 5 }, () => [
        { from: 540, to: 720 },
        { from: 780, to: 1080 },
      ]),
      [{ from: 1320, to: 1560 }],
      [],
    ],
    holidays: "closed",
    exceptions: [{ from: "2026-12-29", to: "2027-01-03", spans: [] }],
  },
  holiday: (date) => (date === "2026-11-23" ? "勤労感謝の日" : undefined),
};
const ALWAYS: Hours = { zone: "Asia/Tokyo", rules: undefined, holiday: () => undefined };
const NEVER: Hours = {
  ...SHOP,
  rules: { zone: "Asia/Tokyo", week: [[], [], [], [], [], [], []], holidays: "ignore", exceptions: [] },
};

describe("who has waited for so long", () => {
  const at = fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2027, 1, 1) }).map((time) => new Date(time));

  it("is everybody who has waited since then, and nobody who began a moment later", () => {
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 3000 }), (now, minutes) => {
        const since = waitingSinceOrBefore(SHOP, now, minutes);

        expect(since).toBeDefined();
        expect(openTimeBetween(SHOP, since!, now)).toBe(minutes * 60_000);
        expect(openTimeBetween(SHOP, new Date(since!.getTime() + 1), now)).toBeLessThan(minutes * 60_000);
      }),
      { numRuns: 60 },
    );
  });

  it("is told by any clock where it is always open, and is nobody where it never is", () => {
    const now = new Date("2026-11-30T03:00:00Z");

    expect(waitingSinceOrBefore(ALWAYS, now, 90)).toEqual(new Date("2026-11-30T01:30:00Z"));
    expect(waitingSinceOrBefore(NEVER, now, 1)).toBeUndefined();
  });

  it("counts over a weekend and a holiday as the shop does", () => {
    // Tuesday 10:00, and Monday was a holiday: an hour today and two on Friday before 18:00
    const since = waitingSinceOrBefore(SHOP, new Date("2026-11-24T10:00:00+09:00"), 60 + 240 + 120);

    expect(since).toEqual(new Date("2026-11-20T16:00:00+09:00"));
  });
});
