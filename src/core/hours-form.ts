/** Response hours as a form holds them, in words that can be read back. */
import type { AccountSettings } from "./account-settings.ts";
import { type DayNumber, type IsoDate, isoOf } from "./days.ts";
import { nightOf, withException } from "./hours-change.ts";
import type { HoursFault } from "./hours-fault.ts";
import { readSteps } from "./hours-order.ts";
import type { Exception, HoursRules, Span } from "./hours-rules.ts";
import { exceptionsFrom } from "./hours-said.ts";
import { spanText } from "./hours-spans.ts";
import { readHoursOrder } from "./hours-typed.ts";
import type { Mode } from "./machine.ts";

type Settings = Pick<AccountSettings, "hours" | "modes" | "pauseHours">;

export interface HoursForm {
  /** Monday first. */
  days: string[];
  holidays: HoursRules["holidays"];
  /** Undefined: too many for a form, they stay as they are. */
  exceptions: string | undefined;
  zone: string;
  inside: Mode;
  outside: Mode;
  pause: string;
}

/** By block id. */
export type FormFaults = Record<string, HoursFault | { kind: "dayEmpty" }>;

export type FormField = "day" | "holidays" | "exceptions" | "zone" | "pause";
const FIELDS: readonly FormField[] = ["holidays", "exceptions", "zone", "pause"];
/** Of a block: each day has its own. */
export const fieldOf = (block: string): FormField => FIELDS.find((field) => field === block) ?? "day";

/** What Slack's inputs hold. */
export const LONGEST_EXCEPTIONS = 3_000;
/** What is over stays known for the reckoning of waiting times, and is forgotten after so many days. */
const KEPT = 400;

/** `closed`: how a day without hours is written; it must be read back as that. */
export function formOf(
  settings: Settings,
  { zone, today, closed }: { zone: string; today: IsoDate; closed: string },
): HoursForm {
  const { hours, modes, pauseHours } = settings;
  const lines = hours
    ? exceptionsFrom(hours, today)
        .map((each) => exceptionText(each, closed))
        .join("\n")
    : "";
  return {
    days: Array.from({ length: 7 }, (_, day) => (hours ? spansText(hours.week[day] ?? [], closed) : "")),
    holidays: hours?.holidays ?? "ignore",
    exceptions: lines.length > LONGEST_EXCEPTIONS ? undefined : lines,
    zone,
    inside: modes.inside,
    outside: modes.outside,
    pause: String(pauseHours),
  };
}

const padded = (span: Span): string => spanText(span).replaceAll(/(?<!\d)\d:/g, "0$&");
const spansText = (spans: readonly Span[], closed: string): string =>
  spans.length === 0 ? closed : spans.map(padded).join(", ");
const exceptionText = ({ from, to, spans }: Exception, closed: string): string =>
  `${from === to ? from : `${from} - ${to}`} ${spansText(spans, closed)}`;

/** `zone`: what the form was opened with. */
export function readForm(
  form: HoursForm,
  now: Settings,
  { zone: shown, today }: { zone: string; today: DayNumber },
): { to: Settings } | { faults: FormFaults } {
  const faults: FormFaults = {};
  const pause = readHoursOrder(`pause ${form.pause}`, today);
  if (pause.kind === "fault") faults["pause"] = pause.fault;
  // settings may name zones that nobody types, such as Japan
  const same = form.zone.trim() === shown;
  const zone = same ? { kind: "zone" as const, zone: shown } : readHoursOrder(`zone ${form.zone}`, today);
  const anyDay = form.days.some((day) => day.trim() !== "");
  if (anyDay && zone.kind === "fault") faults["zone"] = zone.fault;
  if (!anyDay) Object.assign(faults, lostWithoutWeek(form, now.hours, shown));
  const rules = anyDay ? rulesOf(form, now.hours, today, faults) : null;
  if (Object.keys(faults).length > 0 || pause.kind !== "pause") return { faults };
  const hours = rules && { ...rules, zone: zone.kind === "zone" ? zone.zone : rules.zone };
  return { to: { hours, modes: { inside: form.inside, outside: form.outside }, pauseHours: pause.hours } };
}

