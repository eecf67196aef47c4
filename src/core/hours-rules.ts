/** Response hours as an account stores them. */
import { z } from "zod";

import { dayOfIso } from "./days.ts";

const DAY = 24 * 60;

/**
 * Minutes from the midnight with which the day begins. A span belongs to the day on which it begins: `22:00-26:00` on
 * Friday is open until Saturday 2:00, also where Saturday is closed.
 */
export const Span = z
  .object({
    from: z.int().min(0).lt(DAY),
    to: z
      .int()
      .min(1)
      .lte(2 * DAY),
  })
  .refine(({ from, to }) => to > from && to - from <= DAY);
export type Span = z.infer<typeof Span>;

/** In their order, none touching the next; none at all: closed. */
const Spans = z.array(Span);

/** What Japanese public holidays are: closed, open as Sundays are, or days like any other. */
export const HOLIDAYS = ["closed", "sunday", "ignore"] as const;

const IsoDay = z.string().refine((typed) => dayOfIso(typed) !== undefined);

/** Other spans on these days, the last one included, whatever the week and the holidays say. */
export const Exception = z.object({ from: IsoDay, to: IsoDay, spans: Spans }).refine(({ from, to }) => from <= to);
export type Exception = z.infer<typeof Exception>;

export function isZone(name: string): boolean {
  try {
    // an offset such as +09:00 is accepted by some, but knows nothing of clocks that are changed
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en-US", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

export const HoursRules = z.object({
  zone: z.string().refine(isZone),
  /** Of every day of the week, Monday first. */
  week: z.array(Spans).length(7),
  holidays: z.enum(HOLIDAYS),
  /** In the order of their days; no two on the same day. */
  exceptions: z.array(Exception),
});
export type HoursRules = z.infer<typeof HoursRules>;
