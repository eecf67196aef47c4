/**
 * What people want of their response hours, in the words they write it: `mon-fri 9:00-12:00,13:00-18:00`,
 * `月-金 9時-18時、土日休み`, `12/29-1/3 closed`. What can be read in two ways is asked back: a customer who is told the wrong
 * hours stands before a closed door.
 */
import type { DayNumber } from "./days.ts";
import { dayMeant, type DateWord, rangeMeant } from "./hours-dates.ts";
import type { HoursFault } from "./hours-fault.ts";
import type { Span } from "./hours-rules.ts";
import { spansMeant } from "./hours-spans.ts";
import { saidTwice } from "./hours-twice.ts";
import { hoursWords, type HoursWord, type TimeWord } from "./hours-words.ts";

export type HoursStep =
  | { kind: "week"; days: readonly number[]; spans: Span[] }
  | { kind: "holidays"; to: "closed" | "sunday" | "ignore" }
  | { kind: "exception"; from: DayNumber; to: DayNumber; spans: Span[] }
  /** As they were typed: what is taken away is found by its dates, whatever year they are in. */
  | { kind: "remove"; from: DateWord; to: DateWord };

interface Fault {
  fault: HoursFault;
}
export type StepsRead = { steps: HoursStep[] } | Fault;

type Value = { kind: "closed" } | { kind: "normal" } | { kind: "asSunday" } | { kind: "spans"; spans: Span[] };
type Range = { from: DateWord; to: DateWord };
interface Subject {
  days: number[];
  ranges: Range[];
  holidays: boolean;
}

const UNCLEAR: Fault = { fault: { kind: "unclear" } };

/** `today`: at the account. */
export function readSteps(typed: string, today: DayNumber): StepsRead {
  const words = hoursWords(typed);
  return words && words.length > 0 ? clausesOf(readingOf(words), today) : UNCLEAR;
}

/** A list of words, and how far it is read. */
interface Reading {
  peek: (ahead?: number) => HoursWord["kind"] | undefined;
  /** The next word, where it is one of these. */
  take: <K extends HoursWord["kind"]>(...kinds: K[]) => Extract<HoursWord, { kind: K }> | undefined;
}

function readingOf(words: readonly HoursWord[]): Reading {
  let at = 0;
  return {
    peek: (ahead = 0) => words[at + ahead]?.kind,
    take<K extends HoursWord["kind"]>(...kinds: K[]) {
      const word = words[at];
      if (!word || !kinds.some((kind) => kind === word.kind)) return undefined;
      at += 1;
      return word as Extract<HoursWord, { kind: K }>;
    },
  };
}

const isDay = (kind: HoursWord["kind"] | undefined): boolean =>
  kind === "weekdays" || kind === "date" || kind === "holidays";

function clausesOf(words: Reading, today: DayNumber): StepsRead {
  const steps: HoursStep[] = [];
  while (words.peek()) {
    if (words.take("comma")) continue;
    // `定休日は火曜`: what they are stands before the days
    const first = words.take("closed");
    const subject = subjectOf(words);
    if (!subject) return UNCLEAR;
    const value = first ?? valueOf(words);
    const made = "fault" in value ? value : stepsOf(subject, value, today);
    if ("fault" in made) return made;
    steps.push(...made.steps);
  }
  const twice = saidTwice(steps);
  if (twice) return { fault: twice };
  return steps.length > 0 ? { steps } : UNCLEAR;
}

/** Undefined: unclear, here and below. */
function subjectOf(words: Reading): Subject | undefined {
  const subject: Subject = { days: [], ranges: [], holidays: false };
  do {
    if (!oneOf(words, subject)) return undefined;
    if (words.peek() === "comma" && isDay(words.peek(1))) words.take("comma");
  } while (isDay(words.peek()));
  // a comma between the days and what they are says nothing
  words.take("comma");
  const { days, ranges, holidays } = subject;
  const mixed = ranges.length > 0 && (days.length > 0 || holidays);
  return mixed || new Set(days).size < days.length ? undefined : subject;
}

