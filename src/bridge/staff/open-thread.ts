/** The thread that a chat is worked on in; a chat that has none yet (nobody wrote in it) gets one, with its head card. */
import { PRIORITY } from "../../core/delivery.ts";
import type { Tx } from "../../store/client.ts";
import { deskLane } from "../../store/lanes.ts";
import type { ConversationRow } from "../../store/rows.ts";
import { findThread, insertThreads } from "../../store/threads.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import type { DraftDelivery } from "../draft.ts";

export interface OpenThread {
  threadId: string;
  channel: string;
  /** What opens it; nothing where it is open. */
  opening: DraftDelivery[];
}

export async function threadOf(tx: Tx, ctx: Context, chat: ConversationRow, now: Date): Promise<OpenThread> {
  const current = chat.threadId === null ? null : await findThread(tx, chat.threadId);
  if (current) return { threadId: current.id, channel: current.channel, opening: [] };
  const { id: conversationId, accountId } = chat;
  const channel = ctx.account(accountId)?.deskChannel;
  if (!channel) throw new Error(`Account ${accountId} is not in the settings`);
  const thread = { id: ctx.newId(), conversationId, channel, openedAt: now };
  await insertThreads(tx, [thread]);
  const set = { accountId, conversationId, threadId: thread.id, priority: PRIORITY.words };
  const opening = [{ ...aside(ctx, deskLane(channel), now), ...set, kind: "open", payload: {} }];
  return { threadId: thread.id, channel, opening };
}
