/** The rules for what staff do in a thread: write, edit, delete, react, answer a question of ours. */
import { type Decision, type Known, type KnownMessage, type Rules, THIS } from "./decision.ts";
import { type DeskFileRef, partOf, sketchOf } from "./desk-file.ts";
import { holdEnds } from "./hold.ts";
import type { StaffEdit, StaffMessage, StaffReaction } from "./inbound.ts";
import type { Begun, Notice } from "./notice.ts";
import { linkAtHead } from "./quote.ts";
import { judgeStaffWords, type StaffWords, type Verdict } from "./staff-words.ts";

export function decideStaffMessage(known: Known, inbound: StaffMessage, now: Date, rules: Rules): Decision[] {
  const already = known.about[0];
  if (already) return [{ kind: "ignore", because: "stored already" }];
  const verdict = judgeStaffWords(inbound, rules.sendMode);
  const missed: Decision[] =
    inbound.forUs && inbound.foundLater
      ? [{ kind: "whisper", notice: { kind: "commandMissed", words: inbound.text }, about: [] }]
      : [];
  return [...follow(known, verdict, { id: THIS, words: inbound, now, rules }), ...missed];
}

/**
 * Within the hold an edit changes what is sent. What was internal stays internal: taking `//` away is too easily a slip
 * to send words to a customer by it. After sending nothing can change what the customer sees, so the thread says so.
 */
export function decideStaffEdit(known: Known, inbound: StaffEdit, now: Date, rules: Rules): Decision[] {
  const message = known.about[0];
  // the edit came before its message: the words are all there
  if (!message) {
    if (inbound.onlyFiles && isEmpty(inbound)) return [{ kind: "store", state: "cancelled", reason: "deleted" }];
    return follow(known, judgeStaffWords(inbound, rules.sendMode), { id: THIS, words: inbound, now, rules });
  }
  if (message.editedAt !== null && message.editedAt >= inbound.editedTs)
    return [{ kind: "ignore", because: "older edit" }];
  const change = changeOf(message, inbound);
  if (!change.words && change.taken.length === 0) return [{ kind: "ignore", because: "same words" }];
  switch (message.state) {
    case "held":
    case "asked":
      if (change.taken.length > 0 && isEmpty(inbound)) return emptied(message, change, rules);
      if (message.went > 0) return editBegun(message, inbound, change);
      return editKeptBack(known, message, { id: message.id, words: inbound, now, rules });
    case "internal":
    case "cancelled":
    case "failed": {
      const wouldGo = change.words && judgeStaffWords(inbound, rules.sendMode).kind === "send";
      const stays: Notice = { kind: "internalStays", ...begun([message]) };
      const told: Decision[] = wouldGo ? [{ kind: "whisper", notice: stays, about: [] }] : [];
      return [...reworded(message, inbound), ...told, ...stillSeen(message, change)];
    }
    case "sending":
    case "sent":
      return editBegun(message, inbound, change);
  }
}

interface Change {
  words: boolean;
  /** Files that are not in it any more. */
  taken: DeskFileRef[];
}

function changeOf(message: KnownMessage, { text, files, onlyFiles }: StaffEdit): Change {
  const left = new Set(files.map(({ id }) => id));
  return {
    words: message.words !== text || (!onlyFiles && namesSomebody(text)),
    taken: message.files.filter(({ id }) => !left.has(id)),
  };
}

const isEmpty = ({ text, files }: StaffEdit): boolean => text.trim() === "" && files.length === 0;

/** The customer has it, or the beginning of it: the rest, where there is one, belongs to that. */
function editBegun(message: KnownMessage, inbound: StaffEdit, change: Change): Decision[] {
  const before = message.sentText ?? message.words;
  const edited: Decision = { kind: "notice", notice: { kind: "editedAfterSend", before, after: inbound.text } };
  return [{ kind: "reword", messageId: message.id }, ...(change.words ? [edited] : []), ...stillSeen(message, change)];
}

/** Files that were taken out too late. */
function stillSeen({ gone }: KnownMessage, { taken }: Change): Decision[] {
  const words = sketchOf("", taken.filter(({ id }) => gone.includes(id)).map(partOf));
  return words === "" ? [] : [{ kind: "notice", notice: { kind: "deletedAfterSend", words } }];
}

/** With its last file nothing of it is left to send: as if it were deleted, but it still stands there. */
function emptied(message: KnownMessage, change: Change, rules: Rules): Decision[] {
  return [
    { kind: "reword", messageId: message.id },
    ...unmarked(message, rules),
    ...cancel(message, "deleted"),
    { kind: "mark", messageId: message.id, mark: "cancelled", shown: true },
    ...stillSeen(message, change),
  ];
}

