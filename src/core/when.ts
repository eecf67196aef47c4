/**
 * When people mean, in the words they write: `30m`, `3日`, `tomorrow 9:00`, `来週月曜 午後3時`, `12/24`. What can be read in
 * two ways is not guessed: somebody who is asked again loses a second, a customer who is forgotten is lost.
 */
import { type Period, type TimeWord, timeWords, type Unit } from "./when-words.ts";
import { isDate, momentOf, plusDays, type Wall, wallAt, weekdayOf } from "./zone.ts";

export type When = { kind: "at"; at: Date } | { kind: "past" } | { kind: "far" };

export const MOST_DAYS_AHEAD = 366;
const LONGEST = 100;
const MORNING = 9;
const EVENING = 18;
const UNIT = { week: 7 * 86_400_000, day: 86_400_000, hour: 3_600_000, minute: 60_000 } as const;

/** Undefined: unclear. */
export function readWhen(typed: string, now: Date, timeZone: string): When | undefined {
  const words = typed.length > LONGEST ? undefined : timeWords(typed);
  const order = words && sortOut(words);
  const at = order && momentMeant(order, { now, timeZone, today: wallAt(now, timeZone) });
  if (at === undefined) return undefined;
  if (at === "past" || at.getTime() <= now.getTime()) return { kind: "past" };
  if (at.getTime() - now.getTime() > MOST_DAYS_AHEAD * UNIT.day) return { kind: "far" };
  return { kind: "at", at };
}

type Word<K extends TimeWord["kind"]> = Extract<TimeWord, { kind: K }>;

interface Order {
  spans: Word<"span">[];
  date?: Word<"date">;
  daysAhead?: Word<"daysAhead">;
  weeksAhead?: Word<"weeksAhead">;
  weekday?: Word<"weekday">;
  period?: Word<"period">;
  time?: Word<"time">;
  until: boolean;
}

/** Undefined: the same said twice. */
function sortOut(words: TimeWord[]): Order | undefined {
  const order: Order = { spans: [], until: false };
  for (const word of words) {
    if (word.kind === "filler") continue;
    if (word.kind === "until") order.until = true;
    else if (word.kind === "span") {
      if (order.spans.some(({ unit }) => unit === word.unit)) return undefined;
      order.spans.push(word);
    } else {
      if (order[word.kind]) return undefined;
      Object.assign(order, { [word.kind]: word });
    }
  }
  return order;
}

interface Here {
  now: Date;
  timeZone: string;
  today: Wall;
}

function momentMeant(order: Order, here: Here): Date | "past" | undefined {
  if (order.spans.length > 0) return afterSpan(order, here);
  const day = dayMeant(order, here);
  if (day === undefined || day === "past") return day;
  const clock = clockMeant(order, day !== "any");
  if (!clock) return undefined;
  const on = (wall: Wall): Date => momentOf({ ...wall, ...clock }, here.timeZone);
  if (day !== "any") return on(day);
  const today = on(here.today);
  return today > here.now ? today : on(plusDays(here.today, 1));
}

/** `2h`, `1h30m`, `3日`; with a time of day, `3日後 9時`, only where it is whole days. */
function afterSpan({ spans, until, ...order }: Order, { now, timeZone, today }: Here): Date | undefined {
  const { date, daysAhead, weeksAhead, weekday, period, time } = order;
  if (date ?? daysAhead ?? weeksAhead ?? weekday) return undefined;
  const of = (unit: Unit): number => spans.find((each) => each.unit === unit)?.count ?? 0;
  const days = of("week") * 7 + of("day");
  const rest = of("hour") * UNIT.hour + of("minute") * UNIT.minute;
  const clocked = time !== undefined || period !== undefined;
  // `25日` is rather the 25th, and `3日まで` or `3日 9時` is the 3rd: who means days writes 25日後, 3日後
  if (spans.some(({ count, unclear }) => unclear && (clocked || count > WEEK))) return undefined;
  if (until || !Number.isInteger(days)) return undefined;
  if (clocked) {
    const clock = rest === 0 && spans.every(({ unit }) => unit === "week" || unit === "day") && clockMeant(order, true);
    return clock ? momentOf({ ...plusDays(today, days), ...clock }, timeZone) : undefined;
  }
  if (days > MOST_DAYS_AHEAD) return new Date(now.getTime() + days * UNIT.day);
  // a day later is the same time on the clock, also where the clocks were changed that night
  const sinceMinute = now.getTime() % UNIT.minute;
  const start = days === 0 ? now : new Date(momentOf(plusDays(today, days), timeZone).getTime() + sinceMinute);
  return new Date(start.getTime() + rest);
}

