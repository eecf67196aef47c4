/**
 * A call is not made any more once somebody answered, or a direct one once somebody else has the chat; and while an answer is
 * on its way it waits for what becomes of that.
 */
import { Payload } from "../core/delivery.ts";
import { isAboutWaiting } from "../core/notice.ts";
import { findConversation } from "../store/conversations.ts";
import { answerUnderWay, patchDeliveries } from "../store/deliveries.ts";
import type { DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";

const LOOK_AGAIN = 2_000;

/** True: it is looked at again in a moment. */
export async function putOff(ctx: Context, delivery: DeliveryRow): Promise<boolean> {
  const { id, kind, payload, conversationId } = delivery;
  if ((kind !== "notice" && kind !== "direct") || conversationId === null) return false;
  if (!isAboutWaiting(Payload[kind].parse(payload).notice)) return false;
  if (!(await answerUnderWay(ctx.db, conversationId))) return false;
  await patchDeliveries(ctx.db, [id], { notBefore: new Date(ctx.now().getTime() + LOOK_AGAIN) });
  return true;
}

/** Asked before a post is formed, and again before one that did not arrive is repeated. */
export async function isWanted(ctx: Context, delivery: DeliveryRow): Promise<boolean> {
  const { kind, payload, conversationId } = delivery;
  if (kind !== "notice" && kind !== "direct") return true;
  const { notice } = Payload[kind].parse(payload);
  if (!isAboutWaiting(notice)) return true;
  const chat = conversationId === null ? null : await findConversation(ctx.db, conversationId);
  if (chat === null || chat.waitingSince === null) return false;
  return kind === "notice" || chat.assigneeId === Payload.direct.parse(payload).user;
}