/** These words have no names in them yet: the same words may speak of somebody else now. */
const namesSomebody = (text: string): boolean => /[@#]/.test(text);

const ABOUT_WORDS = new Set(["command", "mention", "confirm", "askQuote", "askWhichQuote"]);

function editKeptBack(known: Known, message: KnownMessage, subject: Subject & { words: StaffEdit }): Decision[] {
  const { words, rules } = subject;
  const verdict = judgeStaffWords(words, rules.sendMode);
  // asked for another reason than the words (late, unclear whether sent, …): other words are no answer to that
  const asksOn = message.state === "asked" && !ABOUT_WORDS.has(message.reason ?? "");
  if (asksOn && verdict.kind !== "internal") return reworded(message, words);
  const marked: Decision[] = message.state === "held" && verdict.kind === "send" ? [] : unmarked(message, rules);
  const again: Decision = { kind: "unreply", messageId: message.id };
  return [...reworded(message, words), again, ...marked, ...follow(known, verdict, subject)];
}

/** Which message is quoted was chosen for the link that stood there. */
function reworded({ id: messageId, words }: KnownMessage, { text }: StaffEdit): Decision[] {
  const otherLink = linkAtHead(words) !== linkAtHead(text);
  return [{ kind: "reword", messageId }, ...(otherLink ? [{ kind: "quote" as const, messageId, quotes: null }] : [])];
}

/** Takes away the mark that says how the message stood until now. */
export function unmarked({ id: messageId, state }: KnownMessage, rules: Rules): Decision[] {
  if (state === "held" && rules.holdSeconds === 0) return [];
  return state === "held" || state === "asked" || state === "failed"
    ? [{ kind: "mark", messageId, mark: state, shown: false }]
    : [];
}

export function decideStaffDelete(known: Known): Decision[] {
  const message = known.about[0];
  // deleted before its message arrived: remember, so that the late message is not sent
  if (!message) return [{ kind: "store", state: "cancelled", reason: "deleted" }];
  const seen: Decision = { kind: "notice", notice: { kind: "deletedAfterSend", words: message.sketch } };
  switch (message.state) {
    case "held":
    case "asked":
      return [...cancel(message, "deleted"), ...(message.went > 0 ? [seen] : [])];
    // words between colleagues that one of them took away are not to be found any more
    case "internal":
      return [{ kind: "state", messageId: message.id, state: "cancelled", reason: "deleted" }];
    case "cancelled":
    case "failed":
      return message.went > 0 ? [seen] : [{ kind: "ignore", because: "was not sent" }];
    case "sending":
    case "sent":
      return [seen];
  }
}

export function decideStaffReaction(known: Known, inbound: StaffReaction, now: Date, rules: Rules): Decision[] {
  const message = known.about[0];
  if (message?.state !== "held") return [{ kind: "ignore", because: "nothing is held there" }];
  if (inbound.wants === "cancel") {
    const shown: Decision = { kind: "mark", messageId: message.id, mark: "cancelled", shown: true };
    return [...unmarked(message, rules), ...cancel(message, "reaction"), shown];
  }
  // everything held goes, in order: what was written before must not be overtaken
  return [{ kind: "hold", until: now, since: known.heldSince ?? now }];
}

function cancel(message: KnownMessage, reason: string): Decision[] {
  return [
    { kind: "unreply", messageId: message.id },
    { kind: "state", messageId: message.id, state: "cancelled", reason },
  ];
}

/** Of words that are not sent the beginning may have gone. */
export function begun(messages: readonly KnownMessage[]): Begun {
  const went = Math.max(...messages.map((message) => message.went));
  return went > 0 ? { went } : {};
}

interface Subject {
  id: string;
  words: StaffWords;
  now: Date;
  rules: Rules;
}

/** What follows from a verdict, for a new message (THIS) and for an edited one alike. */
function follow(known: Known, verdict: Verdict, subject: Subject): Decision[] {
  const { id, now, rules } = subject;
  const state = (to: "held" | "asked" | "internal" | "failed", reason?: string): Decision =>
    id === THIS
      ? { kind: "store", state: to, ...(reason ? { reason } : {}) }
      : { kind: "state", messageId: id, state: to, ...(reason ? { reason } : {}) };
  switch (verdict.kind) {
    case "send": {
      const since = known.heldSince ?? now;
      const until = holdEnds(now, since, rules.holdSeconds);
      const mark: Decision[] =
        rules.holdSeconds > 0 && !isHeld(known, id) ? [{ kind: "mark", messageId: id, mark: "held", shown: true }] : [];
      return [
        state("held"),
        { kind: "reply", messageId: id, due: until, confirmed: false },
        { kind: "hold", until, since },
        ...mark,
      ];
    }
    case "internal":
      return [state("internal"), { kind: "mark", messageId: id, mark: "internal", shown: true }];
    case "ask":
      return [
        state("asked", verdict.because),
        {
          kind: "whisper",
          notice: {
            kind: ASKED[verdict.because],
            words: sketchOf(subject.words.text, subject.words.files.map(partOf)),
          },
          about: [id],
        },
        { kind: "mark", messageId: id, mark: "asked", shown: true },
      ];
    case "refuse":
      return [
        state("failed", verdict.because),
        { kind: "notice", notice: { kind: "notSentEmpty" } },
        { kind: "mark", messageId: id, mark: "failed", shown: true },
      ];
  }
}

const isHeld = (known: Known, id: string): boolean =>
  known.about.some((message) => message.id === id && message.state === "held");

const ASKED = { command: "askCommand", mention: "askMention", confirm: "askConfirm" } as const;
