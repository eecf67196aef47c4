/** What people type after `/line digest`: `9:00,13:00,17:30 weekdays`, `平日 9時 担当者へ`, `now`, `off`. */
import type { Digest } from "./digest.ts";
import { clearly, isVague, minutesOf } from "./hours-spans.ts";
import { type HoursWord, hoursWords } from "./hours-words.ts";

export type DigestWish =
  | { kind: "show" }
  | { kind: "now" }
  | { kind: "off" }
  /** Each is what the time could mean, as it is written clearly. */
  | { kind: "twoWays"; typed: string; could: string[] }
  | { kind: "set"; digest: Omit<Digest, "since"> };

const ALONE = new Map<string, "show" | "now" | "off">([
  ["", "show"],
  ["show", "show"],
  ["表示", "show"],
  ["確認", "show"],
  ["now", "now"],
  ["今", "now"],
  ["今すぐ", "now"],
  ["off", "off"],
  ["オフ", "off"],
  ["停止", "off"],
  ["なし", "off"],
]);

const MIDNIGHT = 24 * 60;
const NOON = 12 * 60;
const MOST_TIMES = 24;
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const WORK = [1, 2, 3, 4, 5];
const ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Undefined: that is not how it goes. */
export function readDigestWish(typed: string): DigestWish | undefined {
  const text = typed.normalize("NFKC").trim();
  const alone = ALONE.get(text.toLowerCase());
  if (alone) return { kind: alone };
  const order: Order = { times: [], days: [] };
  // 1. where to and how
  const left: string[] = [];
  for (const word of text.split(/[\s,、]+/u)) {
    const taken = takeHow(order, word);
    if (taken === "twice") return undefined;
    if (taken === "no") left.push(word);
    // "to #leads" says the same as "#leads"
    else if (TO.has(left.at(-1)?.toLowerCase() ?? "")) left.pop();
  }
  // 2. when, in the words of response hours
  const words = hoursWords(left.filter((word) => !TO.has(word)).join(" "));
  const fault = words ? takeWhen(order, words) : "no";
  if (fault === "no") return undefined;
  if (fault) return fault;
  const { times, to = { kind: "home" }, empty = "say", closedDays = false } = order;
  if (times.length === 0 || times.length > MOST_TIMES) return undefined;
  const days = order.days.length > 0 ? order.days : WEEK;
  return { kind: "set", digest: { times: inOrder(times), days: inOrder(days), to, empty, closedDays } };
}

const inOrder = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);

interface Order {
  times: number[];
  days: number[];
  to?: Digest["to"];
  empty?: Digest["empty"];
  closedDays?: boolean;
}

const TO = new Set(["to", "at", "に", "へ", "宛", "を"]);
const SILENT = new Set(["silent", "quiet", "空なら黙る", "無言", "静かに"]);
const CLOSED = new Set(["closed-days", "closeddays", "休業日も", "休みも", "休日も"]);

function takeHow(order: Order, word: string): "taken" | "no" | "twice" {
  const lower = word.toLowerCase();
  const to = placeOf(word, lower);
  const wish: Partial<Order> = {
    ...(to && { to }),
    ...(SILENT.has(lower) && { empty: "silent" as const }),
    ...(CLOSED.has(lower) && { closedDays: true }),
  };
  const [key] = Object.keys(wish) as (keyof Order)[];
  if (key === undefined) return "no";
  if (order[key] !== undefined) return "twice";
  Object.assign(order, wish);
  return "taken";
}

type Fault = Extract<DigestWish, { kind: "twoWays" }>;

/** "no": it says nothing that we know, or something twice. */
function takeWhen(order: Order, words: readonly HoursWord[]): Fault | "no" | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word?.kind === "comma") continue;
    if (word?.kind === "time") {
      const time = minutesOf(word);
      if (word.bare || word.next || typeof time !== "number" || time >= MIDNIGHT) return "no";
      if (isVague(word)) return { kind: "twoWays", typed: word.text, could: [time, time + NOON].map(clearly) };
      if (order.times.includes(time)) return "no";
      order.times.push(time);
      continue;
    }
    if (word?.kind !== "weekdays") return "no";
    const isRange = words[at + 1]?.kind === "dash";
    const days = isRange ? daysBetween(word, words[at + 2]) : word.days;
    if (!days || days.some((day) => order.days.includes(day + 1))) return "no";
    if (isRange) at += 2;
    order.days.push(...days.map((day) => day + 1));
  }
  return undefined;
}

/** `sat-mon` goes round the week. */
function daysBetween(
  { days: [from, ...more] }: { days: readonly number[] },
  last: HoursWord | undefined,
): number[] | undefined {
  if (last?.kind !== "weekdays" || from === undefined || more.length > 0 || last.days.length !== 1) return undefined;
  const length = (((last.days[0] ?? 0) - from + 7) % 7) + 1;
  return Array.from({ length }, (_, ahead) => (from + ahead) % 7);
}

const ASSIGNEES = new Set([
  "assignees",
  "assignee",
  "dm",
  "dms",
  "担当者",
  "担当者へ",
  "各担当者",
  "各担当者へ",
  "担当",
]);
const HOME = new Set(["here", "home", "ここ", "このチャンネル"]);

/** Slack writes a channel as `<#C1|name>`. */
function placeOf(word: string, lower: string): Digest["to"] | undefined {
  const channel = /^<#([CG][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word)?.[1];
  if (channel) return { kind: "room", channel };
  if (ASSIGNEES.has(lower)) return { kind: "assignees" };
  return HOME.has(lower) ? { kind: "home" } : undefined;
}

/** The same as people would type it. */
export function writeDigest({ times, days, to, empty, closedDays }: Omit<Digest, "since">): string {
  const clock = (time: number): string => `${Math.floor(time / 60)}:${String(time % 60).padStart(2, "0")}`;
  const named = days.map((day) => ENGLISH[day - 1] ?? "").join(",");
  const which = days.length === WEEK.length ? "daily" : days.join() === WORK.join() ? "weekdays" : named;
  const where = to.kind === "room" ? [`to <#${to.channel}>`] : to.kind === "assignees" ? ["to assignees"] : [];
  return [
    times.map(clock).join(","),
    which,
    ...where,
    ...(empty === "silent" ? ["silent"] : []),
    ...(closedDays ? ["closed-days"] : []),
  ].join(" ");
}
