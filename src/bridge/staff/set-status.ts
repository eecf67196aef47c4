import type { Refusal } from "../../core/refusal.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";

/** Done: nobody waits any more. `elsewhere`: it was answered outside of Slack, so all words until now are answered. */
export function setStatus(
  ctx: Context,
  actor: Actor,
  chatId: number,
  { status, elsewhere }: { status: "open" | "done"; elsewhere: boolean },
): Promise<Changed> {
  return changeChat(ctx, actor, chatId, (_tx, chat, now): Promise<Change | Refusal> => {
    const command = status === "done" ? "done" : "reopen";
    const stillWaits = status === "done" ? chat.waitingSince !== null : chat.snoozedUntil !== null;
    if (chat.status === status && !stillWaits) return Promise.resolve({ kind: "nothingToDo", command });
    if (status === "open")
      return Promise.resolve({ act: { kind: "reopened" }, set: { status, doneAt: null, snoozedUntil: null } });
    const answered = elsewhere ? { answeredUntil: now } : {};
    const set = { status, doneAt: now, waitingSince: null, snoozedUntil: null, ...answered };
    return Promise.resolve({ act: { kind: "done", elsewhere }, set });
  });
}
