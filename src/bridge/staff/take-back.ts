import type { Refusal } from "../../core/refusal.ts";
import { lastAct, lastActBy } from "../../store/audit.ts";
import type { ConversationRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";
import { asBefore, saidSince, wasBefore } from "./was.ts";

/** `by`: the reaction that gave the order and is gone now. */
export interface Taken {
  what: "done" | "assigned";
  by: string;
}

/**
 * Undoes what a reaction did, if nothing happened to the chat since: nobody did anything and nobody said anything. A
 * reaction that did nothing (it was so already, or it was somebody else's) takes nothing back.
 */
export function takeBackAct(ctx: Context, actor: Actor, chatId: number, { what, by }: Taken): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat): Promise<Change | Refusal> => {
    const command = what === "done" ? "done" : "assign";
    const mine = await lastActBy(tx, { conversationId: chat.id, actor: actor.userId, by });
    const before = mine && wasBefore(mine.detail);
    if (!mine || !before || mine.act !== what || !isStill(chat, what, actor)) return { kind: "nothingToDo", command };
    const last = await lastAct(tx, chat.id);
    if (last?.id !== mine.id || saidSince(chat, before.was)) return { kind: "happenedSince", what };
    return { act: { kind: "undone", what }, set: asBefore(chat, before.was) };
  });
}

const isStill = (chat: ConversationRow, what: Taken["what"], actor: Actor): boolean =>
  what === "done" ? chat.status === "done" : chat.assigneeId === actor.userId;
