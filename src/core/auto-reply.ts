/**
 * Which rule answers a customer, and why the others do not. Pure: the moment is handed in. The first rule that fits
 * answers, in the order that the team gave them; those for keywords are looked at before the uniform ones, as LINE does.
 */
import { saysNextOpen } from "./auto-message.ts";
import type { AutoRule } from "./auto-rule.ts";
import type { HoursState } from "./hours.ts";
import { searchable } from "./search.ts";
import { plusDays, type Wall, weekdayOf } from "./zone.ts";

export type Heard =
  | { kind: "words"; text: string }
  /** A picture, a sticker: whatever has no words. */
  | { kind: "wordless" }
  | { kind: "tap"; data: string }
  | { kind: "follow" }
  | { kind: "unblock" };

export interface Moment {
  /** In the account's time zone. */
  wall: Wall;
  /** Undefined: the account has no response hours. */
  open: boolean | undefined;
  /** When somebody will be there next; undefined: nobody knows. */
  nextOpening: Date | undefined;
  /** A uniform reply outside hours went to this chat since the hours ended. */
  answeredSinceClosing: boolean;
}

export type Passed =
  | "off"
  | "words"
  | "open"
  | "closed"
  | "noHours"
  | "dates"
  | "weekday"
  | "time"
  | "answeredSinceClosing"
  | "noOpening";

export interface Verdict {
  /** Undefined: nothing is said. */
  rule: AutoRule | undefined;
  /** The rules that were looked at before, and why they do not answer. */
  passed: { rule: AutoRule; because: Passed }[];
}

export function answerOf(rules: readonly AutoRule[], heard: Heard, moment: Moment): Verdict {
  const passed: Verdict["passed"] = [];
  for (const rule of listening(rules, heard)) {
    const because = whyNot(rule, heard, moment);
    if (because === undefined) return { rule, passed };
    passed.push({ rule, because });
  }
  return { rule: undefined, passed };
}

/** In the order in which they are asked. */
function listening(rules: readonly AutoRule[], heard: Heard): AutoRule[] {
  const of = (trigger: AutoRule["trigger"]): AutoRule[] => rules.filter((rule) => rule.trigger === trigger);
  switch (heard.kind) {
    case "words":
      return [...of("keyword"), ...of("uniform")];
    case "wordless":
      return of("uniform");
    case "tap":
      return of("keyword").filter((rule) => rule.taps);
    case "follow":
      return of("follow");
    case "unblock":
      return of("unblock");
  }
}

function whyNot(rule: AutoRule, heard: Heard, moment: Moment): Passed | undefined {
  if (!rule.enabled) return "off";
  if (rule.trigger === "keyword" && !fits(rule, heard)) return "words";
  return whyNotHours(rule, moment) ?? whyNotDay(rule, moment.wall) ?? whyNotAgain(rule, moment);
}

function fits({ keywords, match }: AutoRule, heard: Heard): boolean {
  const said = searchable(heard.kind === "words" ? heard.text : heard.kind === "tap" ? heard.data : "");
  if (said === "") return false;
  return keywords.some((keyword) => {
    const wanted = searchable(keyword);
    return wanted !== "" && (match === "exact" ? said === wanted : said.includes(wanted));
  });
}

function whyNotHours({ when }: AutoRule, { open }: Moment): Passed | undefined {
  if (when === "always") return undefined;
  if (open === undefined) return "noHours";
  if (when === "open") return open ? undefined : "closed";
  return open ? "open" : undefined;
}

/** A time past midnight belongs to the day on which it began. */
function whyNotDay({ from, until, weekdays, times }: AutoRule, wall: Wall): Passed | undefined {
  const minute = wall.hour * 60 + wall.minute;
  const overnight = times !== null && times.until <= times.from;
  if (times && !inside(times, minute)) return "time";
  const day = overnight && minute < times.until ? plusDays(wall, -1) : wall;
  const date = dateOf(day);
  if ((from !== null && date < from) || (until !== null && date > until)) return "dates";
  return weekdays.length > 0 && !weekdays.includes(weekdayOf(day)) ? "weekday" : undefined;
}

const inside = ({ from, until }: { from: number; until: number }, minute: number): boolean =>
  from < until ? minute >= from && minute < until : minute >= from || minute < until;

const two = (value: number): string => String(value).padStart(2, "0");
export const dateOf = ({ year, month, day }: Wall): string =>
  `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

function whyNotAgain(rule: AutoRule, moment: Moment): Passed | undefined {
  if (isAway(rule) && !rule.everyTime && moment.answeredSinceClosing) return "answeredSinceClosing";
  return saysNextOpen(rule.messages) && moment.nextOpening === undefined ? "noOpening" : undefined;
}

/** "We are closed": said once to a chat until the next opening. */
export const isAway = (rule: Pick<AutoRule, "trigger" | "when">): boolean =>
  rule.trigger === "uniform" && rule.when === "closed";

export type Never =
  | "noHours"
  | "neverOpen"
  | "neverClosed"
  | "past"
  | "afterUniform"
  | "sameKeywords"
  | "noKeyword"
  | "noOpening";

/** Why a rule that is on can never answer; undefined: it can. `today` is a date of the account's time zone. */
export function whyNever(
  rule: AutoRule,
  rules: readonly AutoRule[],
  { hours, today }: { hours: HoursState; today: string },
): Never | undefined {
  if (!rule.enabled) return undefined;
  const unfit = whyNeverThen(rule, hours);
  if (unfit !== undefined) return unfit;
  if (rule.until !== null && rule.until < today) return "past";
  const earlier = rules.slice(
    0,
    rules.findIndex(({ id }) => id === rule.id),
  );
  const same = earlier.filter((other) => other.enabled && other.trigger === rule.trigger && covers(other, rule));
  if (rule.trigger !== "keyword") return same.length > 0 ? "afterUniform" : undefined;
  const words = rule.keywords.map(searchable).filter((word) => word !== "");
  if (words.length === 0) return "noKeyword";
  const taken = (word: string): boolean =>
    same.some((other) => (other.taps || !rule.taps) && takes(other, word, rule.match));
  return words.every(taken) ? "sameKeywords" : undefined;
}

function whyNeverThen({ when, messages }: AutoRule, hours: HoursState): Never | undefined {
  if (when !== "always" && hours.kind === "always") return "noHours";
  if (when === "open" && hours.kind === "closed" && hours.opens === undefined) return "neverOpen";
  if (when === "closed" && hours.kind === "open" && hours.until === undefined) return "neverClosed";
  const opens = hours.kind === "open" || (hours.kind === "closed" && hours.opens !== undefined);
  return saysNextOpen(messages) && !opens ? "noOpening" : undefined;
}

/** It applies whenever the other does. */
function covers(one: AutoRule, other: AutoRule): boolean {
  const hours = one.when === "always" || one.when === other.when;
  const unbound = one.from === null && one.until === null && one.weekdays.length === 0 && one.times === null;
  // said once, it leaves the later messages of a closed period to one that answers each time
  const again = !isAway(one) || one.everyTime || (isAway(other) && !other.everyTime);
  return hours && unbound && again && !saysNextOpen(one.messages);
}

function takes({ keywords, match }: AutoRule, word: string, wanted: AutoRule["match"]): boolean {
  if (match === "exact") return wanted === "exact" && keywords.some((keyword) => searchable(keyword) === word);
  return keywords.some((keyword) => searchable(keyword) !== "" && word.includes(searchable(keyword)));
}
