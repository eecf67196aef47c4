/** LINE's messages of a month: how far along it is, how many there will be, and when to warn. */
import { momentOf, wallAt } from "./zone.ts";

export interface Month {
  /** `2026-11`. */
  name: string;
  from: Date;
  until: Date;
}

export function monthOf(now: Date, timeZone: string): Month {
  const { year, month } = wallAt(now, timeZone);
  const first = { year, month, day: 1, hour: 0, minute: 0 };
  const next = month === 12 ? { ...first, year: year + 1, month: 1 } : { ...first, month: month + 1 };
  const name = `${year}-${String(month).padStart(2, "0")}`;
  return { name, from: momentOf(first, timeZone), until: momentOf(next, timeZone) };
}

const DAY = 24 * 3_600_000;

/** At the pace of the month so far; the first day counts as a whole one, or its first hour would promise too much. */
export function forecast(used: number, { from, until }: Month, now: Date): { perDay: number; total: number } {
  const days = Math.max(1, (now.getTime() - from.getTime()) / DAY);
  const perDay = used / days;
  const left = Math.max(0, (until.getTime() - now.getTime()) / DAY);
  return { perDay, total: Math.round(used + perDay * left) };
}

export const QUOTA_LEVELS = [90, 70] as const;
export type QuotaLevel = (typeof QUOTA_LEVELS)[number];

/** The highest that is reached. */
export function quotaLevel(used: number, limit: number | null): QuotaLevel | undefined {
  return limit === null ? undefined : QUOTA_LEVELS.find((level) => used >= (limit * level) / 100);
}
