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
const clearSpan = (from: number, to: number): string => `${clearly(from)}-${clearly(to)}`;

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
  // `午後1時-5時`: both are in the afternoon
  const both = first.half?.of === "pm" && !last.half && !last.next && last.hour < 12 && !last.padded;
  const end = both ? { ...last, half: first.half } : last;
  const from = minutesOf(first);
  const to = minutesOf(end);
  if (from === "unclear" || to === "unclear") return { kind: "unclear" };
  if (from === undefined) return { kind: "noTime", typed: first.text };
  if (to === undefined) return { kind: "noTime", typed: last.text };
  if (from >= DAY) return { kind: "nextDay", typed };
  if (isVague(first))
    return { kind: "twoWays", typed, could: [from, from + 12 * HOUR].flatMap((at) => ends(at, end, to).slice(0, 1)) };
  if (to <= from) {
    const could = isSure(end) ? [] : ends(from, end, to);
    const night = to + DAY - from <= DAY ? clearSpan(from, to + DAY) : undefined;
    return could.length > 0 ? { kind: "twoWays", typed, could } : { kind: "backwards", typed, cure: night };
  }
  return to - from > DAY ? { kind: "tooLong", typed } : { from, to };
}

/** 3時 in a shop is rather the afternoon, but it says the night: 15時, 03:00 and 午後3時 are clear. */
export const isVague = (time: TimeWord): boolean => !isSure(time) && time.hour >= 1 && time.hour <= 6;
const isSure = ({ padded, half, next }: TimeWord): boolean => padded || half !== undefined || next;

/** The ends that could be meant for this beginning. */
function ends(from: number, end: TimeWord, to: number): string[] {
  const could = isSure(end) ? [to] : [to, to + 12 * HOUR, to + DAY];
  return could
    .filter((each) => each > from && each - from <= DAY)
    .slice(0, 2)
    .map((each) => clearSpan(from, each));
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
