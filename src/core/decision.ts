/** What the rules are given and what they answer. */
import type { ConversationState } from "./conversation.ts";
import type { DeskFileRef } from "./desk-file.ts";
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
  /** Why it is so, where that is not plain from the state. */
  reason: string | null;
  words: string;
  sentText: string | null;
  /** So many of the messages that it makes the customer has already: some of it, or all. */
  went: number;
  files: readonly DeskFileRef[];
  /** Those of them (the desk's ids) that the customer has, or that are on their way. */
  gone: readonly string[];
  /** Its words as the customer has them (or would), and its files. */
  sketch: string;
  editedAt: string | null;
  /** Where it is seen at the desk; null: nobody has seen it there. */
  deskTs: string | null;
  at: Date;
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
  /** Stored and not said. */
  | { kind: "keep" }
  /** The customer unsent it: it is not said any more, and its words are forgotten. */
  | { kind: "takeBack" }
  | { kind: "notice"; notice: Notice }
  /** Said to one member alone. */
  | { kind: "whisper"; notice: Notice; about: string[] }
  | { kind: "card" }
  /** The chat begins to wait: whoever has it hears of it, or whose turn it is. */
  | { kind: "call" }
  /** Its head card is gone: what is said there would land in the channel. */
  | { kind: "loseThread" }
  | { kind: "mark"; messageId: string; mark: Mark; shown: boolean }
  | { kind: "conversation"; set: Partial<ConversationState> }
  /** The message of this event is stored with this state. */
  | { kind: "store"; state: StaffState; reason?: string }
  /** A stored message changes. */
  | { kind: "state"; messageId: string; state: StaffState; reason?: string }
  | { kind: "reword"; messageId: string }
  /** A customer's message says something else now. */
  | { kind: "customerReword"; messageId: string }
  /** Its edit came before it: what is said stays, and when it was written is known now. */
  | { kind: "complete"; messageId: string }
  /**
   * Deliver it; `confirmed`: a person said so after we asked; `withoutFailed`: without the files that could not go, or
   * (false) with them after all. What is not said here is as it was decided before.
   */
  | { kind: "reply"; messageId: string; due: Date; confirmed: boolean; unquoted?: true; withoutFailed?: boolean }
  /** Somebody said which message of the customer it quotes. */
  | { kind: "quote"; messageId: string; quotes: string | null }
  /** All that is held in this conversation waits until then. */
  | { kind: "hold"; until: Date; since: Date }
  | { kind: "unreply"; messageId: string }
  | { kind: "answerQuestion"; notice: Notice }
  | { kind: "ignore"; because: string };

/** Stands for the message that this event stores. */
export const THIS = "this";