/** Adds a day, or some with a dash between them; false: unclear. */
function oneOf(words: Reading, subject: Subject): boolean {
  const named = words.take("weekdays");
  if (named) {
    const days = words.take("dash") ? toDay(words, named.days) : named.days;
    subject.days.push(...(days ?? []));
    return days !== undefined;
  }
  if (words.take("holidays")) return (subject.holidays = true);
  const date = words.take("date");
  const range = date && rangeFrom(words, date);
  if (range) subject.ranges.push(range);
  return range !== undefined;
}

/** `fri-mon` goes on over the weekend. */
function toDay(words: Reading, [first = 0, ...more]: readonly number[]): number[] | undefined {
  const [last, ...rest] = words.take("weekdays")?.days ?? [];
  if (last === undefined || more.length > 0 || rest.length > 0 || first === last) return undefined;
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => (first + i) % 7);
}

function rangeFrom(words: Reading, first: DateWord): Range | undefined {
  const from = { ...first, weekday: words.take("dateWeekday")?.day };
  if (!words.take("dash")) return { from, to: from };
  const to = words.take("date") ?? dayAlone(words, from);
  return to && { from, to: { ...to, weekday: words.take("dateWeekday")?.day } };
}

/** `12/29-31`: a number behind the dash of a date is a day of that month. */
function dayAlone(words: Reading, { year, month }: DateWord): DateWord | undefined {
  const named = words.take("dayOfMonth", "time");
  if (!named || (named.kind === "time" && !named.bare)) return undefined;
  const day = named.kind === "time" ? named.hour : named.day;
  return { year, month, day, text: `${month}/${day}` };
}

function valueOf(words: Reading): Value | Fault {
  const plain = words.take("closed", "normal", "asSunday");
  if (plain) return plain;
  if (words.take("allDay")) return { kind: "spans", spans: [{ from: 0, to: 24 * 60 }] };
  const pairs: [TimeWord, TimeWord][] = [];
  do {
    const from = words.take("time");
    const to = words.take("dash") && words.take("time");
    if (!from || !to) return UNCLEAR;
    pairs.push([from, to]);
    if (words.peek(1) === "time") words.take("comma", "slash");
  } while (words.peek() === "time");
  const spans = spansMeant(pairs);
  return "kind" in spans ? { fault: spans } : { kind: "spans", spans };
}

function stepsOf(subject: Subject, value: Value, today: DayNumber): StepsRead {
  const { days, ranges, holidays } = subject;
  if (ranges.length > 0) return exceptionsOf(ranges, value, today);
  const steps: HoursStep[] = [];
  if (days.length > 0) {
    if (value.kind !== "closed" && value.kind !== "spans") return UNCLEAR;
    steps.push({ kind: "week", days, spans: value.kind === "closed" ? [] : value.spans });
  }
  if (holidays) {
    if (value.kind === "spans") return { fault: { kind: "holidaySpans" } };
    steps.push({ kind: "holidays", to: HOLIDAYS_AS[value.kind] });
  }
  return { steps };
}

const HOLIDAYS_AS = { closed: "closed", asSunday: "sunday", normal: "ignore" } as const;

function exceptionsOf(ranges: Range[], value: Value, today: DayNumber): StepsRead {
  if (value.kind === "asSunday") return UNCLEAR;
  const steps: HoursStep[] = [];
  for (const range of ranges) {
    if (value.kind === "normal") {
      steps.push({ kind: "remove", ...range });
      continue;
    }
    const meant = range.from === range.to ? dayMeant(range.from, today) : rangeMeant(range, today);
    if ("kind" in meant) return { fault: meant };
    steps.push({ kind: "exception", ...meant, spans: value.kind === "closed" ? [] : value.spans });
  }
  return { steps };
}
