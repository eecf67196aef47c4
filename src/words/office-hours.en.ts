import type { HoursFault } from "../core/hours-fault.ts";
import type { Span } from "../core/hours-rules.ts";
import type { HoursWords } from "./office-hours.ts";
import { plain } from "./words.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
const span = ({ from, to }: Span): string => `${clock(from)}–${clock(to)}`;
const isAllDay = ([first]: readonly Span[]): boolean => first?.from === 0 && first.to === 1440;
const spans = (all: readonly Span[]): string =>
  all.length === 0 ? "closed" : isAllDay(all) ? "24 hours" : all.map(span).join(", ");
const weekday = (day: number): string => WEEKDAYS[day] ?? "";
const date = (iso: string): string => {
  const [year, month = 1, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};
const days = (from: string, to: string): string => (from === to ? date(from) : `${date(from)} – ${date(to)}`);
const code = (text: string): string => `\`${plain(text.replaceAll("`", "'").slice(0, 60))}\``;
const or = (all: string[]): string => all.map(code).join(" or ");

/** Of Japan's calendar. A day in lieu names the holiday that it stands for. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  元日: "New Year's Day",
  成人の日: "Coming of Age Day",
  建国記念の日: "National Foundation Day",
  天皇誕生日: "Emperor's Birthday",
  春分の日: "Vernal Equinox Day",
  昭和の日: "Showa Day",
  憲法記念日: "Constitution Memorial Day",
  みどりの日: "Greenery Day",
  こどもの日: "Children's Day",
  海の日: "Marine Day",
  山の日: "Mountain Day",
  敬老の日: "Respect for the Aged Day",
  秋分の日: "Autumnal Equinox Day",
  スポーツの日: "Sports Day",
  文化の日: "Culture Day",
  勤労感謝の日: "Labour Thanksgiving Day",
  休日: "Citizens' Holiday",
};

function holiday(name: string): string {
  const [named = "", lieu] = name.split(" ");
  const english = HOLIDAYS[named] ?? named;
  return lieu === undefined ? english : `${english} (in lieu)`;
}

const NOTHING = "Nothing was changed:";
const EXAMPLE = "`/line hours mon-fri 9:00-12:00,13:00-18:00`";

function fault(it: HoursFault): string {
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

export const hoursEnglish: HoursWords = {
  title: "Response hours",
  head: (account, zone) => `*Response hours of "${plain(account)}"* (${zone})`,
  weekdays: WEEKDAYS,
  spans,
  group: ({ runs, spans: all }) => {
    const named = runs.map(([a, b]) =>
      a === b ? weekday(a) : `${weekday(a)}${b === a + 1 ? ", " : "–"}${weekday(b)}`,
    );
    return `${named.join(", ")}: ${spans(all)}`;
  },
  day: (day) => `${weekday(day.weekday)} ${date(day.date)}`,
  days: (from, to) =>
    from.date === to.date
      ? `${weekday(from.weekday)} ${date(from.date)}`
      : `${weekday(from.weekday)} ${date(from.date)} – ${weekday(to.weekday)} ${date(to.date)}`,
  moment: ({ ahead, clock: time, weekday: day, date: iso }) =>
    ahead === 0 ? time : ahead === 1 ? `tomorrow ${time}` : `${weekday(day)} ${date(iso)} ${time}`,
  always: "No response hours are set: always open.",
  openUntil: (until) => `:large_green_circle: open now${until === undefined ? "" : `, until ${until}`}`,
  closedUntil: (opens) => `:crescent_moon: closed now${opens === undefined ? "" : `, opens ${opens}`}`,
  holidayPolicy: { closed: "closed", sunday: "as Sundays", ignore: "days like any other" },
  holidays: (policy) => `Japanese public holidays: ${policy}`,
  nextHolidays: (said) => ` (next: ${said.join(", ")})`,
  holiday,
  exceptions: "Exceptions:",
  exception: (said, hours) => `${said}: ${hours}`,
  moreExceptions: (more) => `and ${more} more`,
  mode: {
    manual: "people only",
    both: "people and automatic replies",
    automatic: "automatic replies (nobody is called)",
  },
  modes: (inside, outside) => `Who answers in response hours: ${inside}; outside: ${outside}`,
  modesAlways: (mode) => `Who answers: ${mode}`,
  pause: (hours) =>
    hours === 0
      ? "Automatic replies go on after a person answered."
      : `Automatic replies rest for ${hours} ${hours === 1 ? "hour" : "hours"} in a chat after a person answered.`,
  warning: {
    outsideNever:
      ":warning: The mode outside of response hours never applies: no hours are set. Set them, for instance with `/line hours mon-fri 9:00-18:00`.",
    automaticAlways:
      ":warning: Automatic replies answer at all times, so nobody is ever called. `/line hours mode inside manual + automatic` calls people in response hours.",
    neverOpen: ":warning: It never opens again. `/line hours mon-fri 9:00-18:00` sets when it does.",
    neverClosed: ":warning: It never closes, so the mode outside of response hours never applies.",
    holidaysElsewhere:
      ":warning: The public holidays are Japan's, the time zone is not. `/line hours holidays normal` makes them days like any other.",
  },
  howTo:
    "Change: `/line hours mon-fri 9:00-12:00,13:00-18:00`, `sat,sun closed`, `12/29-1/3 closed`, `12/29-1/3 remove`, `holidays closed`, `zone Asia/Tokyo`, `mode outside automatic`, `undo`, or all of it in a form: `/line hours edit`. What would be: `/line hours at 2026-12-31 10:00`.",
  adminsChange: "Admins can change this. What would be: `/line hours at 2026-12-31 10:00`.",
  adminsOnly:
    "Nothing was changed: response hours are changed by admins (admins and owners of the workspace, and those named in the setting `ADMINS`). Ask one of them.",
  changed: "Changed; `/line hours undo` takes it back.",
  undone: "Taken back; `/line hours undo` brings it again.",
  fault,
  atTime: {
    head: (moment) => `*${moment}*`,
    open: (until) => `Open${until === undefined ? "" : `, until ${until}`}.`,
    closed: (opens) => `Closed${opens === undefined ? "" : `, opens ${opens}`}.`,
    always: "Open: no response hours are set.",
    because: {
      week: (day, said) => `The week says ${day}: ${said}.`,
      holiday: (name, said) => `It is a public holiday, ${name}: ${said}.`,
      exception: (said, hours) => `Exception ${said}: ${hours}.`,
    },
    mode: (mode) => `Who answers: ${mode}.`,
    says: (rule) =>
      `Whoever writes then for the first time gets the automatic reply "${plain(rule)}" (keywords may have their own):`,
    saysNothing: "Whoever writes then for the first time gets no automatic reply, unless it is a keyword.",
  },
  form: {
    weekHint: "9:00-12:00, 13:00-18:00 · 17:00-26:00 is past midnight · closed. All seven empty: always open.",
    holidays: "Japanese public holidays",
    zone: "Time zone",
    zoneHint: "For instance Asia/Tokyo",
    exceptions: "Exceptions, one per line",
    exceptionsHint: "12/29-1/3 closed · 12/30 10:00-15:00",
    tooManyToEdit:
      "There are more exceptions than a form can show; change them with `/line hours 12/29-1/3 closed` and `… remove`.",
    inside: "Who answers in response hours",
    outside: "Who answers outside of them",
    pause: "Hours without automatic replies after a person answered",
    pauseHint: "0 to 72; 0: they go on at once",
    dayEmpty: "Write the hours or `closed`. Only when all seven are empty, it is always open.",
    stale: (by) =>
      `:warning: Nothing was changed: meanwhile ${by ? plain(by) : "somebody"} changed the hours. They are shown here as they are now; choose again.`,
  },
  card: {
    paused: (until) => `automatic replies rest until ${until}`,
    off: "automatic replies are off in this chat",
    resume: "Automatic replies on",
  },
};
