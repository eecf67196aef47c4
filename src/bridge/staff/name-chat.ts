import type { Refusal } from "../../core/refusal.ts";
import { cleanName, takeGraphemes } from "../../core/text.ts";
import { wellFormed } from "../../core/well-formed.ts";
import { patchConversation, refreshNames } from "../../store/conversations.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";

export const NAME_LENGTH = 60;

/** What staff call the customer among themselves; empty: what LINE says. */
export function nameChat(ctx: Context, actor: Actor, chatId: number, raw: string): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat): Promise<Change | Refusal> => {
    const name = givenName(raw);
    if (name === undefined) return { kind: "textTooLong", most: NAME_LENGTH };
    const staffName = name === "" ? null : name;
    if (chat.staffName === staffName) return { kind: "nothingToDo", command: "name" };
    // what it is looked for by is made from the name that stands in the row
    await patchConversation(tx, chat.id, { staffName });
    await refreshNames(tx, chat.id);
    return { act: { kind: "named", name: staffName }, set: { staffName } };
  });
}

/** Undefined: too long. */
export function givenName(raw: string): string | undefined {
  const name = cleanName(wellFormed(raw));
  return takeGraphemes(name, NAME_LENGTH) === name && name.length <= NAME_LENGTH * 4 ? name : undefined;
}
