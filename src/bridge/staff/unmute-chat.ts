/** A muted chat is shown again, with what came meanwhile, and waits where somebody still waits for an answer. */
import { PRIORITY } from "../../core/delivery.ts";
import { Parts } from "../../core/message.ts";
import { firstActSince } from "../../store/audit.ts";
import type { Tx } from "../../store/client.ts";
import { insertContents } from "../../store/content.ts";
import { deskLane } from "../../store/lanes.ts";
import { countKept, messengerId, newestKept, oldestKeptAfter, showKept } from "../../store/messages.ts";
import type { ConversationRow, MessageRow } from "../../store/rows.ts";
import { findThread, insertThreads } from "../../store/threads.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import type { DraftDelivery } from "../draft.ts";
import { saysOf } from "../says.ts";
import type { Actor } from "./actor.ts";
import { changeChat, type Changed } from "./change.ts";
import { wasBefore } from "./was.ts";

/** More of it would bury the channel; the others are stored. */
const SHOWN = 20;

export function unmuteChat(ctx: Context, actor: Actor, chatId: number): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat, now) => {
    if (chat.muted === "no") return { kind: "nothingToDo", command: "unmute" };
    // 1. who still waits
    const waitingSince = await unanswered(tx, chat);
    const open = waitingSince === null ? {} : { status: "open", doneAt: null };
    // 2. what came meanwhile
    const missed = await countKept(tx, chat.id);
    const shown = await newestKept(tx, chat.id, SHOWN);
    const place = shown.length > 0 ? await threadFor(tx, ctx, chat, now) : undefined;
    const says: DraftDelivery[] = [];
    for (const message of place ? shown : [])
      if (place) says.push(...(await sayAgain(tx, ctx, chat, message, place.thread)));
    const first = says.find(({ kind }) => kind === "say");
    if (first && waitingSince !== null && ctx.settings.broadcastWaiting && !place?.opens)
      first.payload = { ...(first.payload as object), broadcast: true };
    await showKept(tx, chat.id, shown, place?.thread.id ?? null);
    // 3. done
    return {
      act: { kind: "unmuted", missed, shown: shown.length },
      set: { muted: "no", mutedAt: null, waitingSince, ...open, ...(place ? { threadId: place.thread.id } : {}) },
      also: [...(place?.opens ? [place.opens] : []), ...says],
    };
  });
}

/** The oldest words that nobody has answered; those from before count as they did when the chat was muted. */
async function unanswered(tx: Tx, chat: ConversationRow): Promise<Date | null> {
  const dealtWith = [chat.answeredUntil, chat.status === "done" ? chat.doneAt : null].flatMap((at) => at ?? []);
  const since = new Date(Math.max(0, ...dealtWith.map((at) => at.getTime())));
  const muted = chat.mutedAt && (await firstActSince(tx, chat.id, ["muted", "spammed"], chat.mutedAt));
  const before = muted ? (wasBefore(muted.detail)?.was.waitingSince ?? null) : null;
  if (before !== null && before > since) return before;
  return oldestKeptAfter(tx, chat.id, since);
}

interface Shown {
  thread: { id: string; channel: string };
  /** The head card of a thread that begins with it. */
  opens: DraftDelivery | undefined;
}

async function threadFor(tx: Tx, ctx: Context, chat: ConversationRow, now: Date): Promise<Shown | undefined> {
  const thread = chat.threadId === null ? null : await findThread(tx, chat.threadId);
  if (thread) return { thread, opens: undefined };
  const channel = ctx.account(chat.accountId)?.deskChannel;
  if (channel === undefined) return undefined;
  const { accountId, id: conversationId } = chat;
  const fresh = { id: ctx.newId(), conversationId, channel, openedAt: now };
  await insertThreads(tx, [fresh]);
  const set = { accountId, conversationId, threadId: fresh.id, kind: "open", payload: {}, priority: PRIORITY.words };
  return { thread: fresh, opens: { ...aside(ctx, deskLane(channel), now), ...set } };
}

/** As what comes now, in the order in which it came. */
async function sayAgain(
  tx: Tx,
  ctx: Context,
  chat: ConversationRow,
  message: MessageRow,
  { id: threadId, channel }: Shown["thread"],
): Promise<DraftDelivery[]> {
  const now = ctx.now();
  const { id, accountId, conversationId } = message;
  const written = { id, accountId, conversationId, originId: messengerId(message.originKey), broadcast: false };
  const { deliveries, contents } = saysOf(ctx, { ...written, parts: Parts.parse(message.parts) }, now);
  await insertContents(tx, contents);
  return deliveries.map((each) => ({
    ...aside(ctx, deskLane(channel), now),
    accountId: chat.accountId,
    conversationId: chat.id,
    threadId,
    messageId: id,
    ...each,
    orderAt: message.at,
  }));
}
