/** What is counted and listed about one chat or one account. */
import type { Tx } from "./client.ts";
import type { AuditRow, ThreadRow } from "./rows.ts";

export async function countMessages(tx: Tx, conversationId: number): Promise<{ customer: number; staff: number }> {
  const [row] = await tx.$queryRaw<{ customer: number; staff: number }[]>`
    SELECT count(*) FILTER (WHERE author = 'customer')::int AS customer,
      count(*) FILTER (WHERE author = 'staff' AND state = 'sent')::int AS staff
    FROM message WHERE conversation_id = ${conversationId}`;
  return row ?? { customer: 0, staff: 0 };
}

/** Newest first. */
export function threadsOf(tx: Tx, conversationId: number): Promise<ThreadRow[]> {
  return tx.thread.findMany({ where: { conversationId, ts: { not: null } }, orderBy: { openedAt: "desc" } });
}

/** Newest first. */
export function newestActs(tx: Tx, conversationId: number, most: number): Promise<AuditRow[]> {
  return tx.audit.findMany({ where: { conversationId }, orderBy: [{ at: "desc" }, { id: "desc" }], take: most });
}

/** Answers that went by reply token, which LINE does not bill. */
export async function countFreeReplies(tx: Tx, accountId: number, since: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM attempt a JOIN lane l ON l.id = a.lane_id
    WHERE l.account_id = ${accountId} AND a.kind = 'reply' AND a.status = 'done' AND a.ended_at >= ${since}`;
  return row?.count ?? 0;
}
