/** Response hours minute by minute, for comparison: a clock on the wall that is looked at every minute and never goes back. */
import type { Hours } from "../../src/core/hours.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the clock shows at a moment, as if it stood in UTC. */
function clockIn(zone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (time) => Date.parse(`${format.format(time).replace(" ", "T")}Z`);
}

export interface Window {
  zone: string;
  start: number;
  /** Of every minute from the start. */
  shown: number[];
}

export function windowAt(zone: string, start: string, days: number): Window {
  const clock = clockIn(zone);
  const from = Date.parse(`${start}T00:00:00Z`);
  const shown: number[] = [];
  let latest = clock(from - DAY);
  for (let minute = 0; minute < days * 24 * 60; minute += 1) {
    latest = Math.max(latest, clock(from + minute * MINUTE));
    shown.push(latest);
  }
  return { zone, start: from, shown };
}

const iso = (shown: number): string => new Date(shown).toISOString().slice(0, 10);

function spansOn(hours: Hours, midnight: number): readonly { from: number; to: number }[] {
  const { rules } = hours;
  if (!rules) return [{ from: 0, to: 1440 }];
  const date = iso(midnight);
  for (const { from, to, spans } of rules.exceptions) if (date >= from && date <= to) return spans;
  const holiday = hours.holiday(date) !== undefined;
  if (holiday && rules.holidays === "closed") return [];
  const sunday = holiday && rules.holidays === "sunday";
  const weekday = new Date(midnight).getUTCDay();
  return rules.week[sunday || weekday === 0 ? 6 : weekday - 1] ?? [];
}

/** Open or closed in every minute of the window. */
export function slowly(hours: Hours, { shown }: Window): boolean[] {
  const days = new Map<number, ReturnType<typeof spansOn>>();
  const spansOf = (midnight: number): ReturnType<typeof spansOn> => {
    const spans = days.get(midnight) ?? spansOn(hours, midnight);
    days.set(midnight, spans);
    return spans;
  };
  return shown.map((now) => {
    const today = Math.floor(now / DAY) * DAY;
    return [-2, -1, 0].some((back) => {
      const midnight = today + back * DAY;
      const since = (now - midnight) / MINUTE;
      return spansOf(midnight).some(({ from, to }) => from <= since && since < to);
    });
  });
}
