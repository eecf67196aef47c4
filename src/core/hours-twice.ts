/**
 * What is said twice in one order: `mon 9:00-12:00, mon 13:00-18:00` may mean both or the last. `毎日 9-18、水 休み` is no
 * such thing: some of the days before, and not all of them, are otherwise.
 */
import { type IsoDate, isoOf } from "./days.ts";
import { mayMean } from "./hours-dates.ts";
import type { HoursFault } from "./hours-fault.ts";
import type { HoursStep } from "./hours-order.ts";

export function saidTwice(steps: readonly HoursStep[]): HoursFault | undefined {
  for (const [at, step] of steps.entries()) {
    for (const before of steps.slice(0, at)) {
      const fault = faultOf(before, step);
      if (fault) return fault;
    }
  }
  return undefined;
}

function faultOf(before: HoursStep, step: HoursStep): HoursFault | undefined {
  if (before.kind === "week" && step.kind === "week") {
    const again = step.days.filter((day) => before.days.includes(day)).toSorted((a, b) => a - b);
    const narrower = again.length === step.days.length && again.length < before.days.length;
    return again.length === 0 || narrower ? undefined : { kind: "twice", days: again };
  }
  if (before.kind === "holidays" && step.kind === "holidays") return { kind: "twiceHolidays" };
  if (before.kind !== "exception") return undefined;
  const dates = { from: isoOf(before.from), to: isoOf(before.to) };
  return areThose(step, dates) ? { kind: "twiceDates", ...dates } : undefined;
}

/** Also to be taken away again in the same breath. */
function areThose(step: HoursStep, { from, to }: { from: IsoDate; to: IsoDate }): boolean {
  if (step.kind === "remove") return mayMean(step.from, from) && mayMean(step.to, to);
  return step.kind === "exception" && isoOf(step.from) === from && isoOf(step.to) === to;
}