/** What was written of hours, while the week is left empty: always open is what then holds. */
function lostWithoutWeek(form: HoursForm, now: HoursRules | null, zone: string): FormFaults {
  // "closed" in whatever language the form said it
  const isKnown = (line: string): boolean => {
    const word = /\s(\D+)$/u.exec(line)?.[1] ?? "";
    return now?.exceptions.some((each) => exceptionText(each, word) === line) ?? false;
  };
  const lost = {
    exceptions: linesOf(form.exceptions).some((line) => !isKnown(line)),
    holidays: form.holidays !== "ignore" && form.holidays !== now?.holidays,
    zone: form.zone.trim() !== "" && form.zone.trim() !== zone,
  };
  const fault: HoursFault = { kind: "noWeek" };
  return Object.fromEntries(Object.entries(lost).flatMap(([field, is]) => (is ? [[field, fault]] : [])));
}

const linesOf = (typed = ""): string[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function rulesOf(form: HoursForm, now: HoursRules | null, today: DayNumber, faults: FormFaults): HoursRules | null {
  const week = form.days.map((typed, day) => {
    const spans = daySpans(typed, today);
    if (!("kind" in spans)) return spans;
    faults[`day:${day}`] = spans;
    return [];
  });
  const night = nightOf(week);
  if (night?.kind === "night") faults[`day:${night.day}`] ??= night;
  const before = isoOf(today);
  const past = now?.exceptions.filter(({ to }) => to < before && to > isoOf(today - KEPT)) ?? [];
  const kept = form.exceptions === undefined ? (now?.exceptions ?? []) : past;
  const rules: HoursRules = { zone: form.zone, week, holidays: form.holidays, exceptions: kept };
  return withLines(rules, linesOf(form.exceptions), today, faults);
}

/** What can be wrong with a day; whoever writes dates or other days into it is told what goes there. */
const OF_SPANS: ReadonlySet<string> = new Set<HoursFault["kind"]>([
  "twoWays",
  "noTime",
  "backwards",
  "tooLong",
  "nextDay",
  "overlap",
]);

function daySpans(typed: string, today: DayNumber): Span[] | HoursFault | { kind: "dayEmpty" } {
  if (typed.trim() === "") return { kind: "dayEmpty" };
  const read = readSteps(`mon ${typed}`, today);
  if ("fault" in read) return OF_SPANS.has(read.fault.kind) ? read.fault : { kind: "unclear" };
  const [step, ...more] = read.steps;
  return step?.kind === "week" && step.days.length === 1 && more.length === 0 ? step.spans : { kind: "unclear" };
}

/** One line each; the first that is wrong is told. */
function withLines(rules: HoursRules, lines: readonly string[], today: DayNumber, faults: FormFaults): HoursRules {
  let now = rules;
  const said = new Set<string>();
  for (const line of lines) {
    const read = readSteps(line, today);
    if ("fault" in read) return wrong(read.fault);
    for (const step of read.steps) {
      if (step.kind !== "exception") return wrong({ kind: "unclear" });
      const wanted = { from: isoOf(step.from), to: isoOf(step.to), spans: step.spans };
      // the same days on two lines: which of them is meant
      if (said.has(`${wanted.from}:${wanted.to}`))
        return wrong({ kind: "twiceDates", from: wanted.from, to: wanted.to });
      said.add(`${wanted.from}:${wanted.to}`);
      const next = withException(now, wanted);
      if ("kind" in next) return wrong(next);
      now = next;
    }
  }
  return now;

  function wrong(fault: HoursFault): HoursRules {
    faults["exceptions"] = fault;
    return now;
  }
}
