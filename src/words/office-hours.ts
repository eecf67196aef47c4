/** Response hours and the modes of answering. Two languages: office-hours.en.ts and office-hours.ja.ts. */
import type { HoursFault } from "../core/hours-fault.ts";
import type { FormField } from "../core/hours-form.ts";
import type { Span } from "../core/hours-rules.ts";
import type { DayGroup, SaidDay, SaidMoment } from "../core/hours-said.ts";
import type { HoursWarning } from "../core/hours-warnings.ts";
import type { Mode } from "../core/machine.ts";

export interface HoursWords {
  title: string;
  /** Of an account, and its time zone. */
  head: (account: string, zone: string) => string;
  /** Monday first. */
  weekdays: readonly string[];
  spans: (spans: readonly Span[]) => string;
  group: (group: DayGroup) => string;
  /** With its weekday. */
  day: (day: SaidDay) => string;
  days: (from: SaidDay, to: SaidDay) => string;
  moment: (at: SaidMoment) => string;
  always: string;
  openUntil: (until: string | undefined) => string;
  closedUntil: (opens: string | undefined) => string;
  holidayPolicy: Record<"closed" | "sunday" | "ignore", string>;
  holidays: (policy: string) => string;
  nextHolidays: (said: string[]) => string;
  /** The name as Japan's calendar has it. */
  holiday: (name: string) => string;
  exceptions: string;
  exception: (days: string, spans: string) => string;
  moreExceptions: (more: number) => string;
  mode: Record<Mode, string>;
  modes: (inside: string, outside: string) => string;
  modesAlways: (mode: string) => string;
  pause: (hours: number) => string;
  warning: Record<HoursWarning, string>;
  howTo: string;
  adminsChange: string;
  adminsOnly: string;
  changed: string;
  undone: string;
  fault: (fault: HoursFault) => string;
  atTime: {
    /** What would be at a moment. */
    head: (moment: string) => string;
    open: (until: string | undefined) => string;
    closed: (opens: string | undefined) => string;
    always: string;
    because: {
      week: (weekday: string, spans: string) => string;
      holiday: (name: string, spans: string) => string;
      exception: (days: string, spans: string) => string;
    };
    mode: (mode: string) => string;
    /** The automatic reply, quoted below. */
    says: (rule: string) => string;
    saysNothing: string;
  };
  form: {
    weekHint: string;
    holidays: string;
    zone: string;
    zoneHint: string;
    exceptions: string;
    exceptionsHint: string;
    tooManyToEdit: string;
    inside: string;
    outside: string;
    pause: string;
    pauseHint: string;
    dayEmpty: string;
    /** Beside a field, with examples that fit into it. */
    fault: (fault: HoursFault, field: FormField) => string;
    stale: (by: string) => string;
  };
  /** On the card. */
  card: {
    paused: (until: string) => string;
    off: string;
    /** On a button. */
    resume: string;
  };
}
