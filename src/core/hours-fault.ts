/** Why hours were not changed, as data; `words/` says it with the cure. */
import type { IsoDate } from "./days.ts";
import type { Span } from "./hours-rules.ts";

export type HoursFault =
  | { kind: "unclear" }
  /** Each is what it could mean, as it is written clearly. */
  | { kind: "twoWays"; typed: string; could: string[] }
  /** `9:75`, `49:00`: no such time. */
  | { kind: "noTime"; typed: string }
  /** It ends before it begins; `cure`: past midnight. */
  | { kind: "backwards"; typed: string; cure: string | undefined }
  | { kind: "tooLong"; typed: string }
  /** It begins on the next day. */
  | { kind: "nextDay"; typed: string }
  /** Two spans of one day. */
  | { kind: "overlap"; one: Span; other: Span }
  /** The night of a day runs into the spans of the next: 0 is Monday. */
  | { kind: "night"; day: number; span: Span; next: Span }
  | { kind: "noDate"; typed: string }
  /** `12/24(月)`, and it is no Monday; 0 is Monday. */
  | { kind: "otherWeekday"; date: IsoDate; weekday: number }
  | { kind: "past"; date: IsoDate }
  /** Said without a year and just over: which one is meant. */
  | { kind: "whichYear"; typed: string; could: IsoDate[] }
  | { kind: "backwardsDates"; from: IsoDate; to: IsoDate }
  | { kind: "longDates"; from: IsoDate; to: IsoDate }
  /** There are other spans for some of these days already. */
  | { kind: "exceptions"; from: IsoDate; to: IsoDate; wanted: { from: IsoDate; to: IsoDate } }
  /** Two clauses of one order say what these are: both can be meant, or the last. */
  | { kind: "twice"; days: readonly number[] }
  | { kind: "twiceHolidays" }
  | { kind: "twiceDates"; from: IsoDate; to: IsoDate }
  | { kind: "noException"; typed: string; there: { from: IsoDate; to: IsoDate }[] }
  | { kind: "tooMany"; most: number }
  /** Holidays are closed, as Sundays, or as any day. */
  | { kind: "holidaySpans" }
  | { kind: "zone"; typed: string; near: string[] }
  /** Days alone say nothing as long as no week is set. */
  | { kind: "noWeek" }
  /** Several accounts, and none is named. */
  | { kind: "whichAccount"; accounts: string[] }
  | { kind: "pause"; most: number }
  | { kind: "modeWords" }
  | { kind: "nothingToUndo" }
  | { kind: "changedSince"; by: string };
