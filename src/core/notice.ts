/**
 * Every sentence of ours that appears on the desk, as data: stored with its delivery, put into words when it is posted.
 * A new kind is a compile error in `words/` until both languages have it.
 */

import type { StaffAct } from "./acts.ts";
import type { FailedFile } from "./desk-file.ts";
import type { Members } from "./members.ts";
import type { MediaKind } from "./message.ts";

/** News of a customer or group: shown as one line, nobody waits because of it. */
export type News =
  | { kind: "blocked" }
  | { kind: "unblocked" }
  | { kind: "unsent"; words?: string }
  /** `of`: the message, as the messenger calls it; should it be unsent, the line about it goes, too. */
  | { kind: "editedByCustomer"; words: string; of?: string }
  | { kind: "botJoined" }
  | { kind: "botLeft" }
  | ({ kind: "membersJoined" } & Members)
  | ({ kind: "membersLeft" } & Members)
  /** `chosen`: a date or time that was picked with it, or what became of a rich menu. */
  | { kind: "postback"; data: string; chosen?: string }
  | { kind: "unknownEvent"; type: string };

/**
 * About staff words of which the customer has a beginning already: so many of the messages that they make. Whoever reads
 * that they were not sent must not write all of them again.
 */
export type Begun = { went?: number };

/** Staff words that were kept back and wait for an answer of a person. */
export type Question = Begun &
  (
    | { kind: "askCommand"; words: string }
    | { kind: "askMention"; words: string }
    | { kind: "askConfirm"; words: string }
    | { kind: "askLate"; words: string; minutes: number }
    | { kind: "askUnclear"; words: string }
    /** From before the database was restored from a backup. */
    | { kind: "askRestored"; words: string }
    | { kind: "askUnreachable"; words: string }
    | { kind: "askQuota"; words: string }
    /** What their link says is to be quoted cannot be. */
    | { kind: "askQuote"; because: "unknown" | "elsewhere" | "noToken" | "gone" | "noWords"; words: string }
    /** Several messages stand where it points to; `more`: besides those that can be asked about. */
    | { kind: "askWhichQuote"; messages: { id: string; words: string }[]; more?: number; words: string }
    | { kind: "askFiles"; words: string; failed: FailedFile[] }
  );

/** Staff words that did not go, and why. */
export type NotSent = Begun &
  (
    | { kind: "notSentFiles"; failed: FailedFile[] }
    | { kind: "notSentEmpty" }
    | { kind: "notSentOnlyQuote" }
    | { kind: "notSentGuest" }
    | { kind: "notSentOutside" }
    | { kind: "notSentUnknownWriter" }
    | { kind: "notSentStandby" }
    | { kind: "notSentRefused"; words: string; details: string }
    | { kind: "notSentToken"; words: string }
    | { kind: "notSentAccount" }
    | { kind: "notSentTooOld"; words: string }
  );

