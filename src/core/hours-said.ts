/** Response hours as they are told: what belongs together, and what is near. */
import { dayOf, dayOfIso, type IsoDate, isoOf, weekdayIndex } from "./days.ts";
import type { Exception, HoursRules, Span } from "./hours-rules.ts";
import { clockOf } from "./hours-spans.ts";
import { type Hours, planOf } from "./hours.ts";
import { wallAt } from "./zone.ts";

export interface SaidDay {
  date: IsoDate;
  /** 0 is Monday. */
  weekday: number;
  year: number;
  month: number;
  day: number;
}

export interface SaidMoment extends SaidDay {
  /** Days from today on. */
  ahead: number;
  /** `9:00` */
  clock: string;
}

export function saidDay(date: IsoDate): SaidDay {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { date, weekday: weekdayIndex(dayOfIso(date) ?? 0), year, month, day };
}

export function saidMoment(at: Date, now: Date, zone: string): SaidMoment {
  const wall = wallAt(at, zone);
  const day = dayOf(wall);
  return {
    ...saidDay(isoOf(day)),
    ahead: day - dayOf(wallAt(now, zone)),
    clock: clockOf(wall.hour * 60 + wall.minute),
  };
}

export const todayAt = (zone: string, now: Date): IsoDate => isoOf(dayOf(wallAt(now, zone)));

/** Days with the same spans, as runs of neighbours: Monday to Wednesday and Friday are `[[0, 2], [4, 4]]`. */
export interface DayGroup {
  runs: [first: number, last: number][];
  spans: readonly Span[];
}

export function dayGroups(week: HoursRules["week"]): DayGroup[] {
  const groups = new Map<string, DayGroup>();
  for (const [day, spans] of week.entries()) {
    const key = JSON.stringify(spans);
    const group = groups.get(key) ?? { runs: [], spans };
    groups.set(key, group);
    const run = group.runs.at(-1);
    if (run && run[1] === day - 1) run[1] = day;
    else group.runs.push([day, day]);
  }
  return [...groups.values()];
}

/** Of these days, or of later ones. */
export const exceptionsFrom = ({ exceptions }: HoursRules, today: IsoDate): Exception[] =>
  exceptions.filter(({ to }) => to >= today);

/** Public holidays of the days ahead. */
export function holidaysFrom(hours: Hours, today: IsoDate, days: number): { date: IsoDate; name: string }[] {
  const first = dayOfIso(today) ?? 0;
  return Array.from({ length: days }, (_, i) => isoOf(first + i)).flatMap((date) => {
    const name = hours.holiday(date);
    return name === undefined ? [] : [{ date, name }];
  });
}

/** Whose spans say whether it is open at that moment: in the small hours it may be the day before. */
export function decidingDay(hours: Hours, at: Date): IsoDate {
  const wall = wallAt(at, hours.zone);
  const minutes = wall.hour * 60 + wall.minute;
  const [today, before] = [isoOf(dayOf(wall)), isoOf(dayOf(wall) - 1)];
  if (planOf(hours, today).spans.some(({ from, to }) => from <= minutes && minutes < to)) return today;
  return planOf(hours, before).spans.some(({ to }) => minutes + 24 * 60 < to) ? before : today;
}
