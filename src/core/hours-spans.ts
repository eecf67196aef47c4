/** From when until when: two times that people wrote, as minutes of a day. */
import type { HoursFault } from "./hours-fault.ts";
import type { Span } from "./hours-rules.ts";
import type { TimeWord } from "./hours-words.ts";

const HOUR = 60;
const DAY = 24 * HOUR;

/** `9:00`, `26:00`. */
export const clockOf = (minutes: number): string =>
  `${Math.floor(minutes / HOUR)}:${String(minutes % HOUR).padStart(2, "0")}`;
export const spanText = ({ from, to }: Span): string => `${clockOf(from)}-${clockOf(to)}`;

/** Written so that nobody asks again. */
export const clearly = (minutes: number): string => clockOf(minutes).padStart(5, "0");
const clearSpan = ({ from, to }: Span): string => `${clearly(from)}-${clearly(to)}`;

/** In order, none touching the next. */
export function spansMeant(pairs: readonly (readonly [TimeWord, TimeWord])[]): Span[] | HoursFault {
  const spans: Span[] = [];
  for (const [from, to] of pairs) {
    const span = spanMeant(from, to);
    if ("kind" in span) return span;
    spans.push(span);
  }
  return joined(spans);
}

function joined(spans: Span[]): Span[] | HoursFault {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = kept.at(-1);
    if (last && span.from < last.to) return { kind: "overlap", one: last, other: span };
    // 9-12 and 12-18 are 9-18
    if (last && span.from === last.to && span.to - last.from <= DAY) last.to = span.to;
    else kept.push({ ...span });
  }
  return kept;
}

function spanMeant(first: TimeWord, last: TimeWord): Span | HoursFault {
  const typed = `${first.text}-${last.text}`;
  const from = minutesOf(first);
  const end = from === "unclear" || from === undefined ? last : endOf(first, last, from);
  const to = minutesOf(end);
  if (from === "unclear" || to === "unclear") return { kind: "unclear" };
  if (from === undefined) return { kind: "noTime", typed: first.text };
  if (to === undefined) return { kind: "noTime", typed: last.text };
  if (from >= DAY) return { kind: "nextDay", typed };
  if (isVague(first)) return fromVague(typed, from, { end, to });
  if (to <= from) return overMidnight(typed, { first, from }, { end, to });
  return to - from > DAY ? { kind: "tooLong", typed } : { from, to };
}

/** `午後1時-5時`: both are in the afternoon; `午後8時-2時` is not. */
function endOf(first: TimeWord, last: TimeWord, from: number): TimeWord {
  const afternoon = first.half?.of === "pm" && !last.half && !last.next && last.hour < 12 && !last.padded;
  return afternoon && (last.hour + 12) * HOUR + last.minute > from ? { ...last, half: first.half } : last;
}

interface End {
  end: TimeWord;
  to: number;
}

/** `5:00-9:00` is the morning or the evening, `6:30-14:00` only one of them. */
function fromVague(typed: string, from: number, { end, to }: End): Span | HoursFault {
  const begins = [from, from + 12 * HOUR];
  const could = begins.flatMap((at) => ends(at, end, to).slice(0, 1));
  if (could.length > 1) return { kind: "twoWays", typed, could: could.map(clearSpan) };
  // over midnight both go
  if (to <= from) return { kind: "twoWays", typed, could: begins.map((at) => clearSpan({ from: at, to: to + DAY })) };
  return to - from > DAY ? { kind: "tooLong", typed } : { from, to };
}

/** Until when bars are open. What ends later on the next day is rather a slip. */
const LATEST_NIGHT = 6 * HOUR;

/**
 * `17:00-2:00`, as bars write it, can only be the night. `9:00-06:00` may be the day of somebody who does not count to 24:
 * who begins in the second half of it, in so many words, does, and nobody calls the afternoon 0 o'clock.
 */
function overMidnight(typed: string, begin: { first: TimeWord; from: number }, { end, to }: End): Span | HoursFault {
  const { first, from } = begin;
  const could = isSure(end) ? [] : ends(from, end, to);
  if (could.length > 1) return { kind: "twoWays", typed, could: could.map(clearSpan) };
  const night = { from, to: to + DAY };
  const counts = (isSure(first) && from >= 12 * HOUR) || (from >= HOUR && end.hour === 0 && !end.half);
  if (to < from && to <= LATEST_NIGHT && counts) return night;
  return { kind: "backwards", typed, cure: night.to - from <= DAY ? clearSpan(night) : undefined };
}

/** 3時 in a shop is rather the afternoon, but it says the night: 15時, 03:00 and 午後3時 are clear. */
export const isVague = (time: TimeWord): boolean => !isSure(time) && time.hour >= 1 && time.hour <= 6;
const isSure = ({ padded, half, next }: TimeWord): boolean => padded || half !== undefined || next;

/** The ends that could be meant for this beginning. */
function ends(from: number, end: TimeWord, to: number): Span[] {
  const could = isSure(end) ? [to] : [to, to + 12 * HOUR, to + DAY];
  return could
    .filter((each) => each > from && each - from <= DAY)
    .slice(0, 2)
    .map((each) => ({ from, to: each }));
}

/** Undefined: there is no such time. */
export function minutesOf({ hour, minute, half, next }: TimeWord): number | "unclear" | undefined {
  if (minute > 59 || hour > 48 || (hour === 48 && minute > 0)) return undefined;
  if (next) return hour <= 12 ? DAY + hour * HOUR + minute : undefined;
  if (!half) return hour * HOUR + minute;
  if (half.jp && hour === 12) return "unclear";
  if (half.of === "am") return hour > 12 ? undefined : (hour % 12) * HOUR + minute;
  if (hour >= 24) return undefined;
  return (hour < 12 ? hour + 12 : hour) * HOUR + minute;
}
