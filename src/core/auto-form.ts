/** A rule as somebody filled it in, and what is wrong with it, each fault at its place. */
import {
  AUTO_MESSAGE,
  type AutoMessage,
  type ButtonsFault,
  type MessageFault,
  messageFault,
  readButtons,
  saysNextOpen,
  unknownPlaces,
  writeButtons,
} from "./auto-message.ts";
import { APPLIES, type Applies, type AutoBody, type Trigger } from "./auto-rule.ts";
import { searchable } from "./search.ts";
import { cleanName, takeGraphemes } from "./text.ts";

export const AUTO = { name: 40, keywords: 30, keyword: 100 } as const;

export interface AutoForm {
  name: string;
  /** One a line. */
  keywords: string;
  match: "exact" | "contains";
  taps: boolean;
  when: string;
  /** `2026-12-29`, or empty. */
  from: string;
  until: string;
  weekdays: number[];
  /** `09:00`, or empty. */
  start: string;
  end: string;
  everyTime: boolean;
  messages: { text: string; buttons: string }[];
}

export type AutoFault =
  | "empty"
  | "tooLong"
  | "noKeyword"
  | "tooManyKeywords"
  | "keywordTooLong"
  | "untilBefore"
  | "timeMissing"
  | "timeEmpty"
  | "nextOpenOutside"
  | "unknownPlace"
  | MessageFault
  | ButtonsFault;

/** By field: `name`, `text0`, `buttons0` … */
export type AutoFaults = Record<string, AutoFault>;

export function readAuto(trigger: Trigger, form: AutoForm): { name: string; body: AutoBody } | { faults: AutoFaults } {
  const name = cleanName(form.name);
  const keywords = form.keywords
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => searchable(line) !== "");
  const when = APPLIES.find((each) => each === form.when) ?? "always";
  const faults: AutoFaults = {
    ...only("name", nameFault(name)),
    ...(trigger === "keyword" ? only("keywords", keywordsFault(keywords)) : {}),
    ...daysFaults(form),
  };
  const read = readMessages(form.messages);
  Object.assign(faults, read.faults, placesFaults(read.messages, when));
  if (Object.keys(faults).length > 0) return { faults };
  const keyword = trigger === "keyword" ? { keywords, match: form.match, taps: form.taps } : NO_KEYWORDS;
  return {
    name,
    body: {
      ...keyword,
      when,
      from: form.from || null,
      until: form.until || null,
      weekdays: form.weekdays.length === 7 ? [] : form.weekdays,
      times: form.start === "" ? null : { from: minutes(form.start), until: minutes(form.end) },
      everyTime: form.everyTime,
      messages: read.messages.flatMap((message) => message ?? []),
    },
  };
}

const NO_KEYWORDS: Pick<AutoBody, "keywords" | "match" | "taps"> = { keywords: [], match: "exact", taps: true };

const only = (field: string, fault: AutoFault | undefined): AutoFaults =>
  fault === undefined ? {} : { [field]: fault };

function nameFault(name: string): AutoFault | undefined {
  if (name === "") return "empty";
  return takeGraphemes(name, AUTO.name) === name ? undefined : "tooLong";
}

function keywordsFault(keywords: string[]): AutoFault | undefined {
  if (keywords.length === 0) return "noKeyword";
  if (keywords.length > AUTO.keywords) return "tooManyKeywords";
  return keywords.some((keyword) => keyword.length > AUTO.keyword) ? "keywordTooLong" : undefined;
}

function daysFaults({ from, until, start, end }: AutoForm): AutoFaults {
  const half = (start === "") !== (end === "");
  return {
    ...only("until", from !== "" && until !== "" && until < from ? "untilBefore" : undefined),
    ...only(start === "" ? "start" : "end", half ? "timeMissing" : undefined),
    ...only("end", start !== "" && start === end ? "timeEmpty" : undefined),
  };
}

/** Empty places between messages are left out; each fault stands where it was written. */
function readMessages(forms: AutoForm["messages"]): { messages: (AutoMessage | undefined)[]; faults: AutoFaults } {
  const faults: AutoFaults = {};
  const messages = forms.slice(0, AUTO_MESSAGE.messages).map((form, index) => {
    const text = form.text.trim();
    const read = readButtons(form.buttons);
    if ("fault" in read) faults[`buttons${index}`] = read.fault;
    const buttons = "buttons" in read ? read.buttons : [];
    if (text === "" && form.buttons.trim() === "") return undefined;
    const fault = messageFault(text, buttons);
    if (fault !== undefined) faults[`text${index}`] = fault;
    return { text, buttons };
  });
  if (messages.every((message) => message === undefined)) faults["text0"] ??= "empty";
  return { messages, faults };
}

function placesFaults(messages: (AutoMessage | undefined)[], when: Applies): AutoFaults {
  const found = messages.flatMap((message, index) => {
    if (!message) return [];
    const fault =
      unknownPlaces([message]).length > 0
        ? ("unknownPlace" as const)
        : saysNextOpen([message]) && when !== "closed"
          ? ("nextOpenOutside" as const)
          : undefined;
    return fault ? [[`text${index}`, fault] as const] : [];
  });
  return Object.fromEntries(found);
}

const minutes = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
};

const two = (value: number): string => String(value).padStart(2, "0");
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;

export const EMPTY_FORM: AutoForm = {
  name: "",
  keywords: "",
  match: "exact",
  taps: true,
  when: "always",
  from: "",
  until: "",
  weekdays: [],
  start: "",
  end: "",
  everyTime: false,
  messages: [],
};

export function formOf(name: string, body: AutoBody): AutoForm {
  const { keywords, match, taps, when, from, until, weekdays, times, everyTime, messages } = body;
  return {
    name,
    keywords: keywords.join("\n"),
    match,
    taps,
    when,
    from: from ?? "",
    until: until ?? "",
    weekdays,
    start: times ? clockOf(times.from) : "",
    end: times ? clockOf(times.until) : "",
    everyTime,
    messages: messages.map(({ text, buttons }) => ({ text, buttons: writeButtons(buttons) })),
  };
}
