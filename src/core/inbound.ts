/** What can happen, as the adapters report it. Every one carries a key: the same key twice happened once. */
import type { DeskFileRef } from "./desk-file.ts";
import type { DeskChannelId, DeskTs, DeskUserId, MessengerChatId, MessengerUserId } from "./ids.ts";
import type { ChatKind, Part } from "./message.ts";
import type { Choice, News } from "./notice.ts";

interface FromMessenger {
  key: string;
  accountId: number;
  chat: { kind: ChatKind; id: MessengerChatId };
  /** Absent where the messenger does not tell who wrote (some groups). */
  contact: MessengerUserId | undefined;
  at: Date;
  /** Another tool holds the chat: store and show, send nothing. */
  standby: boolean;
  /** LINE tried before and was not answered: it may be old, and it may have been answered elsewhere. */
  redelivered?: true;
  replyToken: { token: string; ends: Date } | undefined;
}

export interface CustomerMessage extends FromMessenger {
  kind: "customerMessage";
  messageId: string;
  quoteToken: string | undefined;
  readToken: string | undefined;
  parts: Part[];
}

export interface CustomerNews extends FromMessenger {
  kind: "customerNews";
  news: News;
  /** The message the news is about, when it is about one. */
  about?: string;
}

/** A follow alone stores a contact and opens nothing. */
export interface CustomerFollowed extends FromMessenger {
  kind: "customerFollowed";
  unblocked: boolean;
}

interface FromDesk {
  key: string;
  channel: DeskChannelId;
  user: DeskUserId;
  at: Date;
}

export interface StaffMessage extends FromDesk {
  kind: "staffMessage";
  ts: DeskTs;
  threadTs: DeskTs;
  /** Plain words with names unresolved: good enough for the rules, not for the customer. */
  text: string;
  leadsWithMention: boolean;
  forUs: boolean;
  /** Found in the thread after a time away: a command in it was not heard. */
  foundLater?: true;
  /** When the thread was opened, where it was us who did. */
  rootAt: Date | undefined;
  files: DeskFileRef[];
  /** Opaque outside `slack/`: what `Desk.words` turns into the final text. */
  raw: unknown;
}

export interface StaffEdit extends Omit<StaffMessage, "kind"> {
  kind: "staffEdit";
  /** Later ones are greater. */
  editedTs: DeskTs;
  /** Files were taken out of it; its words are as they were. */
  onlyFiles?: true;
}

export interface StaffDelete extends FromDesk {
  kind: "staffDelete";
  ts: DeskTs;
  threadTs: DeskTs | undefined;
}

/** A post of ours that heads a thread, perhaps one of a conversation, was deleted by somebody. */
export interface CardDeleted {
  kind: "cardDeleted";
  key: string;
  channel: DeskChannelId;
  ts: DeskTs;
  at: Date;
}

export interface StaffReaction extends FromDesk {
  kind: "staffReaction";
  ts: DeskTs;
  wants: "sendNow" | "cancel";
}

/** A press on a button under one of our questions. */
export interface StaffChoice extends FromDesk {
  kind: "staffChoice";
  choice: Choice;
  /** The messages (or the group) that the question is about. */
  subject: string;
  /** The message that is to be quoted. */
  quotes?: string;
  /** Where the question stands; private ones are answered through `respond`. */
  questionTs: DeskTs | undefined;
}

export type Inbound =
  | CustomerMessage
  | CustomerNews
  | CustomerFollowed
  | StaffMessage
  | StaffEdit
  | StaffDelete
  | CardDeleted
  | StaffReaction
  | StaffChoice;
