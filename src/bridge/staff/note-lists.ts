import { countNotes, findNote, notesOf } from "../../store/notes.ts";
import type { NoteRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";

export type Note = NoteRow;

/** A page of a chat's notes, the newest first; a page that is there no more is the last one. */
export async function chatNotes(
  ctx: Context,
  chat: number,
  wanted: { page: number; size: number },
): Promise<{ notes: Note[]; page: number; count: number }> {
  const count = await countNotes(ctx.db, chat);
  const page = Math.max(0, Math.min(wanted.page, Math.ceil(count / wanted.size) - 1));
  return { notes: await notesOf(ctx.db, chat, { skip: page * wanted.size, take: wanted.size }), page, count };
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function chatNote(ctx: Context, chat: number, id: string): Promise<Note | null> {
  return ID.test(id) ? findNote(ctx.db, chat, id) : null;
}
