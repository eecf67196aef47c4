import type { Passed } from "../core/auto-reply.ts";
import type { AutoNotice, AutoSeen, AutoWords } from "./office-auto.ts";
import { plain, told, type Told } from "./words.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const WHEN = { always: "at any time", open: "in response hours", closed: "outside response hours" } as const;

function notice(it: AutoNotice): Told {
  switch (it.kind) {
    case "autoReplied":
      return told(
        `:robot_face: Automatic reply (${plain(it.rule)}). The chat goes on waiting for an answer.`,
        it.words,
      );
    case "autoUnclear":
      return told(
        `:warning: An automatic reply (${plain(it.rule)}) was tried and LINE did not answer, so nobody knows whether the customer got it. It is not tried again. It said:`,
        it.words,
      );
    case "autoNotSent":
      return it.because === "late"
        ? told(`:hourglass: An automatic reply (${plain(it.rule)}) came too late to be sent. The customer got none.`)
        : told(`:no_entry: An automatic reply (${plain(it.rule)}) was not sent: LINE refused it. It said:`, it.details);
  }
}

function listens({ trigger, keywords, match, taps }: AutoSeen): string {
  switch (trigger) {
    case "keyword": {
      const words = keywords.map((keyword) => `"${plain(keyword)}"`).join(", ");
      return `words that ${match === "exact" ? "are" : "contain"} ${words}${taps ? " (taps, too)" : ""}`;
    }
    case "uniform":
      return "whatever a customer sends";
    case "follow":
      return "somebody adds the account";
    case "unblock":
      return "somebody unblocks the account";
  }
}

function applies({ trigger, when, from, until, weekdays, times, everyTime }: AutoSeen): string {
  return [
    WHEN[when],
    ...(from === null && until === null ? [] : [`${from ?? "…"} – ${until ?? "…"}`]),
    ...(weekdays.length === 0 ? [] : [weekdays.map((day) => DAYS[day - 1] ?? "").join(", ")]),
    ...(times === null ? [] : [`${times.from}–${times.until}`]),
    ...(trigger === "uniform" && when === "closed" && !everyTime ? ["once until the next opening"] : []),
  ].join(" · ");
}

const PASSED: Record<Passed, string> = {
  off: "it is off",
  words: "none of its keywords fits",
  open: "it applies outside response hours, and it is open now",
  closed: "it applies in response hours, and it is closed now",
  noHours: "it depends on response hours, and none are set",
  dates: "not on this date",
  weekday: "not on this weekday",
  time: "not at this time of day",
  answeredSinceClosing: "this chat was told already since the hours ended",
  noOpening: "nobody knows when the next opening is",
};

