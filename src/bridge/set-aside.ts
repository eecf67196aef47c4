/** Words that do not go now: the thread says why, and what can be done. Nothing staff write ends in silence. */

import type { Mark } from "../core/decision.ts";
import { Payload, PRIORITY } from "../core/delivery.ts";
import { sketchOf } from "../core/desk-file.ts";
import { Parts, textOf } from "../core/message.ts";
import { choicesFor, isOfUnsent, type Notice, noticePriority } from "../core/notice.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { lockConversations } from "../store/conversations.ts";
import { heldReplies, patchDeliveries } from "../store/deliveries.ts";
import { deskLane } from "../store/lanes.ts";
import { messagesById, patchMessages } from "../store/messages.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import { addDeliveries, type DraftDelivery, wentOf } from "./draft.ts";

/** What a question about it shows: its words, as far as they were found out, and its files. */
export function shownWords({ parts: stored, sentText }: Pick<MessageRow, "parts" | "sentText">): string {
  const parts = Parts.parse(stored);
  return sketchOf(sentText ?? textOf(parts), parts);
}

export async function setAside(
  ctx: Context,
  deliveries: DeliveryRow[],
  messages: MessageRow[],
  notice: Notice,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await lockConversations(
      tx,
      deliveries.flatMap((delivery) => delivery.conversationId ?? []),
    );
    await setAsideIn(tx, ctx, deliveries, messages, notice);
  });
  for (const delivery of deliveries) {
    ctx.meter.failed("line", notice.kind);
    ctx.log.warn({ conversationId: delivery.conversationId, deliveryId: delivery.id, notice: notice.kind }, "not sent");
  }
}

export async function setAsideIn(
  tx: Tx,
  ctx: Context,
  deliveries: DeliveryRow[],
  messages: MessageRow[],
  notice: Notice,
): Promise<void> {
  const now = ctx.now();
  const asks = notice.kind.startsWith("ask");
  const set = { status: "failed", trouble: notice.kind, doneAt: now };
  await patchDeliveries(
    tx,
    deliveries.map((delivery) => delivery.id),
    set,
  );
  await patchMessages(
    tx,
    messages.map((message) => message.id),
    { state: asks ? "asked" : "failed", reason: notice.kind },
  );
  const said = withWent(notice, deliveries, messages);
  const told = messages.slice(0, 1).flatMap((message) => tell(ctx, message, messages, said, now));
  // where they are seen may have become known only now
  const placed = await messagesById(
    tx,
    messages.map((message) => message.id),
  );
  const marks = placed.flatMap((message) =>
    markStaffMessage(ctx, { message, deliveries }, asks ? "asked" : "failed", now),
  );
  await addDeliveries(tx, [...told, ...marks], [], now);
}

/** What is not sent may be the rest of something. */
function withWent(notice: Notice, deliveries: DeliveryRow[], messages: MessageRow[]): Notice {
  if (!isOfUnsent(notice)) return notice;
  const parts = deliveries.map(({ payload }) => Payload.reply.parse(payload).from);
  const went = Math.max(...parts, ...messages.map(wentOf));
  return went > 0 ? { ...notice, went } : notice;
}

function tell(ctx: Context, message: MessageRow, all: MessageRow[], notice: Notice, now: Date): DraftDelivery[] {
  const { accountId, conversationId, threadId, deskChannel, staffId } = message;
  if (!deskChannel) return [];
  if (notice.kind === "notSentForgotten") {
    // the thread is gone, or what is left of it: nothing more is posted there
    const direct = { kind: "direct", payload: { user: staffId ?? "", notice }, priority: PRIORITY.whisper };
    return [{ ...aside(ctx, deskLane(deskChannel), now), ...direct }];
  }
  const subject = choicesFor(notice).length > 0 ? { subject: all.map((each) => each.id).join(",") } : {};
  const set = { accountId, conversationId, threadId, priority: noticePriority(notice) };
  return [{ ...aside(ctx, deskLane(deskChannel), now), ...set, kind: "notice", payload: { notice, ...subject } }];
}

/** The mark on a staff message says how it stands; the one that said it was held is taken away. */
export function markStaffMessage(
  ctx: Context,
  { message, deliveries }: { message: MessageRow; deliveries: DeliveryRow[] },
  mark: Mark,
  now: Date,
): DraftDelivery[] {
  const { accountId, conversationId, deskChannel: channel, deskTs: ts, id: messageId } = message;
  if (!channel || !ts) return [];
  const base = { ...aside(ctx, deskLane(channel), now), accountId, conversationId, messageId, kind: "mark" };
  const shown = { ...base, payload: { channel, ts, mark, shown: true }, priority: PRIORITY.mark };
  // what a person confirmed was not held again
  const held = deliveries.some((each) => each.messageId === messageId && each.priority === PRIORITY.words);
  if (ctx.settings.holdSeconds === 0 || !held) return [shown];
  const payload = { channel, ts, mark: "held", shown: false };
  return [shown, { ...base, id: ctx.newId(), payload, priority: PRIORITY.unmark }];
}

/** A message that was on its way before it could be seen: its mark says how it stands by now. */
export async function markPlaced(tx: Tx, ctx: Context, message: MessageRow, now: Date): Promise<DraftDelivery[]> {
  const mark = (shown: Mark): DraftDelivery[] => markStaffMessage(ctx, { message, deliveries: [] }, shown, now);
  switch (message.state) {
    case "sent":
    case "cancelled":
    case "asked":
    case "failed":
      return mark(message.state);
    case "held": {
      // what a person confirmed is not held
      const held = (await heldReplies(tx, [message.conversationId])).find((each) => each.messageId === message.id);
      return ctx.settings.holdSeconds > 0 && held?.priority === PRIORITY.words ? mark("held") : [];
    }
    default:
      return [];
  }
}
