/**
 * Response hours: when somebody is there. An account without any is always open.
 *
 * A clock on the wall opens and closes: the first moment at which it shows the time, or has passed it. So where clocks go
 * back nothing opens or closes twice, and where they go forward what lies in the gap begins and ends at the jump.
 */
import { type DayNumber, dayOf, dayOfIso, type IsoDate, isoOf, wallOfDay, weekdayIndex } from "./days.ts";
import type { Exception, HoursRules, Span } from "./hours-rules.ts";
import { firstMomentOf, wallAt } from "./zone.ts";

/** The name of a public holiday. */
export type HolidayOf = (date: IsoDate) => string | undefined;

export interface Hours {
  /** The account's own, or the shop's where no hours are set. */
  zone: string;
  /** Undefined: always open. */
  rules: HoursRules | undefined;
  holiday: HolidayOf;
}

/** Why the spans of a day are as they are. */
export type DayPlan = {
  spans: readonly Span[];
  /** The name of the public holiday, also where it changes nothing. */
  holiday: string | undefined;
} & ({ kind: "week" } | { kind: "holiday" } | { kind: "exception"; exception: Exception } | { kind: "always" });

const SUNDAY = 6;
const MIDNIGHT = 24 * 60;
const ALL_DAY: readonly Span[] = [{ from: 0, to: MIDNIGHT }];

export function planOf({ rules, holiday: nameOf }: Hours, date: IsoDate): DayPlan {
  const holiday = nameOf(date);
  if (!rules) return { kind: "always", spans: ALL_DAY, holiday };
  const exception = rules.exceptions.find(({ from, to }) => from <= date && date <= to);
  if (exception) return { kind: "exception", exception, spans: exception.spans, holiday };
  if (holiday !== undefined && rules.holidays === "closed") return { kind: "holiday", spans: [], holiday };
  const weekday = weekdayIndex(dayOfIso(date) ?? 0);
  const asSunday = holiday !== undefined && rules.holidays === "sunday";
  const spans = rules.week[asSunday ? SUNDAY : weekday] ?? [];
  return { kind: asSunday ? "holiday" : "week", spans, holiday };
}

/** Open from here (included) to there (not included), as times. */
interface Piece {
  from: number;
  to: number;
}

/** Lists of chats ask for the same days again and again. */
const known = new WeakMap<Hours, Map<DayNumber, readonly Piece[]>>();
const MOST_KNOWN = 2000;

function piecesOf(hours: Hours, day: DayNumber): readonly Piece[] {
  const days = known.get(hours) ?? new Map<DayNumber, readonly Piece[]>();
  known.set(hours, days);
  const before = days.get(day);
  if (before) return before;
  const at = (minutes: number): number => {
    const wall = { ...wallOfDay(day + Math.floor(minutes / MIDNIGHT)), minute: minutes % 60 };
    return firstMomentOf({ ...wall, hour: Math.floor((minutes % MIDNIGHT) / 60) }, hours.zone).getTime();
  };
  const pieces = planOf(hours, isoOf(day))
    .spans.map(({ from, to }) => ({ from: at(from), to: at(to) }))
    .filter(({ from, to }) => from < to);
  if (days.size >= MOST_KNOWN) days.clear();
  days.set(day, pieces);
  return pieces;
}

/**
 * A span reaches two midnights on at most, and what a clock that was put back shows may lie a day behind: whatever is open
 * at a moment began at most three of its days before, or one after.
 */
const BEFORE = 3;
const AFTER = 2;

const dayAt = (hours: Hours, at: Date): DayNumber => dayOf(wallAt(at, hours.zone));

/** What is open on these days, in order; what touches or overlaps is one piece. */
function* openOn(hours: Hours, first: DayNumber, last: DayNumber): Generator<Piece> {
  let open: Piece | undefined;
  for (let day = first; day <= last; day += 1) {
    for (const { from, to } of piecesOf(hours, day)) {
      if (open && from <= open.to) open = { from: Math.min(open.from, from), to: Math.max(open.to, to) };
      else {
        if (open) yield open;
        open = { from, to };
      }
    }
  }
  if (open) yield open;
}

export function isOpen(hours: Hours, at: Date): boolean {
  if (!hours.rules) return true;
  const time = at.getTime();
  const today = dayAt(hours, at);
  return [...openOn(hours, today - BEFORE, today + AFTER)].some(({ from, to }) => from <= time && time < to);
}

/** As far as changes are looked for: whoever opens once a year is found, who never does is not sought for ever. */
const HORIZON = 400;

function lastDayAhead(hours: Hours, today: DayNumber): DayNumber {
  const exceptions = hours.rules?.exceptions.map(({ to }) => dayOfIso(to) ?? 0) ?? [];
  return Math.max(today, ...exceptions) + HORIZON;
}

/** The piece that is open at the moment, or the next one. */
function pieceFrom(hours: Hours, at: Date): { piece: Piece; endless: boolean } | undefined {
  const today = dayAt(hours, at);
  const last = lastDayAhead(hours, today);
  const time = at.getTime();
  for (const piece of openOn(hours, today - BEFORE, last)) {
    if (piece.to > time) return { piece, endless: dayAt(hours, new Date(piece.to)) > last };
  }
  return undefined;
}

/** When open becomes closed, or closed open. Undefined: never, as far as can be seen. */
export function nextChange(hours: Hours, at: Date): Date | undefined {
  if (!hours.rules) return undefined;
  const found = pieceFrom(hours, at);
  if (!found) return undefined;
  const { piece, endless } = found;
  if (piece.from > at.getTime()) return new Date(piece.from);
  return endless ? undefined : new Date(piece.to);
}

/** When it opens next; where it is open now, after it closed. Undefined: always open, or never again. */
export function nextOpening(hours: Hours, at: Date): Date | undefined {
  if (!hours.rules) return undefined;
  const change = nextChange(hours, at);
  return change && !isOpen(hours, change) ? nextChange(hours, change) : change;
}

/** Milliseconds of response hours between the two; nothing where the second is not later. */
export function openTimeBetween(hours: Hours, from: Date, to: Date): number {
  const [begin, end] = [from.getTime(), to.getTime()];
  if (end <= begin) return 0;
  if (!hours.rules) return end - begin;
  let open = 0;
  for (const piece of openOn(hours, dayAt(hours, from) - BEFORE, dayAt(hours, to) + AFTER)) {
    open += Math.max(0, Math.min(piece.to, end) - Math.max(piece.from, begin));
  }
  return open;
}

export type HoursState =
  | { kind: "always" }
  /** `until`: undefined where no end is in sight. */
  | { kind: "open"; until: Date | undefined }
  | { kind: "closed"; opens: Date | undefined };

/** What stands on a card: open until when, closed until when. */
export function hoursState(hours: Hours, at: Date): HoursState {
  if (!hours.rules) return { kind: "always" };
  const change = nextChange(hours, at);
  return isOpen(hours, at) ? { kind: "open", until: change } : { kind: "closed", opens: change };
}
