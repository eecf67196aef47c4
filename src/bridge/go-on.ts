/**
 * A message is delivered anew after a question: what had gone of it is not said again, and what was decided about it
 * before holds, whatever was asked since.
 */
import { Payload } from "../core/delivery.ts";
import { Parts, textOf } from "../core/message.ts";
import { linkAtHead } from "../core/quote.ts";
import { goneBefore, lastFailed, patchDeliveries } from "../store/deliveries.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import type { Context } from "./context.ts";

export async function goOn(ctx: Context, delivery: DeliveryRow, message: MessageRow): Promise<DeliveryRow> {
  const set = { ...(await gone(ctx, delivery, message)), ...(await decided(ctx, delivery, message)) };
  if (Object.keys(set).length === 0) return delivery;
  const payload = { ...(delivery.payload as object), ...set };
  await patchDeliveries(ctx.db, [delivery.id], { payload });
  return { ...delivery, payload };
}

/** What had gone in part goes on where the delivery before this one ended, whatever led to this one. */
async function gone(ctx: Context, delivery: DeliveryRow, { id, sentText }: MessageRow): Promise<object | undefined> {
  const { from } = Payload.reply.parse(delivery.payload);
  return from > 0 || sentText === null ? undefined : goneBefore(ctx.db, id);
}

/**
 * Files stay left out until somebody has them tried again: others than those named are never left out by that. Without the
 * quote it goes as long as the same link stands there.
 */
async function decided(ctx: Context, delivery: DeliveryRow, message: MessageRow): Promise<object | undefined> {
  const own = Payload.reply.parse(delivery.payload);
  // what nobody was asked about is the first of its message
  const isFirst = own.confirmedBy === undefined && message.editedAt === null;
  if (own.without !== undefined || isFirst) return undefined;
  const failed = await lastFailed(ctx.db, message.id);
  if (failed === undefined) return undefined;
  const before = Payload.reply.parse(failed);
  const without = own.withoutFailed === false ? [] : [...(before.without ?? []), ...leftOut(own, before)];
  const link = linkAtHead(textOf(Parts.parse(message.parts)));
  const unquoted = own.unquoted ?? (before.unquoted === true && before.link === link);
  return { without, ...(unquoted ? { unquoted, link } : {}) };
}

type Reply = ReturnType<typeof Payload.reply.parse>;

const leftOut = (own: Reply, before: Reply): string[] => (own.withoutFailed ? (before.failed ?? []) : []);
