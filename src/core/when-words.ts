/** The words of which people make times, in English and Japanese, one after the other. What they mean together: when.ts. */

export type Unit = "week" | "day" | "hour" | "minute";
export type Period = "morning" | "evening" | "am" | "pm";

export type TimeWord =
  /** `3日` alone may be a day of the month; `3日後` and `3d` are not. */
  | { kind: "span"; unit: Unit; count: number; unclear: boolean }
  | { kind: "daysAhead"; days: number }
  | { kind: "weeksAhead"; weeks: number }
  | { kind: "weekday"; weekday: number }
  | { kind: "date"; year: number | undefined; month: number; day: number }
  | { kind: "period"; period: Period }
  /** `padded`: written as clocks with 24 hours write it. */
  | { kind: "time"; hour: number; minute: number; padded: boolean }
  | { kind: "until" }
  | { kind: "filler" };

type Reader = [RegExp, (found: RegExpExecArray) => TimeWord | TimeWord[] | undefined];

const WEEKDAYS = new Map<string, number>(
  [
    ["mon", "月"],
    ["tue", "火"],
    ["wed", "水"],
    ["thu", "木"],
    ["fri", "金"],
    ["sat", "土"],
    ["sun", "日"],
  ].flatMap(([english = "", japanese = ""], index) => [
    [english, index + 1],
    [japanese, index + 1],
  ]),
);

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

const weekday = (name = ""): TimeWord => ({ kind: "weekday", weekday: WEEKDAYS.get(name.slice(0, 3)) ?? 0 });
const days = (count: number): TimeWord => ({ kind: "daysAhead", days: count });
const weeks = (count: number): TimeWord => ({ kind: "weeksAhead", weeks: count });
const period = (of: Period): TimeWord => ({ kind: "period", period: of });

function span(unit: Unit, amount: string | undefined, more: { half?: boolean; unclear?: boolean } = {}): TimeWord {
  const count = Number(amount ?? 1) + (more.half ? 0.5 : 0);
  return { kind: "span", unit, count, unclear: more.unclear === true };
}

function date(year: string | undefined, month: string | undefined, day: string | undefined): TimeWord {
  return { kind: "date", year: year === undefined ? undefined : Number(year), month: Number(month), day: Number(day) };
}

const monthNamed = (name = ""): string => String(MONTHS.indexOf(name.slice(0, 3)) + 1);

function time(hour = "", minute = "0", half?: string): TimeWord {
  const padded = hour.startsWith("0") || Number(hour) > 12;
  return { kind: "time", hour: Number(hour), minute: half ? 30 : Number(minute), padded };
}

/** 12am is midnight and 12pm is noon. */
function halfDay(hour: number, minute: string | undefined, afternoon: boolean): TimeWord | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return { kind: "time", hour: (hour % 12) + (afternoon ? 12 : 0), minute: Number(minute ?? 0), padded: true };
}

const N = "(\\d{1,6}(?:\\.\\d)?)";
const MANY = `(?:${N} ?|(?:an?|one) )`;
/** No letter goes on. */
const END = "(?![a-z])";
const english = (pattern: string, read: Reader[1]): Reader => [new RegExp(`${pattern}${END}`, "y"), read];
const plainly = (pattern: string, read: Reader[1]): Reader => [new RegExp(pattern, "y"), read];

