/**
 * Slack's message events as ours. Only a human's words in a thread are of interest; everything else is left out with the
 * reason, so that nobody has to wonder why something was not sent.
 */
import { z } from "zod";

import { type DeskChannelId, type DeskTs, type DeskUserId, timeOfTs } from "../core/ids.ts";
import type { Inbound, StaffEdit, StaffMessage } from "../core/inbound.ts";
import { afterOwnCommand } from "../core/text.ts";
import { filesOf, keptOf, lostFiles, standing } from "./file-refs.ts";
import { leadsWithMention, mentionedIds, NO_NAMES, plainTextOf } from "./mrkdwn.ts";

const Ts = z.string().regex(/^\d{1,12}\.\d{6}$/);
const Id = z.string().min(1).max(40);

const Message = z.looseObject({
  ts: Ts,
  subtype: z.string().optional(),
  user: Id.optional(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  thread_ts: Ts.optional(),
  parent_user_id: Id.optional(),
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  files: z.array(z.unknown()).optional(),
  edited: z.looseObject({ ts: Ts }).optional(),
  hidden: z.boolean().optional(),
});
type Message = z.infer<typeof Message>;

const Channel = z.looseObject({ channel: Id, subtype: z.string().optional() });

export type Read = { kind: "event"; inbound: Inbound } | { kind: "ignored"; because: string };

const ignored = (because: string): Read => ({ kind: "ignored", because });

/** Subtypes of words that people write themselves. */
const WRITTEN = new Set([undefined, "file_share", "thread_broadcast"]);

/** `bots`: the users that our app is; words that call one of them are for us. */
export function readMessageEvent(raw: unknown, bots: readonly string[]): Read {
  const head = Channel.safeParse(raw);
  if (!head.success) return ignored("unreadable");
  const { channel, subtype } = head.data;
  if (subtype === "message_changed") return readChange(channel, head.data, bots);
  if (subtype === "message_deleted") return readDeletion(channel, head.data);
  return readWritten(channel, raw, bots);
}

/** Also for messages that were read back after a time away: they have the same shape, without `channel`. */
export function readWritten(channel: string, raw: unknown, bots: readonly string[]): Read {
  const read = Message.safeParse(raw);
  if (!read.success) return ignored("unreadable");
  const reason = notWritten(read.data);
  if (reason) return ignored(reason);
  return {
    kind: "event",
    inbound: { kind: "staffMessage", ...wordsOf(channel, read.data, bots), key: `slack:${channel}:${read.data.ts}` },
  };
}

function readChange(channel: string, event: Record<string, unknown>, bots: readonly string[]): Read {
  const now = Message.safeParse(event["message"]);
  const before = Message.safeParse(event["previous_message"]);
  if (!now.success) return ignored("unreadable");
  // a root with replies leaves a tombstone
  if (now.data.subtype === "tombstone" && isRoot(now.data)) return cardDeleted(channel, now.data.ts);
  const files = now.data.files ?? [];
  const lost = lostFiles((before.success && before.data.files) || [], files);
  // Slack changes messages by itself, too: unfurled links, broadcasts, reply counts
  if (!now.data.edited && !lost) return ignored("not changed by its writer");
  const sameWords =
    !now.data.edited ||
    (before.success && before.data.text === now.data.text && same(before.data.blocks, now.data.blocks));
  if (sameWords && !lost) return ignored("same words");
  const reason = notWritten(now.data);
  if (reason) return ignored(reason);
  // whoever deletes a file edits nothing: the time of the last edit, if there was one, is older than this change
  const at = lost ? Ts.safeParse(event["ts"]).data : undefined;
  const editedTs = (at ?? now.data.edited?.ts) as DeskTs | undefined;
  if (!editedTs) return ignored("unreadable");
  const edit: StaffEdit = {
    kind: "staffEdit",
    ...wordsOf(channel, { ...now.data, files: standing(files) }, bots),
    key: `slack:${channel}:${now.data.ts}:edited:${editedTs}`,
    editedTs,
    ...(sameWords ? { onlyFiles: true } : {}),
  };
  return { kind: "event", inbound: edit };
}

function readDeletion(channel: string, event: Record<string, unknown>): Read {
  const ts = Ts.safeParse(event["deleted_ts"]);
  const before = Message.safeParse(event["previous_message"]);
  if (!ts.success || !before.success) return ignored("unreadable");
  if (isRoot(before.data)) return cardDeleted(channel, ts.data);
  const reason = notWritten(before.data);
  if (reason) return ignored(reason);
  const { user, thread_ts: threadTs } = before.data;
  const place = { channel: channel as DeskChannelId, ts: ts.data as DeskTs, threadTs: threadTs as DeskTs | undefined };
  const inbound: Inbound = {
    kind: "staffDelete",
    key: `slack:${channel}:${ts.data}:deleted`,
    ...place,
    user: user as DeskUserId,
    at: timeOfTs(ts.data),
  };
  return { kind: "event", inbound };
}

const isRoot = ({ ts, thread_ts: threadTs }: Message): boolean => threadTs === undefined || threadTs === ts;

export function cardDeleted(channel: string, ts: string): Read {
  const place = { channel: channel as DeskChannelId, ts: ts as DeskTs };
  return {
    kind: "event",
    inbound: { kind: "cardDeleted", key: `slack:${channel}:${ts}:gone`, ...place, at: timeOfTs(ts) },
  };
}

/** Why these are not the words of a person in a thread; undefined when they are. */
function notWritten(message: Message): string | undefined {
  if (message.bot_id || message.app_id || message.subtype === "bot_message") return "written by an app";
  if (!WRITTEN.has(message.subtype)) return `not words: ${message.subtype}`;
  if (!message.user || message.user === "USLACKBOT") return "written by nobody";
  if (!message.thread_ts || message.thread_ts === message.ts) return "outside of threads";
  return undefined;
}

function wordsOf(channel: string, message: Message, bots: readonly string[]): Omit<StaffMessage, "kind" | "key"> {
  const { ts, text, blocks, files, thread_ts: threadTs, parent_user_id: opener } = message;
  const raw = { text: text ?? "", blocks, ...(files && files.length > 0 ? { files: files.map(keptOf) } : {}) };
  return {
    channel: channel as DeskChannelId,
    ts: ts as DeskTs,
    threadTs: threadTs as DeskTs,
    rootAt: threadTs && opener && bots.includes(opener) ? timeOfTs(threadTs) : undefined,
    user: message.user as DeskUserId,
    at: timeOfTs(ts),
    text: plainTextOf(raw, NO_NAMES),
    leadsWithMention: leadsWithMention(raw),
    forUs: calls(raw, bots),
    files: filesOf(raw),
    raw,
  };
}

function calls(raw: { text: string; blocks: unknown }, bots: readonly string[]): boolean {
  if (afterOwnCommand(raw.text) !== undefined) return true;
  const { users: called } = mentionedIds(raw);
  // what is obeyed is read from the text alone (doors/mention.ts), and must never leave
  return bots.some((id) => called.includes(id) || raw.text.includes(`<@${id}`));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const Reaction = z.looseObject({
  user: Id,
  reaction: z.string(),
  item: z.looseObject({ type: z.literal("message"), channel: Id, ts: Ts }),
});

const ORDERS = new Map<string, "sendNow" | "cancel">([
  ["fast_forward", "sendNow"],
  ["rocket", "sendNow"],
  ["x", "cancel"],
  ["no_entry_sign", "cancel"],
]);

/** Reactions on a held message are orders; all others are just reactions. */
export function readReaction(raw: unknown, eventId: string, at: Date): Read {
  const read = Reaction.safeParse(raw);
  if (!read.success) return ignored("not on a message");
  const wants = ORDERS.get(read.data.reaction);
  if (!wants) return ignored("not an order");
  const { user, item } = read.data;
  const place = { channel: item.channel as DeskChannelId, ts: item.ts as DeskTs };
  return {
    kind: "event",
    inbound: { kind: "staffReaction", key: `slack:${eventId}`, ...place, user: user as DeskUserId, at, wants },
  };
}
