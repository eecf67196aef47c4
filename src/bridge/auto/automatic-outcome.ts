/** How an automatic reply ended, and the line in the thread that says so. It is never an answer: the chat still waits. */
import { Payload } from "../../core/delivery.ts";
import { isForgotten } from "../../core/forgotten.ts";
import type { Notice } from "../../core/notice.ts";
import { noticePriority } from "../../core/notice.ts";
import type { PlatformError } from "../../errors.ts";
import { endAttempt } from "../../store/attempts.ts";
import { forgetAway } from "../../store/auto-talks.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { lockConversations } from "../../store/conversations.ts";
import { deliveriesOf, forgetAutomatic, patchDeliveries } from "../../store/deliveries.ts";
import type { DeliveryRow } from "../../store/rows.ts";
import type { BoundAccount, Context } from "../context.ts";
import type { Step } from "../deliver.ts";
import { addDeliveries } from "../draft.ts";
import { tokenDead } from "../line-outcome.ts";
import { inThread } from "../staff/change.ts";

/** As it was written down before it was tried. */
export interface AutoAttempt {
  id: string;
  body: unknown;
}

const AGAIN: Step = { kind: "again" };

interface Written {
  rule: string;
  words: string;
}

export async function automaticDone(ctx: Context, account: BoundAccount, attempt: AutoAttempt): Promise<void> {
  const { rule, words } = attempt.body as Written;
  const deliveries = await deliveriesOf(ctx.db, attempt.id);
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await endAttempt(tx, attempt.id, "done", {}, now);
    await ended(tx, ctx, deliveries, { status: "done", notice: { kind: "autoReplied", rule, words } });
  });
  ctx.meter.free();
  for (const delivery of deliveries) {
    ctx.meter.delivered("line", "auto", (now.getTime() - delivery.notBefore.getTime()) / 1000);
    const ids = { conversationId: delivery.conversationId, deliveryId: delivery.id, attemptId: attempt.id };
    ctx.log.info({ ...ids, accountId: account.id, kind: "auto" }, "delivered");
  }
}

/** LINE did not answer, or nobody was there to hear it: the customer may have it. */
export async function automaticUnclear(ctx: Context, attempt: AutoAttempt): Promise<Step> {
  const { rule, words } = attempt.body as Written;
  const deliveries = await deliveriesOf(ctx.db, attempt.id);
  await inTransaction(ctx.db, async (tx) => {
    await endAttempt(tx, attempt.id, "unclear", { code: "unclear" }, ctx.now());
    await ended(tx, ctx, deliveries, { status: "failed", notice: { kind: "autoUnclear", rule, words } });
  });
  ctx.meter.failed("line", "autoUnclear");
  return AGAIN;
}

/** Surely not sent, and not tried again: its moment is over. */
export async function automaticNotSent(
  ctx: Context,
  delivery: DeliveryRow,
  tried: { attempt: AutoAttempt; account: BoundAccount; cause: PlatformError } | undefined,
  { because, details }: { because: "late" | "refused" | "token"; details: string },
): Promise<Step> {
  const { rule, heardAt } = Payload.auto.parse(delivery.payload);
  await inTransaction(ctx.db, async (tx) => {
    if (tried) await endAttempt(tx, tried.attempt.id, "refused", { code: tried.cause.code, details }, ctx.now());
    if (delivery.conversationId !== null) await forgetAway(tx, delivery.conversationId, new Date(heardAt));
    await ended(tx, ctx, [delivery], { status: "failed", notice: { kind: "autoNotSent", rule, because, details } });
  });
  ctx.meter.failed("line", "autoNotSent");
  ctx.log.warn({ conversationId: delivery.conversationId, deliveryId: delivery.id, because }, "no automatic reply");
  if (tried && because === "token") await tokenDead(ctx, tried.account, tried.cause);
  return AGAIN;
}

/** Somebody who has no chat yet, or no thread, is told of nowhere. */
async function ended(
  tx: Tx,
  ctx: Context,
  deliveries: DeliveryRow[],
  { status, notice }: { status: "done" | "failed"; notice: Notice },
): Promise<void> {
  const ids = deliveries.map(({ id }) => id);
  const trouble = status === "failed" ? { trouble: notice.kind } : {};
  const [delivery] = deliveries;
  // of somebody without a chat nothing is kept that could not be found when they are erased
  if (delivery?.conversationId === null) await forgetAutomatic(tx, ids);
  const chats = delivery?.conversationId ? await lockConversations(tx, [delivery.conversationId]) : [];
  await patchDeliveries(tx, ids, { status, doneAt: ctx.now(), ...trouble });
  for (const chat of chats) {
    if (isForgotten(chat.lineId)) continue;
    const line = { kind: "notice", payload: { notice }, priority: noticePriority(notice) };
    await addDeliveries(tx, await inThread(tx, ctx, chat, [line]), [], ctx.now());
  }
}
