import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { accountSettings, callsOf, turns } from "../../src/core/account-settings.ts";
import type { HoursRules } from "../../src/core/hours-rules.ts";

describe("settings of an account", () => {
  it.each([
    [undefined],
    [null],
    [{}],
    ["nonsense"],
    [
      {
        assignOnReply: "yes",
        roundRobin: 7,
        hours: { zone: "Mars" },
        modes: { inside: "loud", outside: "both" },
        pauseHours: -1,
        later: true,
      },
    ],
  ])("are as nobody chose otherwise where %j is stored", (stored) => {
    expect(accountSettings(stored)).toEqual({
      assignOnReply: true,
      roundRobin: [],
      hours: null,
      modes: { inside: "both", outside: "both" },
      pauseHours: 3,
      digest: null,
      target: 1440,
      place: null,
    });
  });

  it("are what was chosen", () => {
    const hours: HoursRules = {
      zone: "Asia/Tokyo",
      week: [[{ from: 1020, to: 1560 }], [], [], [], [], [], []],
      holidays: "closed",
      exceptions: [{ from: "2026-12-29", to: "2027-01-03", spans: [] }],
    };
    const chosen = {
      assignOnReply: false,
      roundRobin: ["U1", "U2"],
      hours,
      modes: { inside: "manual", outside: "automatic" },
      pauseHours: 0,
      digest: null,
      target: 90,
      place: { title: "Hana", address: "東京都渋谷区1-2-3", latitude: 35.66, longitude: 139.7 },
    };

    expect(accountSettings({ ...chosen, later: true })).toEqual(chosen);
  });

  it("call people in the thread where they chose nothing", () => {
    expect([callsOf(undefined), callsOf("loudly"), callsOf("direct")]).toEqual(["thread", "thread", "direct"]);
  });
});

describe("turns", () => {
  it("differ by one at most, however they are taken", () => {
    const takes = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), takes, (size, counts) => {
        const people = Array.from({ length: size }, (_, i) => i);
        let taken = 0;
        const got = counts.flatMap((count) => {
          const mine = turns(people, taken, count);
          taken += count;
          return mine;
        });
        const each = people.map((person) => got.filter((one) => one === person).length);

        expect(got).toHaveLength(taken);
        expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("are nobody's where there is nobody", () => {
    expect(turns([], 3, 2)).toEqual([]);
  });
});
