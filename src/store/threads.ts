import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { ThreadRow } from "./rows.ts";
import { columnsOf, insertRows } from "./sql.ts";

export type NewThread = Pick<ThreadRow, "id" | "conversationId" | "channel" | "openedAt">;

export function insertThreads(tx: Tx, threads: NewThread[]): Promise<void> {
  return insertRows(tx, "thread", ["id", "conversationId", "channel", "openedAt"], threads);
}

export async function findThread(tx: Tx, id: string): Promise<ThreadRow | null> {
  return (await threadsById(tx, [id]))[0] ?? null;
}

const COLUMNS = columnsOf(Prisma.ThreadScalarFieldEnum, "t");

/** The threads that these Slack roots are, for the events that name them. */
export async function threadsAt(tx: Tx, places: { channel: string; ts: string }[]): Promise<ThreadRow[]> {
  if (places.length === 0) return [];
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM thread t
    JOIN json_to_recordset(${JSON.stringify(places)}::json) AS w(channel text, ts text) ON t.channel = w.channel AND t.ts = w.ts`;
}

export function threadBefore(tx: Tx, thread: ThreadRow): Promise<ThreadRow | null> {
  return tx.thread.findFirst({
    where: { conversationId: thread.conversationId, openedAt: { lt: thread.openedAt }, ts: { not: null } },
    orderBy: { openedAt: "desc" },
  });
}

export async function patchThread(
  tx: Tx,
  id: string,
  set: Partial<Omit<ThreadRow, "id" | "conversationId">>,
): Promise<void> {
  await tx.thread.update({ where: { id }, data: set });
}

/** Threads where staff may have written while we were away: those that wait first, then the most recently alive. */
export function activeThreads(tx: Tx, since: Date, limit: number): Promise<ThreadRow[]> {
  return tx.thread.findMany({
    where: { ts: { not: null }, lost: false, conversation: { lastMessageAt: { gte: since } } },
    orderBy: [
      { conversation: { waitingSince: { sort: "asc", nulls: "last" } } },
      { conversation: { lastMessageAt: "desc" } },
    ],
    take: limit,
  });
}

export async function threadsById(tx: Tx, ids: string[]): Promise<ThreadRow[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`SELECT ${COLUMNS} FROM thread t WHERE id = ANY(${ids}::uuid[])`;
}
