/**
 * The rule book. One event and what is known of its conversation go in, decisions come out; nothing here reads a clock,
 * a table or a network. `bridge/apply.ts` turns decisions into rows.
 */
import { customerWrote, customerWroteBefore, customerWroteUnseen, isMuted, threadFor } from "./conversation.ts";
import { decideStaffChoice } from "./decide-choice.ts";
import { decideStaffDelete, decideStaffEdit, decideStaffMessage, decideStaffReaction } from "./decide-staff.ts";
import type { Decision, Known, KnownMessage, Rules } from "./decision.ts";
import type { CustomerMessage, CustomerNews, Inbound } from "./inbound.ts";

export function decide(known: Known, inbound: Inbound, now: Date, rules: Rules): Decision[] {
  switch (inbound.kind) {
    case "customerMessage":
      return decideCustomerMessage(known, inbound, rules);
    case "customerNews":
      return decideCustomerNews(known, inbound, rules);
    case "customerFollowed":
      return inbound.unblocked && known.conversation.threadId !== null && !isMuted(known.conversation)
        ? [{ kind: "notice", notice: { kind: "unblocked" } }, { kind: "card" }]
        : [{ kind: "ignore", because: "a follow opens nothing" }];
    case "cardDeleted":
      return [{ kind: "loseThread" }];
    case "staffMessage":
      return decideStaffMessage(known, inbound, now, rules);
    case "staffEdit":
      return decideStaffEdit(known, inbound, now, rules);
    case "staffDelete":
      return decideStaffDelete(known);
    case "staffReaction":
      return decideStaffReaction(known, inbound, now, rules);
    case "staffChoice":
      return decideStaffChoice(known, inbound, now, rules);
  }
}

function decideCustomerMessage(known: Known, inbound: CustomerMessage, rules: Rules): Decision[] {
  const [stored] = known.about;
  if (!stored) return decideWords(known, inbound.at, rules);
  // LINE names it by another event id, or its unsending came first
  if (!cameEarly(stored, inbound.at)) return [{ kind: "ignore", because: "stored already" }];
  const set = customerWroteBefore(known.conversation, inbound.at);
  const card: Decision[] = set.waitingSince ? [{ kind: "card" }] : [];
  return [{ kind: "conversation", set }, { kind: "complete", messageId: stored.id }, ...card];
}

/** Of an edit, and nothing else, there are words before the time at which they were first written. */
const cameEarly = ({ state, editedAt, at }: KnownMessage, written: Date): boolean =>
  (state as string) !== "unsent" && editedAt !== null && at > written;

function decideWords(known: Known, at: Date, rules: Rules): Decision[] {
  const before = known.conversation;
  if (isMuted(before)) return [{ kind: "conversation", set: customerWroteUnseen(before, at) }, { kind: "keep" }];
  const set = customerWrote(before, at);
  const thread = threadFor(before, at, rules.threadQuietDays);
  const comesBack = before.waitingSince === null || before.snoozedUntil !== null;
  const beginsToWait = comesBack && (set.waitingSince ?? null) !== null;
  // a new head card stands in the channel already; a thread reply alone is seen only by the thread's followers
  const broadcast = thread === "same" && beginsToWait && rules.broadcastWaiting;
  return [
    ...(thread === "new" ? [{ kind: "openThread", continues: before.threadId !== null } as const] : []),
    { kind: "conversation", set },
    { kind: "say", broadcast },
    ...(thread === "same" ? [{ kind: "card" } as const] : []),
    ...(beginsToWait ? [{ kind: "call" } as const] : []),
  ];
}

function decideCustomerNews(known: Known, inbound: CustomerNews, rules: Rules): Decision[] {
  const { news } = inbound;
  // an edit may overtake its message: its words are the message then, and the late one only tells when it was written
  if (news.kind === "editedByCustomer" && inbound.about !== undefined && known.about.length === 0)
    return decideWords(known, inbound.at, rules);
  if (news.kind === "editedByCustomer" && isOlder(known, inbound))
    return [{ kind: "ignore", because: "edited again since, or unsent" }];
  const about: Decision[] = aboutMessage(known, news);
  if (isMuted(known.conversation)) {
    // what stands in the thread from before must be taken out of it
    const seen = known.about.some((message) => message.deskTs !== null);
    if (about.length === 0) return [{ kind: "ignore", because: "muted" }];
    if (news.kind !== "unsent") return about;
    // the card may show its words, and nothing else draws it
    return [...about, ...(seen ? [{ kind: "notice", notice: news } as const] : []), { kind: "card" }];
  }
  if (known.conversation.threadId !== null) {
    const card: Decision[] = news.kind === "unsent" || news.kind === "blocked" ? [{ kind: "card" }] : [];
    return [...about, { kind: "notice", notice: news }, ...card];
  }
  // nothing of it was shown
  if (news.kind === "unsent") return about;
  // someone who never wrote and leaves again is no conversation
  if (news.kind === "blocked" || news.kind === "unblocked") return [{ kind: "ignore", because: "no conversation yet" }];
  return [
    { kind: "openThread", continues: false },
    { kind: "notice", notice: news },
  ];
}

/** What becomes of the message that the news is about. */
function aboutMessage(known: Known, news: CustomerNews["news"]): Decision[] {
  if (news.kind === "unsent") return [{ kind: "takeBack" }];
  const [message] = known.about;
  return news.kind === "editedByCustomer" && message ? [{ kind: "customerReword", messageId: message.id }] : [];
}

/** Edits arrive in any order: the latest counts, whenever it comes. */
function isOlder({ about: [message] }: Known, { at }: CustomerNews): boolean {
  if (!message) return false;
  return (
    (message.state as string) === "unsent" || (message.editedAt !== null && Number(message.editedAt) >= at.getTime())
  );
}
