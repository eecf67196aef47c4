import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { changeChat, type Changed } from "./change.ts";

/** Puts a chat off: it comes back then (`bridge/wake-chats.ts`) or when the customer writes (the rule book). */
export function snoozeChat(ctx: Context, actor: Actor, chatId: number, until: Date): Promise<Changed> {
  return changeChat(ctx, actor, chatId, (_tx, chat) => {
    // what is to come back is not done
    const set = { snoozedUntil: until, ...(chat.status === "done" ? { status: "open", doneAt: null } : {}) };
    return Promise.resolve({ act: { kind: "snoozed", until: until.toISOString() }, set });
  });
}
