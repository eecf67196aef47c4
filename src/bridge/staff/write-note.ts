import type { Refusal } from "../../core/refusal.ts";
import { searchable } from "../../core/search.ts";
import { cleanName } from "../../core/text.ts";
import { wellFormed } from "../../core/well-formed.ts";
import { insertNote } from "../../store/notes.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";

export const NOTE_LENGTH = 2_000;

/** What staff write down about a customer, for themselves: it never leaves. */
export function writeNote(ctx: Context, actor: Actor, chatId: number, text: string): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat, at): Promise<Change | Refusal> => {
    const note = noteText(text);
    if (typeof note !== "string") return note;
    await insertNote(tx, {
      id: ctx.newId(),
      conversationId: chat.id,
      text: note,
      search: searchable(note),
      authorId: actor.userId,
      authorName: actor.name,
      at,
    });
    return { act: { kind: "noted", text: note } };
  });
}

/** As it is kept; or why it cannot be. */
export function noteText(raw: string): string | Refusal {
  const text = wellFormed(raw).trim();
  if (text.length > NOTE_LENGTH) return { kind: "textTooLong", most: NOTE_LENGTH };
  return cleanName(text) === "" ? { kind: "usage", command: "note" } : text;
}