/** The first that fits is taken, so what is longer or says more stands before what it begins with. */
const READERS: readonly Reader[] = [
  // dates
  plainly("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)", ([, y, m, d]) => date(y, m, d)),
  plainly("(\\d{4})年\\s*(\\d{1,2})月\\s*(\\d{1,2})日", ([, y, m, d]) => date(y, m, d)),
  plainly("(\\d{1,2})月\\s*(\\d{1,2})日", ([, m, d]) => date(undefined, m, d)),
  plainly("(\\d{1,2})/(\\d{1,2})(?![\\d/])", ([, m, d]) => date(undefined, m, d)),
  english(`${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4})(?!:))?`, ([, m, d, y]) => date(y, monthNamed(m), d)),
  english(`(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}(?:,? (\\d{4}))?`, ([, d, m, y]) => date(y, monthNamed(m), d)),
  // times of day
  english("(\\d{1,2})(?::(\\d{2}))? ?([ap])\\.?m\\.?", ([, h, m, half]) => halfDay(Number(h), m, half === "p")),
  plainly("(\\d{1,2}):(\\d{2})(?::00)?(?![\\d:])", ([, h, m]) => time(h, m)),
  plainly("(\\d{1,2})時(?!間)(?:\\s*(?:(\\d{1,2})分|(半)))?", ([, h, m, half]) => time(h, m, half)),
  english("noon", () => halfDay(12, "0", true)),
  plainly("正午", () => halfDay(12, "0", true)),
  // how long
  plainly(`${N}週間?(後)?`, ([, n]) => span("week", n)),
  plainly(`${N}日(?:間|後)`, ([, n]) => span("day", n)),
  plainly(`${N}日(?!曜)`, ([, n]) => span("day", n, { unclear: true })),
  plainly(`${N}時間(半)?後?`, ([, n, half]) => span("hour", n, { half: half !== undefined })),
  plainly(`${N}分間?後?`, ([, n]) => span("minute", n)),
  english(`${MANY}(?:w|wk|wks|weeks?)`, ([, n]) => span("week", n)),
  english(`${MANY}(?:d|days?)`, ([, n]) => span("day", n)),
  english("half an hour", () => span("minute", "30")),
  english(`${MANY}(?:h|hrs?|hours?)`, ([, n]) => span("hour", n)),
  english(`${MANY}(?:m|mins?|minutes?)`, ([, n]) => span("minute", n)),
  // days
  english("day after tomorrow", () => days(2)),
  english("(?:tomorrow|tmrw?|tmr)", () => days(1)),
  english("today", () => days(0)),
  english("yesterday", () => days(-1)),
  english("(?:tonight|this evening)", () => [days(0), period("evening")]),
  english("this morning", () => [days(0), period("morning")]),
  plainly("(?:明後日|あさって)", () => days(2)),
  plainly("(?:明朝)", () => [days(1), period("morning")]),
  plainly("(?:明晩)", () => [days(1), period("evening")]),
  plainly("(?:明日|あした|あす)", () => days(1)),
  plainly("(?:今夜|今晩|今夕)", () => [days(0), period("evening")]),
  plainly("今朝", () => [days(0), period("morning")]),
  plainly("(?:今日|本日|きょう)", () => days(0)),
  plainly("(?:昨日|きのう)", () => days(-1)),
  // weeks and their days
  plainly("再来週", () => weeks(2)),
  plainly("(?:来週|週明け)", () => weeks(1)),
  plainly("今週", () => weeks(0)),
  english("next week", () => weeks(1)),
  english("this week", () => weeks(0)),
  plainly("next (?=mon|tue|wed|thu|fri|sat|sun)", () => weeks(1)),
  plainly("this (?=mon|tue|wed|thu|fri|sat|sun)", () => weeks(0)),
  english(
    "(mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\.?",
    ([, name]) => weekday(name),
  ),
  plainly("([月火水木金土日])曜日?", ([, name]) => weekday(name)),
  plainly("\\(([月火水木金土日])\\)", ([, name]) => weekday(name)),
  // parts of a day
  plainly("午前", () => period("am")),
  plainly("午後", () => period("pm")),
  plainly("朝", () => period("morning")),
  plainly("(?:夕方|夜|晩)", () => period("evening")),
  english("(?:in the )?morning", () => period("morning")),
  english("(?:in the )?evening", () => period("evening")),
  // what says nothing more
  plainly("まで", () => ({ kind: "until" })),
  english("(?:until|till)", () => ({ kind: "until" })),
  english("(?:at|on|in|later|from now|the)", () => ({ kind: "filler" })),
  plainly("(?:後で|後|の|に|[\\s,、])", () => ({ kind: "filler" })),
];

/** Undefined where something stands that says nothing about time. */
export function timeWords(typed: string): TimeWord[] | undefined {
  const text = typed
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(?<=\d)[‐‑‒–—−ー](?=\d)/g, "-")
    .replaceAll(/(?<=\d)t(?=\d{1,2}:)/g, " ");
  const words: TimeWord[] = [];
  for (let at = 0; at < text.length;) {
    const read = readAt(text, at);
    if (!read) return undefined;
    words.push(...read.words);
    at = read.end;
  }
  return words;
}

function readAt(text: string, at: number): { words: TimeWord[]; end: number } | undefined {
  // the second half of a number is no number
  if (/\d/.test(text[at - 1] ?? "") && /\d/.test(text[at] ?? "")) return undefined;
  for (const [pattern, read] of READERS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const words = found && found[0] !== "" ? read(found) : undefined;
    if (words) return { words: [words].flat(), end: pattern.lastIndex };
  }
  return undefined;
}
