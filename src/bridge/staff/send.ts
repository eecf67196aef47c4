/**
 * Words of a member to the customer without a message of theirs in the thread. They are stored, held and delivered like a
 * reply that was typed there; the line that tells of them in the thread is the place where they are seen, so marks, the
 * reactions that send or cancel, and later questions are as they are on a typed reply.
 */
import { PRIORITY } from "../../core/delivery.ts";
import { isForgotten } from "../../core/forgotten.ts";
import { holdEnds } from "../../core/hold.ts";
import type { Part } from "../../core/message.ts";
import type { Refusal } from "../../core/refusal.ts";
import { wellFormed } from "../../core/well-formed.ts";
import type { Tx } from "../../store/client.ts";
import { heldReplies, holdReplies } from "../../store/deliveries.ts";
import { insertEvents } from "../../store/events.ts";
import { conversationLane } from "../../store/lanes.ts";
import { insertMessages } from "../../store/messages.ts";
import type { ConversationRow } from "../../store/rows.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import type { DraftDelivery } from "../draft.ts";
import { barred, whoIs } from "../people.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";
import { type OpenThread, threadOf } from "./open-thread.ts";

/** One request to LINE: five objects of 5,000 UTF-16 units. */
export const LONGEST_WORDS = 25_000;

export interface Sending {
  /** Words alone, or what was chosen instead of them. */
  parts: Part[];
  /** The message of this chat that it quotes. */
  quotes?: string | undefined;
}

export const words = (text: string): Sending => ({ parts: [{ kind: "text", text }] });

/** `once`: the same key a second time (a modal that was submitted twice) sends nothing. */
export async function send(
  ctx: Context,
  actor: Actor,
  chatId: number,
  sending: Sending,
  once?: string,
): Promise<Changed> {
  const what = prepared(ctx, sending);
  const refusal = judge(what.words) ?? (await whyBarred(ctx, actor));
  if (refusal) return { kind: "refused", refusal };
  return changeChat(ctx, actor, chatId, async (tx, chat, now): Promise<Change | Refusal> => {
    if (isForgotten(chat.lineId)) return { kind: "forgotten" };
    if (chat.standby) return { kind: "heldElsewhere" };
    if (once !== undefined && !(await firstTime(tx, once))) return { kind: "sentAlready" };
    const thread = await threadOf(tx, ctx, chat, now);
    const { reply, messageId, since } = await store(tx, ctx, { actor, chat, what, thread, now });
    return {
      act: { kind: "sends", words: what.words, ...stickerOf(what.parts) },
      set: { threadId: thread.threadId, heldSince: since },
      message: messageId,
      also: [...thread.opening, reply],
    };
  });
}

interface Prepared extends Sending {
  words: string;
  /** What the desk turns into plain words later; none of what was chosen. */
  raw: { raw?: object };
}

function prepared(ctx: Context, { parts, quotes }: Sending): Prepared {
  const [only, ...more] = parts;
  if (only?.kind !== "text" || more.length > 0) return { parts, quotes, words: ctx.desk.describe(parts), raw: {} };
  const text = wellFormed(only.text).trim();
  return { parts: [{ kind: "text", text }], quotes, words: text, raw: { raw: ctx.desk.rawOf(text) as object } };
}

const stickerOf = (parts: readonly Part[]): { sticker?: string } => {
  const sticker = parts.flatMap((part) => (part.kind === "sticker" ? (part.stickerId ?? []) : []))[0];
  return sticker === undefined ? {} : { sticker };
};

function judge(words: string): Refusal | undefined {
  if (words === "") return { kind: "usage", command: "send" };
  return words.length > LONGEST_WORDS ? { kind: "textTooLong", most: LONGEST_WORDS } : undefined;
}

/** As for typed replies, which are judged once more when they go. */
async function whyBarred(ctx: Context, actor: Actor): Promise<Refusal | undefined> {
  switch (barred(ctx, await whoIs(ctx, actor.userId))) {
    case "notSentGuest":
      return { kind: "guestsMayNot" };
    case "notSentOutside":
      return { kind: "outsidersMayNot" };
    case "notSentUnknownWriter":
      return { kind: "unknownPerson" };
    case undefined:
      return undefined;
  }
}

/** In the transaction that sends: who dies before it has not sent and may send again. */
async function firstTime(tx: Tx, once: string): Promise<boolean> {
  const key = `send:${once}`;
  return (await insertEvents(tx, [{ key, kind: "send", accountId: null }])).has(key);
}

interface Storing {
  actor: Actor;
  chat: ConversationRow;
  what: Prepared;
  thread: OpenThread;
  now: Date;
}

/** The message, and its way to the customer: it goes with whatever else is held in this chat. */
async function store(
  tx: Tx,
  ctx: Context,
  { actor, chat, what, thread, now }: Storing,
): Promise<{ reply: DraftDelivery; messageId: string; since: Date }> {
  const messageId = ctx.newId();
  const { id: conversationId, accountId } = chat;
  await insertMessages(tx, [
    {
      id: messageId,
      accountId,
      conversationId,
      threadId: thread.threadId,
      author: "staff",
      contactId: null,
      staffId: actor.userId,
      originKey: `slack:command:${messageId}`,
      parts: what.parts,
      ...what.raw,
      quotes: what.quotes ?? null,
      state: "held",
      reason: null,
      editedAt: null,
      deskChannel: thread.channel,
      // known when the line is posted
      deskTs: null,
      quoteToken: null,
      at: now,
    },
  ]);
  const held = await heldReplies(tx, [conversationId]);
  const since = (held.length > 0 ? chat.heldSince : null) ?? now;
  const until = holdEnds(now, since, ctx.settings.holdSeconds);
  await holdReplies(tx, conversationId, until);
  const reply = {
    ...aside(ctx, conversationLane(accountId, conversationId), now),
    accountId,
    conversationId,
    threadId: thread.threadId,
    messageId,
    kind: "reply",
    payload: {},
    priority: PRIORITY.words,
    notBefore: until,
  };
  return { reply, messageId, since };
}
