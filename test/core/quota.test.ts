import { describe, expect, it } from "vitest";

import { forecast, monthOf, quotaLevel } from "../../src/core/quota.ts";

const TOKYO = "Asia/Tokyo";

describe("a month of LINE messages", () => {
  it("begins and ends at midnight where the shop is", () => {
    expect(monthOf(new Date("2026-11-30T15:30:00Z"), TOKYO)).toEqual({
      name: "2026-12",
      from: new Date("2026-11-30T15:00:00Z"),
      until: new Date("2026-12-31T15:00:00Z"),
    });
    expect(monthOf(new Date("2026-11-30T14:30:00Z"), TOKYO).name).toBe("2026-11");
  });

  it("goes on at the pace it had", () => {
    const month = monthOf(new Date("2026-11-10T15:00:00Z"), TOKYO);

    expect(forecast(100, month, new Date("2026-11-10T15:00:00Z"))).toEqual({ perDay: 10, total: 300 });
    // 12 messages in the first hour are 12 a day, not 288
    expect(forecast(12, month, new Date("2026-10-31T16:00:00Z"))).toMatchObject({ perDay: 12 });
  });

  it.each([
    [139, 200, undefined],
    [140, 200, 70],
    [179, 200, 70],
    [180, 200, 90],
    [500, 200, 90],
    [500, null, undefined],
    [0, 0, 90],
  ])("of which %i of %s are used is at level %s", (used, limit, level) => {
    expect(quotaLevel(used, limit)).toBe(level);
  });
});
