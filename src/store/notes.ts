import type { Tx } from "./client.ts";
import type { NoteRow } from "./rows.ts";

/** Notes of one moment keep an order, so that pages do not overlap. */
const NEWEST = [{ at: "desc" }, { id: "desc" }] as const;

export function newestNote(tx: Tx, conversationId: number): Promise<NoteRow | null> {
  return tx.note.findFirst({ where: { conversationId }, orderBy: [...NEWEST] });
}

export function notesOf(tx: Tx, conversationId: number, page: { skip: number; take: number }): Promise<NoteRow[]> {
  return tx.note.findMany({ where: { conversationId }, orderBy: [...NEWEST], ...page });
}

export function countNotes(tx: Tx, conversationId: number): Promise<number> {
  return tx.note.count({ where: { conversationId } });
}

/** Of this chat, for the number of a note says nothing about who may read it. */
export function findNote(tx: Tx, conversationId: number, id: string): Promise<NoteRow | null> {
  return tx.note.findFirst({ where: { id, conversationId } });
}

export async function insertNote(tx: Tx, note: Omit<NoteRow, "editedAt">): Promise<void> {
  await tx.note.create({ data: note });
}

export async function patchNote(tx: Tx, id: string, set: Pick<NoteRow, "text" | "search" | "editedAt">): Promise<void> {
  await tx.note.update({ where: { id }, data: set });
}

export async function deleteNote(tx: Tx, id: string): Promise<void> {
  await tx.note.delete({ where: { id } });
}
