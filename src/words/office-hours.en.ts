import { date, hoursFaultEnglish, hoursFormFaultEnglish, spans, weekday, WEEKDAYS } from "./office-hours-faults.en.ts";
import type { HoursWords } from "./office-hours.ts";
import { plain } from "./words.ts";

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
  fault: hoursFaultEnglish,
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
    exceptionsHint: "12/31-1/3 closed · 12/30 10:00-15:00",
    tooManyToEdit:
      "There are more exceptions than a form can show; change them with `/line hours 12/29-1/3 closed` and `… remove`.",
    inside: "Who answers in response hours",
    outside: "Who answers outside of them",
    pause: "Hours without automatic replies after a person answered",
    pauseHint: "0 to 72; 0: they go on at once",
    dayEmpty: "Write the hours or `closed`. Only when all seven are empty, it is always open.",
    fault: hoursFormFaultEnglish,
    stale: (by) =>
      `:warning: Nothing was changed: meanwhile ${by ? plain(by) : "somebody"} changed the hours. They are shown here as they are now; choose again.`,
  },
  card: {
    paused: (until) => `automatic replies rest until ${until}`,
    off: "automatic replies are off in this chat",
    resume: "Automatic replies on",
  },
};
