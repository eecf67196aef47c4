import type { Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";

/** What comes from now on is stored and not shown, and nobody waits; spam leaves the lists, too. */
export function muteChat(ctx: Context, actor: Actor, chatId: number, as: "muted" | "spam"): Promise<Changed> {
  return changeChat(ctx, actor, chatId, (_tx, chat, now): Promise<Change | Refusal> => {
    const command = as === "spam" ? "spam" : "mute";
    if (chat.muted === as) return Promise.resolve({ kind: "nothingToDo", command });
    // from the first time on: a muted chat that turns out to be spam was muted all the while
    const mutedAt = chat.muted === "no" ? now : chat.mutedAt;
    const set = { muted: as, mutedAt, waitingSince: null, snoozedUntil: null };
    return Promise.resolve({ act: { kind: as === "spam" ? "spammed" : "muted" }, set });
  });
}
