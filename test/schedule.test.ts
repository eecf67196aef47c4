import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { createLog } from "../src/log.ts";
import { type ClockLine, type Clockwork, type Duties, startClockwork } from "../src/schedule.ts";

const log = createLog("silent");
let lines: ClockLine[];
/** When digests were looked for because a clock rang; the look of every second is left out. */
let rung: string[];
let clockwork: Clockwork;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-30T08:58:30+09:00") });
  lines = [{ expression: "0 9,13 * * 1,2", timeZone: "Asia/Tokyo" }];
  rung = [];
});
afterEach(async () => {
  const closed = clockwork.close();
  await vi.runOnlyPendingTimersAsync();
  await closed;
  vi.useRealTimers();
});

function start(over: Partial<Duties> = {}): void {
  const none = (): Promise<void> => Promise.resolve();
  let looks = 0;
  const digests = (): Promise<void> => {
    looks += 1;
    const now = new Date();
    // a line rings on the minute, and the look of every second comes half a second after
    if (now.getMilliseconds() < 400) rung.push(now.toISOString());
    return Promise.resolve();
  };
  const duties = { beat: none, sweep: none, wake: none, rooms: none, tidy: none, watch: none, calls: none };
  const all: Duties = { ...duties, digests, lines: () => lines, ...over };
  vi.advanceTimersByTime(500);
  clockwork = startClockwork(all, "Asia/Tokyo", log);
  expect(looks).toBe(0);
}

describe("lines that ring", () => {
  it("ring on the account's own clock, wherever the machine stands", async () => {
    lines = [
      { expression: "0 9 * * *", timeZone: "Asia/Tokyo" },
      { expression: "30 19 * * *", timeZone: "America/New_York" },
    ];
    start();

    await vi.advanceTimersByTimeAsync(120_000);
    expect(rung).toEqual(["2026-11-30T00:00:00.000Z"]);
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(rung).toEqual(["2026-11-30T00:00:00.000Z", "2026-11-30T00:30:00.000Z"]);
  });

  it("are planned anew when the settings change", async () => {
    start();
    await vi.advanceTimersByTimeAsync(5_000);

    lines = [{ expression: "2,12 9 * * *", timeZone: "Asia/Tokyo" }];
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    lines = [];
    await vi.advanceTimersByTimeAsync(10 * 60_000);

    expect(rung).toEqual(["2026-11-30T00:02:00.000Z"]);
  });

  it("go on ringing after one that failed", async () => {
    let tries = 0;
    lines = [{ expression: "0,5 9 * * *", timeZone: "Asia/Tokyo" }];
    start({
      digests: () => {
        if (new Date().getMilliseconds() < 400) tries += 1;
        return Promise.reject(new Error("the database is away"));
      },
    });

    await vi.advanceTimersByTimeAsync(7 * 60_000);

    expect(tries).toBe(2);
  });
});
