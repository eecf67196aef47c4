/**
 * Direct messages to one member of staff: calls, and their part of a digest. They are posts like any other, in the channel
 * that Slack opens between us and that member: looked for after an unclear end, and deleted when the customer is erased.
 */
import { Payload, PRIORITY } from "../../core/delivery.ts";
import type { Notice } from "../../core/notice.ts";
import type { PlatformError } from "../../errors.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { findConversation } from "../../store/conversations.ts";
import { patchDeliveries } from "../../store/deliveries.ts";
import type { ConversationRow, DeliveryRow } from "../../store/rows.ts";
import { findThread } from "../../store/threads.ts";
import type { Context } from "../context.ts";
import { lookUp } from "../digest/look-up.ts";
import { addDeliveries } from "../draft.ts";
import type { Body } from "../ports.ts";
import { isWanted } from "../still-wanted.ts";
import { inThread } from "./change.ts";
import { nameOfChat } from "./which-chat.ts";

export const isDirect = ({ kind }: Pick<DeliveryRow, "kind">): boolean => kind === "direct" || kind === "listTo";

/** Undefined: nobody is to be called any more. */
export async function formDirect(ctx: Context, attemptId: string, delivery: DeliveryRow): Promise<Body | undefined> {
  if (!(await isWanted(ctx, delivery))) return undefined;
  const { user, notice } = Payload.direct.parse(delivery.payload);
  const chat = await chatOf(ctx, delivery);
  const channel = await ctx.desk.openDirect(user);
  const said = chat ? await filled(ctx, notice, chat) : notice;
  return ctx.desk.formNotice({ channel, threadTs: undefined }, attemptId, said, undefined);
}

/** Their part of a digest. */
export async function formListTo(ctx: Context, attemptId: string, delivery: DeliveryRow): Promise<Body | undefined> {
  const { user, post } = Payload.listTo.parse(delivery.payload);
  const shown = await lookUp(ctx, delivery.accountId, post);
  if (!shown) return undefined;
  return ctx.desk.formList({ channel: await ctx.desk.openDirect(user), threadTs: undefined }, attemptId, shown);
}

/** Somebody who cannot be written to is called in the thread; what a digest would list for them stands in the lists. */
export async function directRefused(ctx: Context, delivery: DeliveryRow, cause: PlatformError): Promise<void> {
  const chat = await chatOf(ctx, delivery);
  await inTransaction(ctx.db, async (tx) => {
    await patchDeliveries(tx, [delivery.id], { status: "failed", trouble: cause.message, doneAt: ctx.now() });
    if (chat && delivery.kind === "direct") await callInThread(tx, ctx, chat, delivery);
  });
}

const chatOf = async (ctx: Context, { conversationId }: DeliveryRow): Promise<ConversationRow | null> =>
  conversationId === null ? null : findConversation(ctx.db, conversationId);

const isCall = (notice: Notice): notice is Extract<Notice, { kind: "calledDirectly" | "nudgedDirectly" }> =>
  notice.kind === "calledDirectly" || notice.kind === "nudgedDirectly";

async function filled(ctx: Context, notice: Notice, chat: ConversationRow): Promise<Notice> {
  if (!isCall(notice)) return notice;
  const thread = chat.threadId === null ? null : await findThread(ctx.db, chat.threadId);
  const link = thread?.ts ? await ctx.desk.permalink(thread.channel, thread.ts) : undefined;
  return { ...notice, name: await nameOfChat(ctx, chat), link: link ?? "" };
}

async function callInThread(tx: Tx, ctx: Context, chat: ConversationRow, delivery: DeliveryRow): Promise<void> {
  const { user, notice: told } = Payload.direct.parse(delivery.payload);
  const notice: Notice =
    told.kind === "nudgedDirectly" ? { kind: "nudged", user, target: told.target } : { kind: "called", user };
  const called = await inThread(tx, ctx, chat, [{ kind: "notice", payload: { notice }, priority: PRIORITY.mention }]);
  await addDeliveries(tx, called, [], ctx.now());
}
