import { staffSince } from "../../store/messages.ts";
import { findStaff } from "../../store/staff.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

/** Names of others who wrote to the customer of this chat since then. */
export async function answeredSince(ctx: Context, actor: Actor, chat: number, since: Date): Promise<string[]> {
  const ids = await staffSince(ctx.db, { conversationId: chat, since, notBy: actor.userId });
  return Promise.all(ids.map(async (id) => (await findStaff(ctx.db, id))?.name ?? id));
}
