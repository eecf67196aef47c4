/** Response hours as somebody wants them, from what they are. What does not go is refused whole. */
import { isoOf } from "./days.ts";
import { mayMean } from "./hours-dates.ts";
import type { HoursFault } from "./hours-fault.ts";
import type { HoursStep } from "./hours-order.ts";
import type { Exception, HoursRules, Span } from "./hours-rules.ts";

const MOST_EXCEPTIONS = 100;
const DAY = 24 * 60;
const WEEK = 7;

export type HoursChanged = { kind: "rules"; rules: HoursRules } | { kind: "fault"; fault: HoursFault };

/** `rules`: null where none are set; a week is then made of what is said, and the other days are closed. */
export function changeHours(rules: HoursRules | null, steps: readonly HoursStep[], zone: string): HoursChanged {
  const opens = steps.some((step) => step.kind === "week" && step.spans.length > 0);
  if (!rules && !opens) return { kind: "fault", fault: { kind: "noWeek" } };
  let now: HoursRules = rules ?? {
    zone,
    week: Array.from({ length: WEEK }, () => []),
    holidays: "ignore",
    exceptions: [],
  };
  for (const step of steps) {
    const next = take(now, step);
    if ("kind" in next) return { kind: "fault", fault: next };
    now = next;
  }
  const night = nightOf(now.week);
  return night ? { kind: "fault", fault: night } : { kind: "rules", rules: now };
}

function take(rules: HoursRules, step: HoursStep): HoursRules | HoursFault {
  switch (step.kind) {
    case "week":
      return { ...rules, week: rules.week.map((spans, day) => (step.days.includes(day) ? step.spans : spans)) };
    case "holidays":
      return { ...rules, holidays: step.to };
    case "exception": {
      const wanted = { from: isoOf(step.from), to: isoOf(step.to), spans: step.spans };
      return withException(rules, wanted);
    }
    case "remove": {
      const fits = ({ from, to }: Exception): boolean => mayMean(step.from, from) && mayMean(step.to, to);
      const kept = rules.exceptions.filter((each) => !fits(each));
      if (kept.length === rules.exceptions.length) {
        const typed = step.from === step.to ? step.from.text : `${step.from.text}-${step.to.text}`;
        return { kind: "noException", typed, there: rules.exceptions.map(({ from, to }) => ({ from, to })) };
      }
      return { ...rules, exceptions: kept };
    }
  }
}

/** The same days again are other spans for them; some of them again is rather a slip. */
export function withException(rules: HoursRules, wanted: Exception): HoursRules | HoursFault {
  const others = rules.exceptions.filter(({ from, to }) => from !== wanted.from || to !== wanted.to);
  const clash = others.find(({ from, to }) => from <= wanted.to && wanted.from <= to);
  if (clash) {
    const { from, to } = clash;
    return { kind: "exceptions", from, to, wanted: { from: wanted.from, to: wanted.to } };
  }
  if (others.length >= MOST_EXCEPTIONS) return { kind: "tooMany", most: MOST_EXCEPTIONS };
  return { ...rules, exceptions: [...others, wanted].toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
}

/** A night that runs into the next day's spans was meant otherwise. */
export function nightOf(week: readonly (readonly Span[])[]): HoursFault | undefined {
  for (const [day, spans] of week.entries()) {
    const last = spans.at(-1);
    const next = week[(day + 1) % WEEK]?.[0];
    if (last && next && last.to > DAY && next.from < last.to - DAY) return { kind: "night", day, span: last, next };
  }
  return undefined;
}
