/** How long customers may wait, in time that somebody is there, and who has waited that long. */
import { type Hours, openTimeBetween } from "./hours.ts";

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** LINE's own advice: within 24 hours. */
export const DEFAULT_TARGET = 24 * HOUR;
export const LONGEST_TARGET = 30 * DAY;

const N = String.raw`(\d{1,4}(?:\.\d{1,2})?)`;
const TARGET = new RegExp(`^(?:${N}(?:h|hrs?|hours?|時間)(半)?)?(?:${N}(?:m|mins?|minutes?|分間?))?$`);

/** `24h`, `90m`, `1h30m`, `1.5時間`, `2時間半`, in minutes. Days are not taken: some last 24 hours and some eight. */
export function readTarget(typed: string): number | undefined {
  const text = typed.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");
  const [whole, hours, half, minutes] = TARGET.exec(text) ?? [];
  if (!whole) return undefined;
  const total = Number(hours ?? 0) * HOUR + (half ? HOUR / 2 : 0) + Number(minutes ?? 0);
  return Number.isInteger(total) && total >= 1 && total <= LONGEST_TARGET ? total : undefined;
}

/** The same as people would type it. */
export function writeTarget(minutes: number): string {
  const hours = Math.floor(minutes / HOUR);
  const rest = minutes % HOUR;
  return `${hours > 0 ? `${hours}h` : ""}${rest > 0 || hours === 0 ? `${rest}m` : ""}`;
}

/** Further back nobody is looked for. */
const FURTHEST = 800 * DAY * MINUTE;

/**
 * Whoever has been waiting since this moment, or longer, has waited for so many minutes of response hours now. Undefined:
 * nobody can have. It is worked out once for all chats, so the database finds them by their index.
 */
export function waitingSinceOrBefore(hours: Hours, now: Date, minutes: number): Date | undefined {
  const wanted = minutes * MINUTE;
  const openFor = (back: number): number => openTimeBetween(hours, new Date(now.getTime() - back), now);
  let enough = wanted;
  while (openFor(enough) < wanted) {
    if (enough >= FURTHEST) return undefined;
    enough *= 2;
  }
  // the shortest way back that holds enough
  let short = wanted - 1;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (openFor(middle) >= wanted) enough = middle;
    else short = middle;
  }
  return new Date(now.getTime() - enough);
}