export type Notice =
  | { kind: "act"; by: string; act: StaffAct }
  /** A customer of theirs waits. */
  | { kind: "called"; user: string }
  | { kind: "calledDirectly"; number: number; name: string; link: string }
  /** A customer of theirs has waited for half of the answer time; `target` is all of it, in minutes. */
  | { kind: "nudged"; user: string; target: number }
  | { kind: "nudgedDirectly"; number: number; name: string; link: string; target: number }
  /** `calls`: the Slack channel is mentioned here; else a post in it lists the chat. */
  | { kind: "waitedLong"; target: number; calls: boolean }
  /** It was their turn. */
  | { kind: "dealt"; to: { id: string; name: string }; calls: boolean }
  /** A chat that was put off is back. `to`: whose chat it is. */
  | { kind: "woke"; to: string | null; broadcast: boolean }
  | News
  | Question
  | NotSent
  /** Of the machine. `rule`: the name of the rule; `words`: as they went. */
  | { kind: "autoReplied"; rule: string; words: string }
  | { kind: "autoUnclear"; rule: string; words: string }
  | { kind: "autoNotSent"; rule: string; because: "late" | "refused" | "token"; details: string }
  | { kind: "messengerDown"; until: string }
  | { kind: "editedAfterSend"; before: string; after: string }
  | { kind: "deletedAfterSend"; words: string }
  | ({ kind: "internalStays" } & Begun)
  | { kind: "commandMissed"; words: string }
  | { kind: "answeredElsewhere"; by: string }
  | ({ kind: "leftUnsent"; by: string } & Begun)
  | { kind: "keptInternal"; by: string }
  | { kind: "sentAnyway"; by: string }
  | { kind: "sentUnquoted"; by: string }
  | { kind: "sentRest"; by: string }
  /** They are made ready again and again, until it works. */
  | ({ kind: "filesWait"; code?: string } & Begun)
  /** The customer saved the file that was sent. */
  | { kind: "fileOpened"; name: string }
  | { kind: "continuedIn"; link: string }
  | { kind: "away"; from: string; until: string }
  | { kind: "groupIgnored"; chat: "group" | "room"; accountId: number; lineId: string }
  | { kind: "groupLeft"; by: string }
  | { kind: "messengerTokenDead"; account: string; details: string }
  | { kind: "deskDead"; channel: string; reason: string }
  /** Shared with another organisation, and that is not allowed. */
  | { kind: "deskShared"; channel: string }
  /** Everybody in the workspace can read it. */
  | { kind: "publicChannel"; channel: string }
  /** A digest could not be posted where it was to go. */
  /** Without a reason: the channel is shared with another organisation. */
  | { kind: "digestRefused"; account: string; channel: string; reason?: string }
  | { kind: "otherAccount"; account: string }
  /** A thread of ours that is newer than the backup this database was restored from. */
  | { kind: "strandedThread"; channel: string }
  /** There is no room, or no way, to keep what a customer sent; it is tried again. `of`: as of an edit. */
  | { kind: "mediaNotKept"; what: MediaKind; name: string; code: string; of?: string }
  /** It takes its time. */
  | { kind: "mediaSlow"; what: MediaKind; name: string; of?: string }
  /** Slack lets us neither delete nor change what the customer took back. */
  | { kind: "unsentRemains"; links: string[] }
  /** Socket Mode: Slack takes no connection with this token, so nothing that staff write arrives. */
  | { kind: "socketRefused"; reason: string }
  | { kind: "notSentForgotten" }
  /** `link`: CHANNEL:TS until it is posted. */
  | { kind: "forwardedHere"; by: string; chat: number; words: string; link: string }
  /** Without a reason: as above. */
  | { kind: "notForwarded"; channel: string; reason?: string }
  /** `left`: posts that Slack did not let us delete; some of their links. `files`: there are files among them. */
  | { kind: "erased"; chat: number; links: string[]; left: number; files?: true }
  | { kind: "quotaWarning"; account: string; used: number; limit: number; level: number; forecast: number };

/** About words that were not sent; who was erased has nothing any more. */
export const isOfUnsent = (notice: Notice): notice is Question | NotSent =>
  notice.kind !== "notSentForgotten" && /^(?:ask|notSent)/.test(notice.kind);

/** What the buttons under a question do. */
export const CHOICES = [
  "send",
  "sendRest",
  "tryAgain",
  "internal",
  "leave",
  "elsewhere",
  "leaveGroup",
  "quote",
  "unquoted",
] as const;
export type Choice = (typeof CHOICES)[number];

export function choicesFor(notice: Notice): readonly Choice[] {
  switch (notice.kind) {
    case "askCommand":
    case "askMention":
    case "askConfirm":
      return ["send", "internal"];
    case "askLate":
    case "askUnclear":
    case "askRestored":
    case "askUnreachable":
      return ["send", "leave"];
    case "askQuote":
      return ["unquoted", "leave"];
    case "askWhichQuote":
      return ["quote", "unquoted", "leave"];
    case "askQuota":
      return ["send", "elsewhere", "leave"];
    case "notSentToken":
    case "notSentRefused":
    case "notSentTooOld":
      return ["send", "leave"];
    case "askFiles":
      return ["sendRest", "tryAgain", "leave"];
    case "notSentFiles":
      return ["tryAgain", "leave"];
    case "groupIgnored":
      return ["leaveGroup"];
    default:
      return [];
  }
}

const FAILURES: readonly Notice["kind"][] = ["messengerDown", "autoUnclear", "autoNotSent"];

/** 1: failures and questions go before everything but customer words. 4: quiet lines. */
export function noticePriority(notice: Notice): number {
  const urgent = notice.kind.startsWith("ask") || notice.kind.startsWith("notSent") || FAILURES.includes(notice.kind);
  return urgent ? 1 : 4;
}

/** Shown in the channel, too: whoever does not follow the thread would not see it. */
export const isBroadcast = (notice: Notice): boolean =>
  (notice.kind === "woke" && notice.broadcast) || (notice.kind === "waitedLong" && notice.calls);

/** Says that somebody waits, so it is not said any more when they were answered meanwhile. */
const ABOUT_WAITING = new Set<Notice["kind"]>(["called", "calledDirectly", "nudged", "nudgedDirectly", "waitedLong"]);

export const isAboutWaiting = ({ kind }: Notice): boolean => ABOUT_WAITING.has(kind);
