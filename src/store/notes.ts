import type { Tx } from "./client.ts";
import type { NoteRow } from "./rows.ts";

export function newestNote(tx: Tx, conversationId: number): Promise<NoteRow | null> {
  return tx.note.findFirst({ where: { conversationId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
}
