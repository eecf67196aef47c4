import type { Refusal } from "../../core/refusal.ts";
import { PlatformError } from "../../errors.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Assignee, assigneeById, assigneeByName } from "./assignees.ts";
import { type Change, changeChat, type Changed } from "./change.ts";
import type { Chat } from "./which-chat.ts";

export type Wanted =
  | { kind: "me" }
  | { kind: "nobody" }
  | { kind: "person"; id: string }
  /** The beginning of what they are called in Slack. */
  | { kind: "named"; name: string };

/** Says whose chat it is. Whoever is given it by somebody else is called once, in the thread. */
export async function assignChat(ctx: Context, actor: Actor, chat: Chat, wanted: Wanted): Promise<Changed> {
  const asked = await whoIsMeant(ctx, actor, chat, wanted);
  if (asked.kind === "refused") return asked;
  const { to } = asked;
  return changeChat(ctx, actor, chat.id, (_tx, now): Promise<Change | Refusal> => {
    if (now.assigneeId === (to?.id ?? null)) return Promise.resolve({ kind: "nothingToDo", command: "assign" });
    const mentions = to !== null && to.id !== actor.userId;
    const how = mentions ? ("called" as const) : ("took" as const);
    const act = { kind: "assigned" as const, to, ...(to === null ? {} : { how }) };
    return Promise.resolve({ act, set: { assigneeId: to?.id ?? null }, mentions });
  });
}

type Meant = { kind: "meant"; to: Assignee | null } | { kind: "refused"; refusal: Refusal };

async function whoIsMeant(ctx: Context, actor: Actor, chat: Chat, wanted: Wanted): Promise<Meant> {
  if (wanted.kind === "nobody") return { kind: "meant", to: null };
  const account = ctx.account(chat.accountId);
  if (!account) return { kind: "refused", refusal: { kind: "chatNotFound", chat: String(chat.id) } };
  try {
    const found =
      wanted.kind === "named"
        ? await assigneeByName(ctx, account, wanted.name)
        : await assigneeById(ctx, account, wanted.kind === "me" ? actor.userId : wanted.id);
    return found.kind === "found" ? { kind: "meant", to: found.person } : found;
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ conversationId: chat.id, err: cause }, "Slack does not say whether this person may have a chat");
    return { kind: "refused", refusal: { kind: "slackAway" } };
  }
}
