/** The words of which people make response hours, in English and Japanese. What they mean together: hours-order.ts. */

export type HoursWord =
  /** 0 is Monday. */
  | { kind: "weekdays"; days: readonly number[] }
  | { kind: "date"; year: number | undefined; month: number; day: number; text: string }
  /** `31日`, behind a date and a dash. */
  | { kind: "dayOfMonth"; day: number }
  | { kind: "dateWeekday"; day: number }
  | { kind: "holidays" }
  | TimeWord
  | { kind: "dash" }
  | { kind: "comma" }
  /** Between two spans alone: elsewhere it would be a date or nothing known. */
  | { kind: "slash" }
  | { kind: "closed" }
  | { kind: "allDay" }
  /** The exception is taken away; a holiday is a day like any other. */
  | { kind: "normal" }
  | { kind: "asSunday" }
  /** Between days of the week and holidays: `月曜の祝日` and `holidays on mon` are rather those of them that are both. */
  | { kind: "gap" }
  | { kind: "filler" };

export interface TimeWord {
  kind: "time";
  hour: number;
  minute: number;
  /** `jp`: 午後12時 is noon to some and midnight to others, 12pm is noon. */
  half: { of: "am" | "pm"; jp: boolean } | undefined;
  /** 翌2時: of the next day. */
  next: boolean;
  /** Written as clocks with 24 hours write it. */
  padded: boolean;
  /** A number alone. */
  bare: boolean;
  text: string;
}

type Reader = [RegExp, (found: RegExpExecArray) => HoursWord | undefined];

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const JAPANESE = "月火水木金土日";
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

/** No letter goes on. */
const END = "(?![a-z])";
const english = (pattern: string, read: Reader[1]): Reader => [new RegExp(`(?:${pattern})${END}`, "y"), read];
const plainly = (pattern: string, read: Reader[1]): Reader => [new RegExp(pattern, "y"), read];
const weekdays = (...days: number[]): HoursWord => ({ kind: "weekdays", days });
const every = [0, 1, 2, 3, 4, 5, 6];

function date(text: string, year: string | undefined, month: string, day: string): HoursWord {
  return {
    kind: "date",
    year: year === undefined ? undefined : Number(year),
    month: Number(month),
    day: Number(day),
    text,
  };
}

const monthNamed = (name = ""): string => String(MONTHS.indexOf(name.slice(0, 3)) + 1);

function time([text, before = "", hour = "", minutes, kanji, kanjiMinutes, after]: RegExpExecArray): HoursWord {
  const jp = before.startsWith("午");
  const named = before === "午前" || before === "am" ? "am" : before === "午後" || before === "pm" ? "pm" : undefined;
  const late = after === undefined ? undefined : after.startsWith("a") ? "am" : "pm";
  const half = named ?? late;
  const minute = kanjiMinutes === "半" ? 30 : Number(minutes ?? kanjiMinutes?.replace("分", "") ?? 0);
  return {
    kind: "time",
    hour: Number(hour),
    minute,
    half: half && { of: half, jp },
    next: before.startsWith("翌"),
    padded: hour.startsWith("0") || Number(hour) > 12,
    bare: minutes === undefined && kanji === undefined && half === undefined && !before.startsWith("翌"),
    text: text.trim(),
  };
}

