/** A note is rewritten or deleted by whoever saw it as it is: what somebody else changed meanwhile is not written over. */
import type { Refusal } from "../../core/refusal.ts";
import { searchable } from "../../core/search.ts";
import type { Tx } from "../../store/client.ts";
import { deleteNote, findNote, patchNote } from "../../store/notes.ts";
import type { NoteRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";
import { noteText } from "./write-note.ts";

/** Which note, and its version as somebody saw it. */
export interface SeenNote {
  chat: number;
  note: string;
  version: number;
}

export type NoteChanged = Changed | { kind: "stale"; note: NoteRow };

export const versionOf = (note: Pick<NoteRow, "at" | "editedAt">): number => (note.editedAt ?? note.at).getTime();

export function editNote(ctx: Context, actor: Actor, seen: SeenNote, raw: string): Promise<NoteChanged> {
  return changeSeen(ctx, actor, seen, async (tx, note, now) => {
    const text = noteText(raw);
    if (typeof text !== "string") return text;
    if (text === note.text) return { kind: "nothingToDo", command: "notes" };
    // two edits within one millisecond are two versions all the same
    const editedAt = new Date(Math.max(now.getTime(), versionOf(note) + 1));
    await patchNote(tx, note.id, { text, search: searchable(text), editedAt });
    return { act: { kind: "noteEdited", text } };
  });
}

export function dropNote(ctx: Context, actor: Actor, seen: SeenNote): Promise<NoteChanged> {
  return changeSeen(ctx, actor, seen, async (tx, note) => {
    await deleteNote(tx, note.id);
    return { act: { kind: "noteDeleted" } };
  });
}

async function changeSeen(
  ctx: Context,
  actor: Actor,
  seen: SeenNote,
  change: (tx: Tx, note: NoteRow, now: Date) => Promise<Change | Refusal>,
): Promise<NoteChanged> {
  let stale: NoteRow | undefined;
  const changed = await changeChat(ctx, actor, seen.chat, async (tx, chat, now): Promise<Change | Refusal> => {
    const note = await findNote(tx, chat.id, seen.note);
    if (!note) return { kind: "gone" };
    if (versionOf(note) === seen.version) return change(tx, note, now);
    stale = note;
    return { kind: "nothingToDo", command: "notes" };
  });
  return stale ? { kind: "stale", note: stale } : changed;
}
