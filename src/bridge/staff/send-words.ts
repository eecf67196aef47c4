/**
 * Words of a member to the customer without a message of theirs in the thread. They are stored, held and delivered like a
 * reply that was typed there; the line that tells of them in the thread is the place where they are seen, so marks, the
 * reactions that send or cancel, and later questions are as they are on a typed reply.
 */
import { PRIORITY } from "../../core/delivery.ts";
import { isForgotten } from "../../core/forgotten.ts";
import { holdEnds } from "../../core/hold.ts";
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

/** `once`: the same key a second time (a modal that was submitted twice) sends nothing. */
export async function sendWords(
  ctx: Context,
  actor: Actor,
  chatId: number,
  text: string,
  once?: string,
): Promise<Changed> {
  const words = wellFormed(text).trim();
  const refusal = judge(words) ?? (await whyBarred(ctx, actor));
  if (refusal) return { kind: "refused", refusal };
  return changeChat(ctx, actor, chatId, async (tx, chat, now): Promise<Change | Refusal> => {
    if (isForgotten(chat.lineId)) return { kind: "forgotten" };
    if (chat.standby) return { kind: "heldElsewhere" };
    if (once !== undefined && !(await firstTime(tx, once))) return { kind: "sentAlready" };
    const thread = await threadOf(tx, ctx, chat, now);
    const { reply, messageId, since } = await store(tx, ctx, { actor, chat, words, thread, now });
    return {
      act: { kind: "sends", words },
      set: { threadId: thread.threadId, heldSince: since },
      message: messageId,
      also: [...thread.opening, reply],
    };
  });
}

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

interface Words {
  actor: Actor;
  chat: ConversationRow;
  words: string;
  thread: OpenThread;
  now: Date;
}

/** The message, and its way to the customer: it goes with whatever else is held in this chat. */
async function store(
  tx: Tx,
  ctx: Context,
  { actor, chat, words, thread, now }: Words,
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
      parts: [{ kind: "text", text: words }],
      raw: ctx.desk.rawOf(words) as object,
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
