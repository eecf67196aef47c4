/** Which days people mean by the dates they write. */
import { type DayNumber, dayOf, type IsoDate, isoOf, wallOfDay, weekdayIndex } from "./days.ts";
import type { HoursFault } from "./hours-fault.ts";
import { isDate } from "./zone.ts";

export interface DateWord {
  year: number | undefined;
  month: number;
  day: number;
  /** Said beside it, to be compared: 0 is Monday. */
  weekday?: number | undefined;
  text: string;
}

export interface Days {
  from: DayNumber;
  to: DayNumber;
}

/** Days that passed this long ago are rather a slip, or next year's: that is asked. */
const SLIP = 31;
/** Longer without the year said, it is rather a slip. */
const LONG = 100;
const LONGEST = 366;

export function dayMeant(word: DateWord, today: DayNumber): Days | HoursFault {
  const day = dayFrom(word, today);
  if (typeof day !== "number") return day;
  return day < today ? { kind: "past", date: isoOf(day) } : { from: day, to: day };
}

export function rangeMeant({ from, to }: { from: DateWord; to: DateWord }, today: DayNumber): Days | HoursFault {
  const first = dayFrom(from, today);
  if (typeof first !== "number") return first;
  const last = to.year === undefined ? onward(to, first) : exactly(to, to.year);
  if (typeof last !== "number") return last;
  const said = { from: isoOf(first), to: isoOf(last) };
  if (last < first) return { kind: "backwardsDates", ...said };
  const unsaid = from.year === undefined || to.year === undefined;
  if (last - first >= (unsaid ? LONG : LONGEST)) return { kind: "longDates", ...said };
  return last < today ? { kind: "past", date: said.to } : { from: first, to: last };
}

function exactly(word: DateWord, year: number): DayNumber | HoursFault {
  const wall = { year, month: word.month, day: word.day, hour: 0, minute: 0 };
  if (!isDate(wall)) return { kind: "noDate", typed: word.text };
  const day = dayOf(wall);
  const slip = word.weekday !== undefined && word.weekday !== weekdayIndex(day);
  return slip ? { kind: "otherWeekday", date: isoOf(day), weekday: weekdayIndex(day) } : day;
}

/** The next such day; where it is just over, the year must be said. */
function dayFrom(word: DateWord, today: DayNumber): DayNumber | HoursFault {
  if (word.year !== undefined) return exactly(word, word.year);
  const { year } = wallOfDay(today);
  const all = [year - 1, year, year + 1].flatMap((each) => existing(word, each) ?? []);
  const ahead = all.find((day) => day >= today);
  const passed = all.findLast((day) => day < today);
  if (passed !== undefined && today - passed <= SLIP)
    return { kind: "whichYear", typed: word.text, could: [passed, ...(ahead === undefined ? [] : [ahead])].map(isoOf) };
  return ahead === undefined ? { kind: "noDate", typed: word.text } : checked(word, ahead);
}

/** The end of a range lies behind its beginning, in the same year or in the next. */
function onward(word: DateWord, first: DayNumber): DayNumber | HoursFault {
  const { year } = wallOfDay(first);
  const day = [year, year + 1].flatMap((each) => existing(word, each) ?? []).find((each) => each >= first);
  return day === undefined ? { kind: "noDate", typed: word.text } : checked(word, day);
}

function existing({ month, day }: DateWord, year: number): DayNumber | undefined {
  const wall = { year, month, day, hour: 0, minute: 0 };
  return isDate(wall) ? dayOf(wall) : undefined;
}

const checked = (word: DateWord, day: DayNumber): DayNumber | HoursFault => exactly(word, wallOfDay(day).year);

/** Whether somebody who wrote this may mean that day. */
export const mayMean = ({ year, month, day }: DateWord, date: IsoDate): boolean =>
  date.slice(5) === `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` &&
  (year === undefined || date.startsWith(String(year)));
