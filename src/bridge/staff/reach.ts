/**
 * Would words arrive? LINE takes a push for anybody and says nothing when it is thrown away, so what is known of the
 * customer decides what must be said before.
 */
import { findContactOf } from "../../store/contacts.ts";
import type { ConversationRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";

/** known: a friend, or wrote within LINE's 7 days. gone: LINE said that nobody there can be reached. */
export type Reach = "known" | "unknown" | "gone";

const WEEK = 7 * 24 * 3_600_000;

export async function reachOf(ctx: Context, chat: ConversationRow): Promise<Reach> {
  if (chat.kind !== "user") return "known";
  const contact = await findContactOf(ctx.db, chat.accountId, chat.lineId);
  if (contact?.friendship === "friend") return "known";
  if (contact?.friendship === "not") return "gone";
  const silent = chat.lastCustomerAt === null || ctx.now().getTime() - chat.lastCustomerAt.getTime() > WEEK;
  return silent ? "unknown" : "known";
}
