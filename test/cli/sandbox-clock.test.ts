import { afterAll, expect, it } from "vitest";

import { installClock, untilMorning } from "../../src/cli/sandbox/clock.ts";

const RealDate = globalThis.Date;
const clock = installClock();
afterAll(() => void (globalThis.Date = RealDate));

const HOUR = 60 * 60_000;

it("everything that asks for the time is told the moved one, and what is given stays", () => {
  clock.set(5 * HOUR);

  const ahead = RealDate.now() + 5 * HOUR;
  expect(Math.abs(Date.now() - ahead)).toBeLessThan(1000);
  expect(Math.abs(new Date().getTime() - ahead)).toBeLessThan(1000);
  expect(new Date("2026-01-02T03:04:05Z").toISOString()).toBe("2026-01-02T03:04:05.000Z");
  expect(new Date(2026, 0, 2)).toBeInstanceOf(Date);
  expect(Date.UTC(2026, 0, 2)).toBe(RealDate.UTC(2026, 0, 2));
  expect(new RealDate()).toBeInstanceOf(Date);
});

it.each([
  ["Monday morning", "2026-11-30T09:00:00+09:00", "2026-11-30T10:00:00+09:00"],
  ["Monday evening", "2026-11-30T20:00:00+09:00", "2026-12-01T10:00:00+09:00"],
  ["Friday afternoon", "2026-12-04T15:00:00+09:00", "2026-12-07T10:00:00+09:00"],
  ["Sunday", "2026-12-06T00:30:00+09:00", "2026-12-07T10:00:00+09:00"],
])("the sandbox opens at ten in the morning: %s", (_when, now, morning) => {
  const at = Date.parse(now);

  expect(at + untilMorning(at)).toBe(Date.parse(morning));
});
