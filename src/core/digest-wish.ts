/** What people type after `/line digest`: `9:00,13:00,17:30 weekdays`, `平日 9時 担当者へ`, `now`, `off`. */
import type { Digest } from "./digest.ts";

export type DigestWish =
  | { kind: "show" }
  | { kind: "now" }
  | { kind: "off" }
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

const MOST_TIMES = 24;
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const WORK = [1, 2, 3, 4, 5];
const ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const JAPANESE = "月火水木金土日";

/** Undefined: that is not how it goes. */
export function readDigestWish(typed: string): DigestWish | undefined {
  const text = typed.normalize("NFKC").trim();
  const alone = ALONE.get(text.toLowerCase());
  if (alone) return { kind: alone };
  const order: Order = { times: [], days: [] };
  const words = text
    // "13:00 に" and "to #room" say the same as without
    .replaceAll(/\s*[-~〜ー–](?=\s*[a-z月火水木金土日])\s*/giu, "-")
    .split(/[\s,、]+/u)
    .filter((word) => word !== "");
  for (const word of words) if (!take(order, word)) return undefined;
  const times = [...new Set(order.times)].toSorted((a, b) => a - b);
  if (times.length === 0 || times.length > MOST_TIMES || times.length < order.times.length) return undefined;
  const days = order.days.length > 0 ? [...new Set(order.days)].toSorted((a, b) => a - b) : WEEK;
  const { to = { kind: "home" }, empty = "say", closedDays = false } = order;
  return { kind: "set", digest: { times, days, to, empty, closedDays } };
}

interface Order {
  times: number[];
  days: number[];
  to?: Digest["to"];
  empty?: Digest["empty"];
  closedDays?: boolean;
}

const FILLERS = new Set(["to", "at", "on", "and", "に", "へ", "宛", "を"]);

/** False: it says nothing that we know, or says something twice. */
function take(order: Order, word: string): boolean {
  const lower = word.toLowerCase();
  if (FILLERS.has(lower)) return true;
  const time = timeOf(lower);
  if (time !== undefined) return order.times.push(time) > 0;
  const days = daysOf(lower);
  if (days) return order.days.push(...days) > 0;
  const to = placeOf(word, lower);
  if (to) return order.to === undefined && Boolean((order.to = to));
  if (SILENT.has(lower)) return order.empty === undefined && Boolean((order.empty = "silent"));
  if (CLOSED.has(lower)) return order.closedDays === undefined && (order.closedDays = true);
  return false;
}

const SILENT = new Set(["silent", "quiet", "空なら黙る", "無言", "静かに"]);
const CLOSED = new Set(["closed-days", "closeddays", "休業日も", "休みも", "休日も"]);

function timeOf(word: string): number | undefined {
  const [, hour, minute, half] = /^(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|半)?)$/.exec(word) ?? [];
  if (hour === undefined) return undefined;
  const minutes = minute ?? half ?? (word.endsWith("半") ? "30" : "0");
  return Number(hour) < 24 && Number(minutes) < 60 ? Number(hour) * 60 + Number(minutes) : undefined;
}

function daysOf(word: string): number[] | undefined {
  if (["weekdays", "weekday", "平日"].includes(word)) return WORK;
  if (["daily", "everyday", "毎日"].includes(word)) return WEEK;
  if (["weekends", "weekend", "土日", "週末"].includes(word)) return [6, 7];
  const [from = "", to, ...more] = word.split("-");
  const first = dayOf(from);
  if (first === undefined || more.length > 0) return to === undefined ? severalDays(word) : undefined;
  if (to === undefined) return [first];
  const last = dayOf(to);
  if (last === undefined) return undefined;
  // `sat-mon` goes round the week
  return WEEK.slice(0, ((last - first + 7) % 7) + 1).map((_day, ahead) => ((first - 1 + ahead) % 7) + 1);
}

/** `月水金` */
function severalDays(word: string): number[] | undefined {
  return /^[月火水木金土日]{2,7}$/u.test(word) ? Array.from(word).map((each) => JAPANESE.indexOf(each) + 1) : undefined;
}

function dayOf(word: string): number | undefined {
  const english = /^(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|rs|rsday|nesday|urday)?$/.exec(word)?.[1];
  if (english) return ENGLISH.indexOf(english) + 1;
  const japanese = /^([月火水木金土日])(?:曜日?)?$/u.exec(word)?.[1];
  return japanese ? JAPANESE.indexOf(japanese) + 1 : undefined;
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
