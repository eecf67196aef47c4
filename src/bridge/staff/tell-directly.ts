/**
 * A direct message to one member of staff. Slack gives no way to look for one that may have arrived (we do not ask to read
 * people's direct messages): after an unclear end it is said again, for a customer waits.
 */
import { Payload, PRIORITY } from "../../core/delivery.ts";
import type { Notice } from "../../core/notice.ts";
import { PlatformError } from "../../errors.ts";
import { inTransaction } from "../../store/client.ts";
import { findConversation } from "../../store/conversations.ts";
import type { ConversationRow, DeliveryRow } from "../../store/rows.ts";
import { findThread } from "../../store/threads.ts";
import type { Context } from "../context.ts";
import { lookUp } from "../digest/look-up.ts";
import { addDeliveries } from "../draft.ts";
import { inThread } from "./change.ts";
import { nameOfChat } from "./which-chat.ts";

export async function tellDirectly(ctx: Context, delivery: DeliveryRow): Promise<void> {
  const { user, notice } = Payload.direct.parse(delivery.payload);
  const chat = delivery.conversationId === null ? null : await findConversation(ctx.db, delivery.conversationId);
  // somebody else answered meanwhile, or took the chat
  if (isCall(notice) && (chat?.waitingSince === null || chat?.assigneeId !== user)) return;
  try {
    await ctx.desk.direct(user, chat ? await filled(ctx, notice, chat) : notice);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.retryable || cause.code === "auth" || !chat) throw cause;
    ctx.log.warn(
      { conversationId: chat.id, err: cause },
      "a member of staff cannot be written to: called in the thread",
    );
    await callInThread(ctx, chat, user, notice);
  }
}

const isCall = (notice: Notice): notice is Extract<Notice, { kind: "calledDirectly" | "nudgedDirectly" }> =>
  notice.kind === "calledDirectly" || notice.kind === "nudgedDirectly";

/** Their part of a digest. Who cannot be written to finds it all in the lists. */
export async function listDirectly(ctx: Context, delivery: DeliveryRow): Promise<void> {
  const { user, post } = Payload.listTo.parse(delivery.payload);
  const shown = await lookUp(ctx, delivery.accountId, post);
  if (!shown) return;
  try {
    await ctx.desk.directList(user, shown);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.retryable || cause.code === "auth") throw cause;
    ctx.log.warn({ err: cause }, "a member of staff cannot be written to: no digest");
  }
}

async function filled(ctx: Context, notice: Notice, chat: ConversationRow): Promise<Notice> {
  if (!isCall(notice)) return notice;
  const thread = chat.threadId === null ? null : await findThread(ctx.db, chat.threadId);
  const link = thread?.ts ? await ctx.desk.permalink(thread.channel, thread.ts) : undefined;
  return { ...notice, name: await nameOfChat(ctx, chat), link: link ?? "" };
}

async function callInThread(ctx: Context, chat: ConversationRow, user: string, told: Notice): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const notice: Notice =
      told.kind === "nudgedDirectly" ? { kind: "nudged", user, target: told.target } : { kind: "called", user };
    const payload = { notice };
    const called = await inThread(tx, ctx, chat, [{ kind: "notice", payload, priority: PRIORITY.mention }]);
    await addDeliveries(tx, called, [], ctx.now());
  });
}