/** The first that fits is taken, so what is longer or says more stands before what it begins with. */
const READERS: readonly Reader[] = [
  // dates
  plainly("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)", ([text, y, m = "", d = ""]) => date(text, y, m, d)),
  plainly("(\\d{4})年 ?(\\d{1,2})月 ?(\\d{1,2})日", ([text, y, m = "", d = ""]) => date(text, y, m, d)),
  plainly("(\\d{1,2})月 ?(\\d{1,2})日", ([text, m = "", d = ""]) => date(text, undefined, m, d)),
  plainly("(\\d{1,2})/(\\d{1,2})(?![\\d/:])", ([text, m = "", d = ""]) => date(text, undefined, m, d)),
  english(`${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`, ([text, m, d = "", y]) =>
    date(text, y, monthNamed(m), d),
  ),
  english(`(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}(?:,? (\\d{4}))?`, ([text, d = "", m, y]) =>
    date(text, y, monthNamed(m), d),
  ),
  plainly("(\\d{1,2})日(?!曜)", ([, day]) => ({ kind: "dayOfMonth", day: Number(day) })),
  plainly(`\\(([${JAPANESE}])(?:曜日?)?\\)`, ([, day = ""]) => ({ kind: "dateWeekday", day: JAPANESE.indexOf(day) })),
  english(`\\((${WEEK.join("|")})\\)`, ([, day = ""]) => ({ kind: "dateWeekday", day: WEEK.indexOf(day) })),
  // round the clock
  english("24 ?(?:h|hours)|all day|round the clock|open 24 hours", () => ({ kind: "allDay" })),
  plainly("24時間(?:営業|対応)?|終日", () => ({ kind: "allDay" })),
  // times of day
  english("noon", () => noon("noon")),
  plainly("正午", () => noon("正午")),
  plainly(
    "(?:(午前|午後|[ap]m|翌日?の?朝?) ?)?(\\d{1,2})(?::(\\d{2})(?![\\d:])|(時)(?!間)(\\d{1,2}分|半)?)? ?([ap]\\.?m\\.?(?![a-z]))?(?!\\d)",
    time,
  ),
  // days
  plainly("祝日?|祭日", () => ({ kind: "holidays" })),
  english("(?:public )?holidays?", () => ({ kind: "holidays" })),
  plainly("日曜日?(?:扱い|と同じ|並み)", () => ({ kind: "asSunday" })),
  english("(?:as|like)(?: on)? sundays?", () => ({ kind: "asSunday" })),
  english("week ?days?", () => weekdays(0, 1, 2, 3, 4)),
  plainly("平日", () => weekdays(0, 1, 2, 3, 4)),
  english("week ?ends?", () => weekdays(5, 6)),
  plainly("週末", () => weekdays(5, 6)),
  english("every ?day|daily", () => weekdays(...every)),
  plainly("毎日|全日|年中無休", () => weekdays(...every)),
  english("(mon|tue|wed|thu|fri|sat|sun)(?:days?|s|sdays?|nesdays?|rs?|rsdays?|urdays?)?\\.?", ([, day = ""]) =>
    weekdays(WEEK.indexOf(day)),
  ),
  plainly(`([${JAPANESE}])(?:曜日?)?`, ([, day = ""]) => weekdays(JAPANESE.indexOf(day))),
  // what they are
  english("closed?|off|shut", () => ({ kind: "closed" })),
  plainly("お?休み|定休日?|休業日?|休館日?|休診日?|休(?!日)", () => ({ kind: "closed" })),
  english("normal|usual|remove|delete|cancel|clear|ignore", () => ({ kind: "normal" })),
  plainly("通常(?:通り|どおり|営業)?|取り?消し?|解除|削除|無視|平日扱い", () => ({ kind: "normal" })),
  // between them
  plainly("-|から", () => ({ kind: "dash" })),
  english("to|until|till|through", () => ({ kind: "dash" })),
  plainly("[,、・;。\\n]|と", () => ({ kind: "comma" })),
  english("and", () => ({ kind: "comma" })),
  plainly("/", () => ({ kind: "slash" })),
  plainly("まで|です|営業|毎週|[\\sはのを:]", () => ({ kind: "filler" })),
  english("on|open|from|at|the|are|is", () => ({ kind: "filler" })),
];

const noon = (text: string): HoursWord => ({
  kind: "time",
  hour: 12,
  minute: 0,
  half: undefined,
  next: false,
  padded: true,
  bare: false,
  text,
});

const LONGEST = 500;

/** In one width and case, with one kind of dash. */
export const plainTyped = (typed: string): string =>
  typed
    .slice(0, LONGEST + 1)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[~〜‐‑‒–—―−ー]/g, "-")
    .replaceAll(/[^\S\n]+/g, " ")
    .trim();

/** Undefined where something stands that says nothing about hours. */
export function hoursWords(typed: string): HoursWord[] | undefined {
  const text = plainTyped(typed);
  if (text.length > LONGEST) return undefined;
  const words: HoursWord[] = [];
  let last = 0;
  for (let at = 0; at < text.length;) {
    const read = readAt(text, at);
    if (!read) return undefined;
    if (read.word.kind !== "filler") {
      const apart = text.slice(last, at) !== "";
      words.push(...(isGap(words.at(-1), read.word, apart) ? [{ kind: "gap" as const }] : []), read.word);
      last = read.end;
    }
    at = read.end;
  }
  return words;
}

/** `土日祝` are all of them; so is whatever has a comma in it, which is a word of its own. */
function isGap(before: HoursWord | undefined, word: HoursWord, apart: boolean): boolean {
  if (before?.kind === "holidays") return word.kind === "weekdays";
  return before?.kind === "weekdays" && word.kind === "holidays" && (apart || before.days.length > 1);
}

function readAt(text: string, at: number): { word: HoursWord; end: number } | undefined {
  // the second half of a number is no number, and of a word no word
  if (/\d\d|[a-z][a-z]/.test(text.slice(Math.max(0, at - 1), at + 1)) && at > 0) return undefined;
  for (const [pattern, read] of READERS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const word = found && found[0] !== "" ? read(found) : undefined;
    if (word) return { word, end: pattern.lastIndex };
  }
  return undefined;
}
