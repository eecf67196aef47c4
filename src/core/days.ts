/** Days of a calendar, counted so that the next is one more; between people and in storage they are `2026-12-31`. */
import { isDate, type Wall } from "./zone.ts";

/** Days since the first of January 1970. */
export type DayNumber = number;
/** `2026-12-31`. */
export type IsoDate = string;

const DAY = 86_400_000;

export const dayOf = ({ year, month, day }: Pick<Wall, "year" | "month" | "day">): DayNumber =>
  Math.round(Date.UTC(year, month - 1, day) / DAY);

export function wallOfDay(day: DayNumber): Wall {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: 0, minute: 0 };
}

export const isoOf = (day: DayNumber): IsoDate => new Date(day * DAY).toISOString().slice(0, 10);

/** Undefined where the calendar has no such day. */
export function dayOfIso(iso: IsoDate): DayNumber | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  const wall = { year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0 };
  return year !== undefined && isDate(wall) ? dayOf(wall) : undefined;
}

/** 0 is Monday, 6 is Sunday; the first of January 1970 was a Thursday. */
export const weekdayIndex = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7;
