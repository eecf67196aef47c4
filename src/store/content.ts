/** Pictures, videos, audio and files; their bytes lie in the content store under the row's id. */
import type { Tx } from "./client.ts";
import type { ContentRow } from "./rows.ts";

export type ContentState = "wanted" | "kept" | "gone" | "tooBig" | "failed" | "erased" | "retired";

export type NewContent = Pick<
  ContentRow,
  "id" | "accountId" | "conversationId" | "messageId" | "part" | "origin" | "originId" | "kind" | "name" | "bytes"
>;

export async function insertContents(tx: Tx, contents: NewContent[]): Promise<void> {
  if (contents.length > 0) await tx.content.createMany({ data: contents });
}

export async function findContent(tx: Tx, id: string): Promise<ContentRow | null> {
  return tx.content.findUnique({ where: { id } });
}

/** Only when its bytes are to be had. */
export async function keptContent(tx: Tx, id: string): Promise<ContentRow | null> {
  return tx.content.findFirst({ where: { id, state: "kept" } });
}

/** In the order of the messages given, and of the parts within. */
export async function contentsOf(tx: Tx, messageIds: string[]): Promise<ContentRow[]> {
  if (messageIds.length === 0) return [];
  const rows = await tx.content.findMany({ where: { messageId: { in: messageIds } }, orderBy: { part: "asc" } });
  return rows.toSorted((a, b) => messageIds.indexOf(a.messageId ?? "") - messageIds.indexOf(b.messageId ?? ""));
}

type ContentSet = Partial<Pick<ContentRow, "type" | "name" | "bytes" | "reason" | "deskFile">> & {
  state?: ContentState;
};

/** False when it is not as `expected` any more: taken back, or done by somebody else. */
export async function patchContent(tx: Tx, id: string, expected: ContentState, set: ContentSet): Promise<boolean> {
  const { count } = await tx.content.updateMany({ where: { id, state: expected }, data: set });
  return count === 1;
}

/** Their names say something, too. Returns what they were. */
export async function eraseContents(tx: Tx, messageIds: string[]): Promise<ContentRow[]> {
  const rows = await contentsOf(tx, messageIds);
  const set = { state: "erased", name: null, reason: null };
  await tx.content.updateMany({ where: { messageId: { in: messageIds } }, data: set });
  return rows;
}

/** Which of these keys still have a row that needs their bytes. */
export async function neededKeys(tx: Tx, keys: string[]): Promise<Set<string>> {
  const rows = await tx.content.findMany({
    where: { id: { in: keys }, state: { in: ["wanted", "kept"] } },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}

/**
 * Of customers, and as old as that, a few at once. What is still on its way into the thread is needed, however old; so is
 * what Slack may have put into the wrong place. The rows stay, and say that there was a file.
 */
export async function retireOld(tx: Tx, before: Date, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE content SET state = 'retired' WHERE id IN (
      SELECT c.id FROM content c
      WHERE c.state = 'kept' AND c.created_at <= ${before} AND c.origin = 'line' AND NOT EXISTS (
        SELECT FROM delivery d
        WHERE d.conversation_id = c.conversation_id AND d.status IN ('pending', 'trying')
          AND ((d.message_id = c.message_id AND d.kind IN ('fetch', 'share')) OR d.kind = 'locate'))
      LIMIT ${most} FOR UPDATE OF c SKIP LOCKED)
    AND state = 'kept' RETURNING id`;
  return rows.map(({ id }) => id);
}
