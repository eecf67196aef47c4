/** Clocks on walls: what a moment is called in a time zone, and which moment a wall clock means. */

/** A date and a time as they stand on a wall; months count from 1. Days past the end of a month go on in the next. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const digits = "numeric" as const;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: digits,
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
  });
  formats.set(timeZone, format);
  return format;
}

export function wallAt(at: Date, timeZone: string): Wall {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: of("year"), month: of("month"), day: of("day"), hour: of("hour"), minute: of("minute") };
}

const asIfUtc = ({ year, month, day, hour, minute }: Wall): number => Date.UTC(year, month - 1, day, hour, minute);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Whole minutes: no zone of today has another offset. */
function offsetAt(time: number, timeZone: string): number {
  return asIfUtc(wallAt(new Date(time), timeZone)) - Math.floor(time / MINUTE) * MINUTE;
}

/**
 * The moment at which a clock there shows this. Where clocks go back it shows it twice: the first time. Where they go
 * forward it never does: as much later as the clocks jump, as every calendar does it.
 */
export function momentOf(wall: Wall, timeZone: string): Date {
  const shown = asIfUtc(wall);
  const before = offsetAt(shown - DAY, timeZone);
  const after = offsetAt(shown + DAY, timeZone);
  const fits = [before, after].filter((offset) => offsetAt(shown - offset, timeZone) === offset);
  return new Date(shown - Math.max(...(fits.length > 0 ? fits : [before])));
}

/** The first moment at which a clock there shows this, or has passed it: in a gap, the moment of the jump. */
export function firstMomentOf(wall: Wall, timeZone: string): Date {
  const shown = asIfUtc(wall);
  const shownAt = (time: number): number => time + offsetAt(time, timeZone);
  const moment = momentOf(wall, timeZone).getTime();
  if (shownAt(moment) === shown) return new Date(moment);
  // the jump lies within a day before: halve until its minute
  let before = moment - DAY;
  let passed = moment;
  while (passed - before > MINUTE) {
    const middle = before + Math.floor((passed - before) / 2 / MINUTE) * MINUTE;
    if (shownAt(middle) >= shown) passed = middle;
    else before = middle;
  }
  return new Date(passed);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(wall: Wall): number {
  return ((new Date(asIfUtc(wall)).getUTCDay() + 6) % 7) + 1;
}

export const plusDays = (wall: Wall, days: number): Wall => {
  const day = new Date(asIfUtc(wall) + days * DAY);
  return { ...wall, year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
};

export function isDate({ year, month, day }: Wall): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
