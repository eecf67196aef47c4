/** People have a chat: the machine is quiet in it, until then or until somebody gives it back. */
import { manualNow } from "../../core/machine.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { changeChat, type Changed } from "./change.ts";

/** `until`: null, until it is given back. */
export function makeManual(ctx: Context, actor: Actor, chatId: number, until: Date | null): Promise<Changed> {
  return changeChat(ctx, actor, chatId, (_tx, chat) => {
    if (until === null && chat.manual) return Promise.resolve({ kind: "nothingToDo", command: "manual" });
    return Promise.resolve({
      act: { kind: "madeManual", until: until?.toISOString() ?? null },
      set: { manual: until === null, manualUntil: until },
    });
  });
}

export function makeAutomatic(ctx: Context, actor: Actor, chatId: number): Promise<Changed> {
  return changeChat(ctx, actor, chatId, (_tx, chat, now) =>
    Promise.resolve(
      manualNow(chat, now)
        ? { act: { kind: "madeAutomatic" }, set: { manual: false, manualUntil: null } }
        : { kind: "nothingToDo", command: "manual" },
    ),
  );
}
