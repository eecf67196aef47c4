/** Files of staff that are made ready for customers: rows of `content` that came from the desk. */
import type { FileTrouble } from "../core/desk-file.ts";
import type { Tx } from "./client.ts";
import type { ContentRow } from "./rows.ts";

const FROM_DESK = "slack";

export type OutgoingFile = Pick<ContentRow, "id" | "accountId" | "conversationId" | "messageId" | "part" | "name"> & {
  previewId: string;
  deskFile: string;
  keepUntil: Date;
};

/** Its row, and that of its small picture: whoever tidies up knows from now on that their bytes are needed. */
export async function wantFile(tx: Tx, file: OutgoingFile): Promise<ContentRow> {
  const { previewId, deskFile, ...rest } = file;
  const common = { ...rest, origin: FROM_DESK, originId: deskFile, state: "wanted" };
  await tx.content.create({ data: { ...common, id: previewId, kind: "preview" } });
  return tx.content.create({ data: { ...common, previewId, kind: "file" } });
}

/** The files of a message, by the desk's id; a file that was tried twice is there once. */
export async function filesOfMessage(tx: Tx, messageId: string): Promise<Map<string, ContentRow>> {
  const where = { messageId, origin: FROM_DESK, kind: { not: "preview" } };
  const rows = await tx.content.findMany({ where, orderBy: { createdAt: "asc" } });
  return new Map(rows.map((row) => [row.originId ?? "", row]));
}

/** Of files that are to be made ready; a customer may be forgotten meanwhile. */
const OPEN = { in: ["wanted", "failed"] };

/** Null: its time is over, and what was made is not needed. */
export async function fileMade(
  tx: Tx,
  row: ContentRow,
  made: Pick<ContentRow, "kind" | "type" | "bytes" | "milliseconds" | "name">,
  preview: { type: string; bytes: number } | undefined,
): Promise<ContentRow | null> {
  const data = { ...made, state: "kept", reason: null, previewId: preview ? row.previewId : null };
  const { count } = await tx.content.updateMany({ where: { id: row.id, state: OPEN }, data });
  if (count === 0) return null;
  if (row.previewId !== null) {
    const set = preview ? { ...preview, state: "kept" } : { state: "gone" };
    await tx.content.updateMany({ where: { id: row.previewId, state: OPEN }, data: set });
  }
  return { ...row, ...data };
}

/** Its bytes are gone, or those of its small picture: it is made once more. */
export async function fileLost(tx: Tx, { id, previewId }: ContentRow): Promise<void> {
  const ids = previewId === null ? [id] : [id, previewId];
  await tx.content.updateMany({ where: { id: { in: ids }, state: "kept" }, data: { state: "wanted" } });
}

export async function fileFailed(tx: Tx, id: string, trouble: FileTrouble): Promise<void> {
  await tx.content.updateMany({ where: { id, state: OPEN }, data: { state: "failed", reason: trouble.kind } });
}

/** Whatever became of its bytes: from now on staff know of it. */
export async function fileExpired(tx: Tx, id: string): Promise<void> {
  await tx.content.updateMany({ where: { id }, data: { reason: "expired" satisfies FileTrouble["kind"] } });
}

/** Links that are made now live until then, and so do the bytes behind them. False: one of them is not kept any more. */
export async function keepUntil(tx: Tx, ids: string[], until: Date): Promise<boolean> {
  const { count } = await tx.content.updateMany({
    where: { id: { in: ids }, state: "kept" },
    data: { keepUntil: until },
  });
  return count === ids.length;
}

/**
 * What nothing leads to any more, a few at once. The rows stay: a press on an old question learns from them that the time
 * is over.
 */
export async function retireSome(tx: Tx, now: Date, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE content SET state = 'retired' WHERE id IN (
      SELECT id FROM content WHERE keep_until <= ${now} AND origin = ${FROM_DESK} AND state IN ('wanted', 'kept', 'failed', 'gone')
      LIMIT ${most} FOR UPDATE SKIP LOCKED)
    AND keep_until <= ${now} RETURNING id`;
  return rows.map(({ id }) => id);
}

/** True the first time only. */
export async function noteOpened(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.content.updateMany({ where: { id, openedAt: null }, data: { openedAt: now } });
  return count === 1;
}
