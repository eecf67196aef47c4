/** A call is not made any more once somebody answered, or a direct one once somebody else has the chat. */
import { Payload } from "../core/delivery.ts";
import { isAboutWaiting } from "../core/notice.ts";
import { findConversation } from "../store/conversations.ts";
import type { DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";

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
