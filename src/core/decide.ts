/**
 * The rule book. One event and what is known of its conversation go in, decisions come out; nothing here reads a clock,
 * a table or a network. `bridge/apply.ts` turns decisions into rows.
 */
import { type ConversationState, customerWrote, threadFor } from "./conversation.ts";
import { decideStaffChoice, decideStaffDelete, decideStaffEdit, decideStaffMessage, decideStaffReaction } from "./decide-staff.ts";
import type { CustomerMessage, CustomerNews, Inbound } from "./inbound.ts";
import type { StaffState } from "./message.ts";
import type { Notice } from "./notice.ts";
import type { SendMode } from "./staff-words.ts";

export interface Rules {
  holdSeconds: number;
  sendMode: SendMode;
  /** Show in the channel, too, that a quiet chat waits again. */
  broadcastWaiting: boolean;
  threadQuietDays: number;
}

/** The staff message an event is about, as stored. */
export interface KnownMessage {
  id: string;
  state: StaffState;
  words: string;
  sentText: string | null;
  editedAt: string | null;
}

export interface Known {
  conversation: ConversationState;
  heldSince: Date | null;
  /** What the event is about: one message, or the several of one question. */
  about: readonly KnownMessage[];
}

export type Mark = "held" | "sent" | "cancelled" | "internal" | "asked" | "failed";

export type Decision =
  | { kind: "openThread"; continues: boolean }
  | { kind: "say"; broadcast: boolean }
  | { kind: "notice"; notice: Notice }
  /** Said to one member alone. */
  | { kind: "whisper"; notice: Notice; about: string[] }
  | { kind: "card" }
  | { kind: "mark"; messageId: string; mark: Mark; shown: boolean }
  | { kind: "conversation"; set: Partial<ConversationState> }
  /** The message of this event is stored with this state. */
  | { kind: "store"; state: StaffState; reason?: string }
  /** A stored message changes. */
  | { kind: "state"; messageId: string; state: StaffState; reason?: string }
  | { kind: "reword"; messageId: string }
  /** Deliver it; `confirmed`: a person said so after we asked. */
  | { kind: "reply"; messageId: string; due: Date; confirmed: boolean }
  /** All that is held in this conversation waits until then. */
  | { kind: "hold"; until: Date; since: Date }
  | { kind: "unreply"; messageId: string }
  | { kind: "answerQuestion"; notice: Notice }
  | { kind: "ignore"; because: string };

/** Stands for the message that this event stores. */
export const THIS = "this";

export function decide(known: Known, inbound: Inbound, now: Date, rules: Rules): Decision[] {
  switch (inbound.kind) {
    case "customerMessage":
      return decideCustomerMessage(known, inbound, rules);
    case "customerNews":
      return decideCustomerNews(known, inbound);
    case "customerFollowed":
      return inbound.unblocked && known.conversation.threadId !== null
        ? [{ kind: "notice", notice: { kind: "unblocked" } }]
        : [{ kind: "ignore", because: "a follow opens nothing" }];
    case "staffMessage":
      return decideStaffMessage(known, inbound, now, rules);
    case "staffEdit":
      return decideStaffEdit(known, inbound, now, rules);
    case "staffDelete":
      return decideStaffDelete(known);
    case "staffReaction":
      return decideStaffReaction(known, inbound, now);
    case "staffChoice":
      return decideStaffChoice(known, inbound, now);
  }
}

function decideCustomerMessage(known: Known, inbound: CustomerMessage, rules: Rules): Decision[] {
  const before = known.conversation;
  const set = customerWrote(before, inbound.at);
  const thread = threadFor(before, inbound.at, rules.threadQuietDays);
  const beginsToWait = before.waitingSince === null && (set.waitingSince ?? null) !== null;
  // a new head card stands in the channel already; a thread reply alone is seen only by the thread's followers
  const broadcast = thread === "same" && beginsToWait && rules.broadcastWaiting;
  return [
    ...(thread === "new" ? [{ kind: "openThread", continues: before.threadId !== null } as const] : []),
    { kind: "conversation", set },
    { kind: "say", broadcast },
    ...(thread === "same" ? [{ kind: "card" } as const] : []),
  ];
}

function decideCustomerNews(known: Known, inbound: CustomerNews): Decision[] {
  const { news } = inbound;
  if (known.conversation.threadId !== null) return [{ kind: "notice", notice: news }];
  // someone who never wrote and leaves again is no conversation
  if (news.kind === "blocked" || news.kind === "unblocked") return [{ kind: "ignore", because: "no conversation yet" }];
  return [
    { kind: "openThread", continues: false },
    { kind: "notice", notice: news },
  ];
}
