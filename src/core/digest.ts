/** Digests of the chats that wait: when, on which days, and to whom. */
import { z } from "zod";

import { dayOf, isoOf } from "./days.ts";
import { type Hours, isOpen, planOf } from "./hours.ts";
import { momentOf, plusDays, type Wall, wallAt, weekdayOf } from "./zone.ts";

const MIDNIGHT = 24 * 60;

export const Digest = z.object({
  /** Minutes since midnight, in order. */
  times: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(MIDNIGHT - 1),
    )
    .min(1),
  /** 1 is Monday, 7 is Sunday; in order. */
  days: z.array(z.number().int().min(1).max(7)).min(1),
  to: z.discriminatedUnion("kind", [
    /** The account's own Slack channel. */
    z.object({ kind: z.literal("home") }),
    z.object({ kind: z.literal("room"), channel: z.string() }),
    /** Each hears of their own, in direct messages; what is nobody's stands in the account's channel. */
    z.object({ kind: z.literal("assignees") }),
  ]),
  /** Where nobody waits: a friendly line, or nothing. */
  empty: z.enum(["say", "silent"]),
  /** Also on days without response hours. */
  closedDays: z.boolean(),
  /** When it was chosen: what lies before is not caught up. */
  since: z.string(),
});
export type Digest = z.infer<typeof Digest>;

const HOUR = 3_600_000;
/** What is missed for longer is left out: the next one says it all. */
export const LATEST = HOUR;

/** So many days ahead the next one is looked for: past every break of the year. */
export const AHEAD = 60;

/** The newest time at which a digest was due within the last hour. */
export function dueSlot(digest: Digest, hours: Hours, now: Date): Date | undefined {
  const today = wallAt(now, hours.zone);
  const slots = [plusDays(today, -1), today].flatMap((day) => slotsOn(digest, hours, day));
  const after = Math.max(now.getTime() - LATEST, new Date(digest.since).getTime());
  return slots.findLast((slot) => slot.getTime() <= now.getTime() && slot.getTime() > after);
}

/** The next one, for whoever asks. */
export function nextSlot(digest: Digest, hours: Hours, now: Date): Date | undefined {
  const today = wallAt(now, hours.zone);
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const slot = slotsOn(digest, hours, plusDays(today, ahead)).find((each) => each > now);
    if (slot) return slot;
  }
  return undefined;
}

/** On a day without response hours there is none, unless it was asked for, or the evening before goes on past midnight. */
function slotsOn({ times, days, closedDays }: Digest, hours: Hours, day: Wall): Date[] {
  if (!days.includes(weekdayOf(day))) return [];
  const opens = closedDays || planOf(hours, isoOf(dayOf(day))).spans.length > 0;
  const slots = times
    .map((time) => momentOf({ ...day, hour: Math.floor(time / 60), minute: time % 60 }, hours.zone))
    .filter((slot) => opens || isOpen(hours, slot));
  return slots.toSorted((a, b) => a.getTime() - b.getTime());
}

/** For a clock that rings by lines of cron: one for each minute of the hour that is used. */
export function cronLines({ times, days }: Digest): string[] {
  const minutes = [...new Set(times.map((time) => time % 60))];
  return minutes.map((minute) => {
    const hours = times.filter((time) => time % 60 === minute).map((time) => Math.floor(time / 60));
    return `${minute} ${hours.join(",")} * * ${days.map((day) => day % 7).join(",")}`;
  });
}
