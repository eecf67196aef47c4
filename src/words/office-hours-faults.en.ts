import type { HoursFault } from "../core/hours-fault.ts";
/** Why hours were not changed, in English, and the words for days and times that it takes. */
import type { FormField } from "../core/hours-form.ts";
import type { Span } from "../core/hours-rules.ts";
import { plain } from "./words.ts";

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
const span = ({ from, to }: Span): string => `${clock(from)}–${clock(to)}`;
const isAllDay = ([first]: readonly Span[]): boolean => first?.from === 0 && first.to === 1440;
export const spans = (all: readonly Span[]): string =>
  all.length === 0 ? "closed" : isAllDay(all) ? "24 hours" : all.map(span).join(", ");
export const weekday = (day: number): string => WEEKDAYS[day] ?? "";
export const date = (iso: string): string => {
  const [year, month = 1, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};
const days = (from: string, to: string): string => (from === to ? date(from) : `${date(from)} – ${date(to)}`);
const code = (text: string): string => `\`${plain(text.replaceAll("`", "'").slice(0, 60))}\``;
const or = (all: string[]): string => all.map(code).join(" or ");

const NOTHING = "Nothing was changed:";
const EXAMPLE = "`/line hours mon-fri 9:00-12:00,13:00-18:00`";

export function hoursFaultEnglish(it: HoursFault): string {
  switch (it.kind) {
    case "unclear":
      return `${NOTHING} that cannot be read as response hours. For instance: ${EXAMPLE}, \`/line hours sat,sun closed\`, \`/line hours 12/29-1/3 closed\`, \`/line hours holidays closed\`, \`/line hours zone Asia/Tokyo\`.`;
    case "twoWays":
      return `${NOTHING} ${code(it.typed)} can be read in more than one way. Did you mean ${or(it.could)}? Write it like that.`;
    case "noTime":
      return `${NOTHING} there is no time ${code(it.typed)}. Times go from \`0:00\` to \`48:00\`; past midnight is \`22:00-26:00\`. For instance: ${EXAMPLE}.`;
    case "backwards":
      return `${NOTHING} ${code(it.typed)} ends before it begins.${it.cure ? ` Past midnight is written ${code(it.cure)}.` : ""} For instance: ${EXAMPLE}.`;
    case "tooLong":
      return `${NOTHING} ${code(it.typed)} is longer than a day. Round the clock is \`0:00-24:00\`.`;
    case "nextDay":
      return `${NOTHING} ${code(it.typed)} begins on the next day. Write it with that day, for instance \`/line hours sat 01:00-03:00\`.`;
    case "overlap":
      return `${NOTHING} ${span(it.one)} and ${span(it.other)} overlap. For instance: ${EXAMPLE}.`;
    case "night":
      return `${NOTHING} ${weekday(it.day)} ${span(it.span)} runs into ${weekday((it.day + 1) % 7)} ${span(it.next)}. Let one end before the other begins.`;
    case "noDate":
      return `${NOTHING} there is no day ${code(it.typed)}. For instance: \`/line hours 12/29-1/3 closed\`.`;
    case "otherWeekday":
      return `${NOTHING} ${date(it.date)} is a ${weekday(it.weekday)}. Correct the date or the day of the week.`;
    case "past":
      return `${NOTHING} ${date(it.date)} is over. For instance: \`/line hours 12/29-1/3 closed\`.`;
    case "whichYear":
      return `${NOTHING} ${code(it.typed)} was only just. Which one do you mean: ${or(it.could)}? Write the year with every date.`;
    case "backwardsDates":
      return `${NOTHING} ${date(it.to)} is before ${date(it.from)}. For instance: \`/line hours 2026-12-29 - 2027-01-03 closed\`.`;
    case "longDates":
      return `${NOTHING} ${days(it.from, it.to)} is very long. If that is meant, write the year with both dates (at most 366 days).`;
    case "exceptions":
      return `${NOTHING} ${days(it.wanted.from, it.wanted.to)} overlaps with the exception ${days(it.from, it.to)}. Take that away first: ${code(`/line hours ${it.from} - ${it.to} remove`)}.`;
    case "twice":
      return `${NOTHING} ${it.days.map(weekday).join(", ")} ${it.days.length === 1 ? "is" : "are"} said twice. Name each day once, with all its hours: ${EXAMPLE}.`;
    case "twiceHolidays":
      return `${NOTHING} holidays are said twice. Say it once: \`/line hours holidays closed\`, \`holidays as sundays\` or \`holidays normal\`.`;
    case "twiceDates":
      return `${NOTHING} ${days(it.from, it.to)} is said twice. Name the dates once, with all their hours: \`/line hours 12/30 10:00-12:00,13:00-15:00\`.`;
    case "noException":
      return `${NOTHING} there is no exception ${code(it.typed)}. ${
        it.there.length === 0
          ? "There are none."
          : `There are: ${it.there
              .slice(0, 10)
              .map(({ from, to }) => days(from, to))
              .join(", ")}.`
      }`;
    case "tooMany":
      return `${NOTHING} an account has at most ${it.most} exceptions. Take some away first: \`/line hours 12/24 remove\`.`;
    case "holidaySpans":
      return `${NOTHING} holidays are closed, as Sundays, or days like any other: \`/line hours holidays closed\`, \`holidays as sundays\`, \`holidays normal\`. Hours of one day are an exception: \`/line hours 2/11 10:00-15:00\`.`;
    case "zone":
      return `${NOTHING} there is no time zone ${code(it.typed)}.${it.near.length > 0 ? ` Did you mean ${or(it.near)}?` : ""} For instance: \`/line hours zone Asia/Tokyo\`.`;
    case "noWeek":
      return `${NOTHING} no response hours are set, so it is always open. Say first when you are open: ${EXAMPLE} (days that are not named are then closed), or \`/line hours every day 0:00-24:00\`.`;
    case "whichAccount":
      return `${NOTHING} there are several accounts here. Say which one: ${or(it.accounts.map((name) => `/line hours ${name} …`))}.`;
    case "pause":
      return `${NOTHING} say for how many hours automatic replies rest after a person answered, 0 to ${it.most}: \`/line hours pause 3\`.`;
    case "modeWords":
      return `${NOTHING} say when and who answers: \`/line hours mode inside manual, outside automatic\`. When: \`inside\`, \`outside\`, \`always\`. Who: \`manual\`, \`manual + automatic\`, \`automatic\`.`;
    case "nothingToUndo":
      return "Nothing was changed: there is no change of response hours to take back.";
    case "changedSince":
      return `Nothing was changed: meanwhile ${it.by ? plain(it.by) : "somebody"} changed the hours. Look at them again with \`/line hours\`.`;
  }
}

/** What goes into each field of the form. */
const GOES: Readonly<Record<FormField, string>> = {
  day: "`9:00-12:00, 13:00-18:00`, `closed`",
  holidays: "`closed`",
  exceptions: "`12/31-1/3 closed`, `12/30 10:00-12:00, 13:00-15:00`",
  zone: "`Asia/Tokyo`",
  pause: "`3`",
};

/** Beside a field, where no command can be written. */
export function hoursFormFaultEnglish(it: HoursFault, field: FormField): string {
  const instance = `For instance: ${GOES[field]}.`;
  switch (it.kind) {
    case "twoWays":
    case "tooLong":
    case "night":
    case "otherWeekday":
    case "whichYear":
    case "longDates":
      return hoursFaultEnglish(it);
    case "noTime":
      return `${NOTHING} there is no time ${code(it.typed)}. Times go from \`0:00\` to \`48:00\`; past midnight is \`22:00-26:00\`. ${instance}`;
    case "backwards":
      return `${NOTHING} ${code(it.typed)} ends before it begins.${it.cure ? ` Past midnight is written ${code(it.cure)}.` : ""} ${instance}`;
    case "nextDay":
      return `${NOTHING} ${code(it.typed)} begins on the next day. Write it for that day, for instance ${field === "day" ? "`01:00-03:00`" : "`12/31 01:00-03:00`"}.`;
    case "overlap":
      return `${NOTHING} ${span(it.one)} and ${span(it.other)} overlap. ${instance}`;
    case "noDate":
      return `${NOTHING} there is no day ${code(it.typed)}. ${instance}`;
    case "past":
      return `${NOTHING} ${date(it.date)} is over. ${instance}`;
    case "backwardsDates":
      return `${NOTHING} ${date(it.to)} is before ${date(it.from)}. For instance: \`2026-12-29 - 2027-01-03 closed\`.`;
    case "exceptions":
      return `${NOTHING} ${days(it.wanted.from, it.wanted.to)} overlaps with the exception ${days(it.from, it.to)}. No day can be in two of them.`;
    case "twiceDates":
      return `${NOTHING} ${days(it.from, it.to)} is said twice. Write one line with all its hours: \`12/30 10:00-12:00, 13:00-15:00\`.`;
    case "tooMany":
      return `${NOTHING} an account has at most ${it.most} exceptions. Take some lines out.`;
    case "zone":
      return `${NOTHING} there is no time zone ${code(it.typed)}.${it.near.length > 0 ? ` Did you mean ${or(it.near)}?` : ""} ${instance}`;
    case "noWeek":
      return `${NOTHING} without hours of the week it is always open, and this has no effect. Write them as well, for each day: ${GOES.day}.`;
    case "pause":
      return `${NOTHING} say for how many hours automatic replies rest after a person answered, 0 to ${it.most}. ${instance}`;
    case "unclear":
    case "twice":
    case "twiceHolidays":
    case "holidaySpans":
    case "noException":
    case "whichAccount":
    case "modeWords":
    case "nothingToUndo":
    case "changedSince":
      return `${NOTHING} that cannot be read here. ${instance}`;
  }
}