export const autoEnglish: AutoWords = {
  notice,
  none: "There are no automatic replies and no greetings yet.",
  make: {
    keyword: "New keyword reply",
    uniform: "New uniform reply",
    follow: "New greeting",
    unblock: "New greeting on unblock",
  },
  greeting: {
    follow: "Thank you for adding us! Send us a message here with any question.",
    unblock: "Thank you for coming back! Send us a message here with any question.",
  },
  row: (rule) =>
    `${rule.enabled ? ":large_green_circle:" : ":white_circle: _off_"} *${plain(rule.name)}*\n${listens(rule)} · ${applies(rule)}`,
  manual: (which) =>
    `:warning: ${which === "inside" ? "In response hours" : which === "outside" ? "Outside response hours" : "In and outside response hours"} the mode of the account is manual: nothing but greetings is sent then.`,
  never: {
    noHours: ":warning: Never applies: no response hours are set (`/line hours`).",
    noOpening: ":warning: Never sent: it says `{next_open}`, and there is no next opening (`/line hours`).",
    neverOpen: ":warning: Never applies: the response hours never begin again (`/line hours`).",
    neverClosed: ":warning: Never applies: the response hours never end (`/line hours`).",
    past: ":warning: Never applies any more: its last day is over.",
    afterUniform: ":warning: Never applies: one above it always answers first.",
    sameKeywords: ":warning: Never applies: a rule above it takes all its keywords.",
    noKeyword: ":warning: Never applies: it has no keyword.",
  },
  edit: "Edit",
  up: "Move up",
  down: "Move down",
  turnOn: "Turn on",
  turnOff: "Turn off",
  remove: "Delete",
  removeWhat: (name) => `Delete the automatic reply *${plain(name)}*? This cannot be undone.`,
  kept: (name) => `The automatic reply *${plain(name)}* is saved.`,
  removed: (name) => `The automatic reply *${plain(name)}* is gone.`,
  moved: (name) => `*${plain(name)}* was moved.`,
  turned: (name, on) => `*${plain(name)}* is ${on ? "on" : "off"} now.`,
  atTheEdge: "There is nothing to move past.",
  stale:
    ":warning: Nothing was changed: meanwhile somebody changed this automatic reply. It now says what stands here; yours is below. Press the button once more to replace it.",
  staleDelete: ":warning: Nothing was changed: meanwhile somebody changed this automatic reply. Look again.",
  gone: ":warning: Nothing was changed: this automatic reply is gone.",
  tooMany: (most) => `An account has at most ${most} automatic replies. Delete some first.`,
  adminsOnly:
    "Nothing was changed: automatic replies are made, changed and deleted by admins (admins and owners of the workspace, and those named in the setting `ADMINS`). Ask one of them.",
  page: (first, last, of) => `${first}–${last} of ${of}`,
  back: "Back",
  on: "More",
  test: {
    label: "Try it: what would be answered now to",
    submit: "Try",
    heard: (words) => `:test_tube: To "${plain(words)}"`,
    answers: (rule) => `*${plain(rule)}* would answer now:`,
    silent: "nothing would be answered now.",
    quiet: "nothing would be answered now: the mode of the account is manual at this hour.",
    passed: (rule, because) => `• *${plain(rule)}* does not: ${PASSED[because]}.`,
  },
  form: {
    account: "LINE account",
    name: "Name (for the team, up to 40 characters)",
    keywords: "Keywords",
    keywordsHint: "One a line. Width, case and kana do not matter.",
    match: "Answers words that",
    matches: { exact: "are a keyword, and nothing else", contains: "contain a keyword" },
    taps: "Taps on buttons and rich menus",
    tapsOn: "Answer their data, too",
    when: "Applies",
    whens: { always: "at any time", open: "in response hours", closed: "outside response hours" },
    from: "First day",
    until: "Last day",
    weekdays: "Weekdays",
    weekdaysHint: "None: every day.",
    days: DAYS,
    start: "From (time)",
    end: "Until (time)",
    timesHint: "An end before the beginning is on the next morning.",
    everyTime: "Outside response hours",
    everyTimeOn: "Answer every message, not once until the next opening",
    text: (nth) => `Message ${nth}`,
    textHint: "{name} is the customer, {next_open} is when somebody is there again (outside response hours).",
    buttons: (nth) => `Buttons below message ${nth}`,
    buttonsHint:
      "Up to four, one a line: Shop | https://example.com, Call | 03-1234-5678, or Hours | word (the tap says the word).",
  },
  fault: {
    empty: "Write something.",
    tooLong: "This is too long.",
    tooLongAbove:
      "Above buttons LINE shows up to 160 characters. Write less, or put the buttons below a message of their own.",
    buttonsAlone: "Buttons need a text above them.",
    noKeyword: "Write at least one keyword.",
    tooManyKeywords: "Up to 30 keywords.",
    keywordTooLong: "A keyword has up to 100 characters.",
    untilBefore: "The last day is before the first.",
    timeMissing: "Say both times, or neither.",
    timeEmpty: "Beginning and end are the same.",
    nextOpenOutside: "{next_open} is for replies outside response hours only.",
    unknownPlace: "Only {name} and {next_open} can be filled. Write something else for the other words in braces.",
    noTarget: "One button a line: its label, then | and where it leads.",
    label: "The label of a button has 1 to 20 characters.",
    target: "A link begins with https://, a telephone number has digits only.",
    data: "The word of a tap has up to 300 characters.",
    tooMany: "Up to four buttons.",
  },
};
