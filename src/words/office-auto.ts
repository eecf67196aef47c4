/** What the house says about automatic replies and greetings. */
import type { AutoFault } from "../core/auto-form.ts";
import type { Never, Passed } from "../core/auto-reply.ts";
import type { Applies, Trigger } from "../core/auto-rule.ts";
import type { Notice } from "../core/notice.ts";
import type { Told } from "./words.ts";

export type AutoNotice = Extract<Notice, { kind: "autoReplied" | "autoUnclear" | "autoNotSent" }>;

/** A rule, for one line of the list. */
export interface AutoSeen {
  name: string;
  enabled: boolean;
  trigger: Trigger;
  keywords: string[];
  match: "exact" | "contains";
  taps: boolean;
  when: Applies;
  from: string | null;
  until: string | null;
  weekdays: number[];
  /** `9:00`. */
  times: { from: string; until: string } | null;
  everyTime: boolean;
}

export interface AutoWords {
  notice: (it: AutoNotice) => Told;
  none: string;
  make: Record<Trigger, string>;
  /** To customers, to begin with: the account cannot write first, so they are invited. An admin may write something else. */
  greeting: Record<"follow" | "unblock", string>;
  row: (rule: AutoSeen) => string;
  /** `manual`: the mode of the account lets no machine speak, inside hours, outside, or at all. */
  manual: (which: "inside" | "outside" | "always") => string;
  never: Record<Never, string>;
  edit: string;
  up: string;
  down: string;
  turnOn: string;
  turnOff: string;
  remove: string;
  removeWhat: (name: string) => string;
  kept: (name: string) => string;
  removed: (name: string) => string;
  moved: (name: string) => string;
  turned: (name: string, on: boolean) => string;
  atTheEdge: string;
  stale: string;
  staleDelete: string;
  gone: string;
  tooMany: (most: number) => string;
  adminsOnly: string;
  page: (first: number, last: number, of: number) => string;
  back: string;
  on: string;
  test: {
    label: string;
    submit: string;
    /** What was tried stands above; `account`: where there are several. */
    heard: (words: string) => string;
    answers: (rule: string) => string;
    silent: string;
    quiet: string;
    passed: (rule: string, because: Passed) => string;
  };
  form: {
    account: string;
    name: string;
    keywords: string;
    keywordsHint: string;
    match: string;
    matches: Record<"exact" | "contains", string>;
    taps: string;
    tapsOn: string;
    when: string;
    whens: Record<Applies, string>;
    from: string;
    until: string;
    weekdays: string;
    weekdaysHint: string;
    /** Monday first. */
    days: readonly string[];
    start: string;
    end: string;
    timesHint: string;
    everyTime: string;
    everyTimeOn: string;
    text: (nth: number) => string;
    textHint: string;
    buttons: (nth: number) => string;
    buttonsHint: string;
  };
  fault: Record<AutoFault, string>;
}
