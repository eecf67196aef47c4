/** What can be delivered. The stored payload is parsed by these; the kind says which side it is for. */
import { z } from "zod";

import { AutoMessage } from "./auto-message.ts";
import { ChatPost } from "./chat-post.ts";
import { Album } from "./message.ts";
import type { Notice } from "./notice.ts";

/**
 * Lower goes first within its kind of call. Posts, card updates, marks and private words have budgets of their own at
 * Slack, so each of them is a class: one that waits for its budget does not hold up the others.
 */
export const PRIORITY = {
  words: 0,
  failure: 1,
  mention: 2,
  card: 3,
  quiet: 4,
  mark: 5,
  whisper: 6,
  unmark: 7,
} as const;

const NoticeJson = z.custom<Notice>((value) => typeof value === "object" && value !== null && "kind" in value);

export const Payload = {
  open: z.object({ continues: z.string().optional() }),
  say: z.object({ broadcast: z.boolean(), piece: z.number() }),
  /** Shows files of a customer. `looks`: how often its time came and the files had not. */
  share: z.object({ album: Album.optional(), looks: z.number().default(0) }),
  /** Fetches what a customer sent and brings it to the desk, where nobody sees it yet. */
  fetch: z.object({ contentId: z.string(), told: z.boolean().default(false) }),
  /** Finds out where files stand that the desk took without saying. */
  /** `unclear`: only a second try said that the first may have been taken. */
  locate: z.object({
    file: z.string(),
    attemptId: z.string(),
    channel: z.string(),
    threadTs: z.string(),
    unclear: z.literal(true).optional(),
  }),
  /** The customer took it back: our copies go. */
  retract: z.object({}),
  notice: z.object({ notice: NoticeJson, subject: z.string().optional() }),
  /** Said in the account's Slack channel, outside threads. */
  announce: z.object({ notice: NoticeJson, subject: z.string().optional() }),
  /** To the people of ADMIN_ALERT. */
  alert: z.object({ notice: NoticeJson }),
  /** To one member of staff, in their direct messages with us. */
  direct: z.object({ user: z.string(), notice: NoticeJson }),
  /** To another Slack channel; `user` is told when Slack does not let us. */
  forward: z.object({ channel: z.string(), user: z.string(), notice: NoticeJson }),
  /** Lists chats in a Slack channel. `first`: the delivery of the first page, in whose thread the others stand. */
  list: z.object({ channel: z.string(), post: ChatPost, first: z.string().optional() }),
  /** The same, to one member of staff. */
  listTo: z.object({ user: z.string(), post: ChatPost }),
  /** Deletes a post of ours. */
  erase: z.object({ channel: z.string(), ts: z.string() }),
  /** Removes our copy of a file, and the one that we brought to the desk. */
  eraseFile: z.object({ contentId: z.string(), file: z.string().optional() }),
  /** When all of them are dealt with: the admin hears of it. */
  erased: z.object({ user: z.string() }),
  card: z.object({}),
  /** Replaces a question of ours by its answer. */
  amend: z.object({ channel: z.string(), ts: z.string(), notice: NoticeJson }),
  mark: z.object({
    ts: z.string(),
    channel: z.string(),
    mark: z.enum(["held", "sent", "cancelled", "internal", "asked", "failed"]),
    shown: z.boolean(),
  }),
  whisper: z.object({ user: z.string(), notice: NoticeJson, subject: z.string().optional() }),
  /**
   * `confirmedBy` said "send" after we asked. `from`: sayings that went already; `gone`: the desk's ids of the files among
   * them. `sender`: show the staff's name.
   * `unquoted`: without the quote that a link at its head asks for; `link`: which, when that was said.
   * `failed`: files (the desk's ids) of which staff were told that they cannot go; `without`: those that are left out;
   * `withoutFailed`: a person said that those of the question are to be left out, or (false) tried once more.
   */
  reply: z.object({
    confirmedBy: z.string().optional(),
    from: z.number().default(0),
    gone: z.array(z.string()).optional(),
    sender: z.boolean().default(true),
    unquoted: z.boolean().optional(),
    link: z.string().optional(),
    failed: z.array(z.string()).optional(),
    without: z.array(z.string()).optional(),
    withoutFailed: z.boolean().optional(),
  }),
  /** An automatic reply: with this event's own token, or never. `heardAt`: when that happened which it answers. */
  auto: z.object({
    ruleId: z.number(),
    rule: z.string(),
    messages: z.array(AutoMessage),
    nextOpen: z.string().nullable(),
    zone: z.string(),
    token: z.string(),
    ends: z.string(),
    heardAt: z.string(),
    lineUserId: z.string(),
  }),
  /** Asks LINE who this friend is, so that staff who write first find them by name. */
  profile: z.object({ lineUserId: z.string() }),
  /** Marks customer words as read at LINE, with the newest of their tokens. */
  read: z.object({ token: z.string() }),
  /** Shows in the customer's chat that an answer is being written. */
  loading: z.object({ chat: z.string(), seconds: z.number() }),
  leave: z.object({ chat: z.enum(["group", "room"]), lineId: z.string() }),
} as const;

export type DeliveryKind = keyof typeof Payload;
export type PayloadOf<K extends DeliveryKind> = z.infer<(typeof Payload)[K]>;

/** A mark that comes this late says nothing true any more. */
export const MARK_LIFE = {
  held: 20_000,
  sent: 600_000,
  cancelled: 600_000,
  internal: 120_000,
  asked: 600_000,
  failed: 600_000,
} as const;
export const UNMARK_LIFE = 600_000;

/** Slack: 4,000 characters of `text` are recommended, a little more is split by Slack itself. */
export const POST_UNITS = 3_800;
/** A message that came late takes two of the 50 blocks that Slack allows. */
export const POST_LINES = 25;