const WEEK = 7;

/** The day, "any" where none is said. */
function dayMeant(order: Order, { today }: Here): Wall | "any" | "past" | undefined {
  const { date, daysAhead, weeksAhead, weekday } = order;
  if (date) {
    const day = daysAhead || weeksAhead ? undefined : dateMeant(date, today);
    // `12/24(木)`: a slip in one of the two must not be guessed away
    const slip = weekday && day && day !== "past" && weekdayOf(day) !== weekday.weekday;
    return slip ? undefined : day;
  }
  if (daysAhead) return weeksAhead || weekday ? undefined : plusDays(today, daysAhead.days);
  const todayIs = weekdayOf(today);
  if (weeksAhead) {
    if (!weekday && weeksAhead.weeks === 0) return undefined;
    return plusDays(today, weeksAhead.weeks * WEEK + (weekday?.weekday ?? 1) - todayIs);
  }
  if (weekday) return plusDays(today, ((weekday.weekday - todayIs + WEEK - 1) % WEEK) + 1);
  return "any";
}

/** Days that passed this long ago are meant in the next year; nearer ones are rather a slip. */
const SLIP = 31 * UNIT.day;

function dateMeant({ year, month, day }: Word<"date">, today: Wall): Wall | "past" | undefined {
  const inYear = (wanted: number): Wall | undefined => {
    const wall = { ...today, year: wanted, month, day };
    return isDate(wall) ? wall : undefined;
  };
  if (year !== undefined) return inYear(year);
  const midnight = (wall: Wall): number => Date.UTC(wall.year, wall.month - 1, wall.day);
  // looked for in December and said in January, and the other way round
  const walls = [today.year - 1, today.year, today.year + 1].flatMap((each) => inYear(each) ?? []);
  const ahead = walls.find((wall) => midnight(wall) >= midnight(today));
  const passed = walls.findLast((wall) => midnight(wall) < midnight(today));
  if (passed && midnight(today) - midnight(passed) <= SLIP) return "past";
  return ahead;
}

type Clock = Pick<Wall, "hour" | "minute">;

/** The time of day; where none is said but a day is, the morning or the evening begins. */
function clockMeant({ time, period }: Pick<Order, "time" | "period">, hasDay: boolean): Clock | undefined {
  if (!time) {
    if (period?.period === "evening") return { hour: EVENING, minute: 0 };
    if (period?.period === "morning") return { hour: MORNING, minute: 0 };
    return hasDay && !period ? { hour: MORNING, minute: 0 } : undefined;
  }
  const { minute } = time;
  const hour = hourMeant(time, period?.period);
  if (hour === undefined || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return { hour, minute };
}

function hourMeant({ hour, padded }: Word<"time">, period: Period | undefined): number | undefined {
  switch (period) {
    case "am":
      return hour < 12 ? hour : undefined;
    case "pm":
      // 午後12時 is noon to some and midnight to others
      return hour < 12 ? hour + 12 : hour > 12 && hour < 24 ? hour : undefined;
    case "morning":
      return hour >= 4 && hour < 12 ? hour : undefined;
    case "evening":
      if (hour >= 4 && hour <= 12 && !padded) return hour + 12;
      return hour >= 16 && hour <= 24 ? hour : undefined;
    case undefined:
      // 3時 in a shop is rather the afternoon, but it says the night: 15時, 03:00 and 午後3時 are clear
      return hour >= 1 && hour <= 6 && !padded ? undefined : hour;
  }
}
