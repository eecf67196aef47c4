import { PRIORITY } from "../core/delivery.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { DeliveryRow } from "./rows.ts";
import { columnsOf, insertRows } from "./sql.ts";

export interface NewDelivery {
  id: string;
  laneId: number;
  accountId: number | null;
  conversationId: number | null;
  threadId: string | null;
  messageId: string | null;
  kind: string;
  payload: Prisma.InputJsonValue;
  priority: number;
  notBefore: Date;
  orderAt: Date;
  mergeKey: string | null;
}

const NEW = [
  "id",
  "laneId",
  "accountId",
  "conversationId",
  "threadId",
  "messageId",
  "kind",
  "payload",
  "priority",
  "notBefore",
  "orderAt",
  "mergeKey",
] as const satisfies (keyof NewDelivery)[];

/**
 * One that would say the same as one that still waits (same merge key) is left out. The one that waits is locked: who
 * delivers it must not look before what we have changed can be seen.
 */
export function insertDeliveries(tx: Tx, deliveries: NewDelivery[]): Promise<void> {
  const first = new Map(deliveries.toReversed().map((delivery) => [delivery.mergeKey ?? delivery.id, delivery]));
  const each = deliveries.filter((delivery) => first.get(delivery.mergeKey ?? delivery.id) === delivery);
  return insertRows(
    tx,
    "delivery",
    NEW,
    each,
    Prisma.sql`ON CONFLICT (merge_key) DO UPDATE SET merge_key = EXCLUDED.merge_key`,
  );
}

const COLUMNS = columnsOf(Prisma.DeliveryScalarFieldEnum, "d");

/** What waits for the messenger in this lane and may go now, oldest first. */
export function dueReplies(tx: Tx, laneId: number, now: Date, limit: number): Promise<DeliveryRow[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM delivery d WHERE lane_id = ${laneId} AND status = 'pending' AND not_before <= ${now}
    ORDER BY order_at, id LIMIT ${limit}`;
}

export async function nextDue(tx: Tx, laneId: number): Promise<Date | null> {
  const row = await tx.delivery.findFirst({
    where: { laneId, status: "pending" },
    orderBy: { notBefore: "asc" },
    select: { notBefore: true },
  });
  return row?.notBefore ?? null;
}

export function deliveriesOf(tx: Tx, attemptId: string, status = "trying"): Promise<DeliveryRow[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM delivery d WHERE attempt_id = ${attemptId}::uuid AND status = ${status} ORDER BY order_at, id`;
}

/** Still pending, and locked until the transaction ends. */
export async function lockPending(tx: Tx, ids: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM delivery WHERE id = ANY(${ids}::uuid[]) AND status = 'pending' ORDER BY id FOR NO KEY UPDATE`;
  return rows.map((row) => row.id);
}

export async function patchDeliveries(
  tx: Tx,
  ids: string[],
  set: Prisma.DeliveryUncheckedUpdateManyInput,
): Promise<void> {
  if (ids.length > 0) await tx.delivery.updateMany({ where: { id: { in: ids } }, data: set });
}

/** Who joined or left a group, of a line that says it. */
export async function dropMemberIds(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE delivery SET payload = payload #- '{notice,ids}' WHERE id = ${id}::uuid`;
}

/** What of a message has gone by deliveries that ended before all of it had; as in the payload of a reply. */
export async function goneBefore(tx: Tx, messageId: string): Promise<{ from: number; gone?: string[] } | undefined> {
  const [row] = await tx.$queryRaw<{ from: number; gone: string[] | null }[]>`
    SELECT (payload->>'from')::int AS from, payload->'gone' AS gone FROM delivery
    WHERE message_id = ${messageId}::uuid AND kind = 'reply' AND status IN ('failed', 'cancelled')
      AND (payload->>'from')::int > 0
    ORDER BY 1 DESC LIMIT 1`;
  return row && { from: row.from, ...(row.gone ? { gone: row.gone } : {}) };
}

/** The payload of the reply that was put aside last: what was decided about its message until then. */
export async function lastFailed(tx: Tx, messageId: string): Promise<unknown> {
  const where = { messageId, kind: "reply", status: "failed" };
  const row = await tx.delivery.findFirst({ where, orderBy: [{ doneAt: "desc" }, { id: "desc" }] });
  return row?.payload;
}

/** The desk's ids of the files that have gone to the customer or are on their way, by the message that they belong to. */
export async function filesGone(tx: Tx, messageIds: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ id: string; files: string[] }[]>`
    SELECT d.message_id AS id, array_agg(f.file) AS files
    FROM delivery d
    LEFT JOIN attempt a ON a.id = d.attempt_id AND a.status IN ('started', 'done')
    CROSS JOIN LATERAL jsonb_array_elements_text(
      coalesce(d.payload->'gone', '[]') ||
      coalesce(
        jsonb_path_query_first(a.body, '$.covers[*] ? (@.deliveryId == $id).files', jsonb_build_object('id', d.id)),
        '[]')) AS f(file)
    WHERE d.message_id = ANY(${messageIds}::uuid[]) AND d.kind = 'reply'
    GROUP BY d.message_id`;
  return new Map(rows.map(({ id, files }) => [id, files]));
}

/** Whose it was and what it said. */
export async function forgetAutomatic(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH ended AS (UPDATE delivery SET payload = '{}'::jsonb WHERE id = ANY(${ids}::uuid[]) RETURNING attempt_id)
    UPDATE attempt SET body = '{"erased": true}'::jsonb FROM ended WHERE attempt.id = ended.attempt_id`;
}

/** Staff words that are still held. */
export function heldReplies(tx: Tx, conversationIds: number[]): Promise<DeliveryRow[]> {
  if (conversationIds.length === 0) return Promise.resolve([]);
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM delivery d
    WHERE conversation_id = ANY(${conversationIds}::int[]) AND status = 'pending' AND kind = 'reply'`;
}

/** Staff have written to a customer who waits, and it has not gone yet. */
export async function answerUnderWay(tx: Tx, conversationId: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM delivery d JOIN conversation c ON c.id = d.conversation_id JOIN message m ON m.id = d.message_id
    WHERE d.conversation_id = ${conversationId} AND d.status IN ('pending', 'trying') AND d.kind = 'reply'
      AND m.at >= c.waiting_since LIMIT 1`;
  return rows.length > 0;
}

/** The ways in which a message is said, and what must come first. */
const SAYS = ["say", "share", "fetch"];

/** What was not begun yet is not said any more. */
export async function cancelPending(tx: Tx, messageIds: string[], kind: "reply" | "say"): Promise<void> {
  if (messageIds.length === 0) return;
  await tx.delivery.updateMany({
    where: { messageId: { in: messageIds }, kind: kind === "say" ? { in: SAYS } : kind, status: "pending" },
    data: { status: "cancelled" },
  });
}

/** All that is held in a conversation goes at the same moment; what a person confirmed goes at once. */
export async function holdReplies(tx: Tx, conversationId: number, until: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET not_before = ${until}
    WHERE conversation_id = ${conversationId} AND status = 'pending' AND kind = 'reply' AND priority = ${PRIORITY.words}`;
}

const CLASSES: number[][] = [
  [PRIORITY.words, PRIORITY.failure, PRIORITY.mention, PRIORITY.quiet],
  [PRIORITY.whisper],
  [PRIORITY.card],
  [PRIORITY.mark],
  [PRIORITY.unmark],
];

/** Words wait this long for a picture that came before them; for one that takes longer they do not. */
const PATIENCE = 30_000;

/**
 * The best candidate of every class of calls at the desk, the most urgent class first. Words for a thread whose head card
 * is not there yet wait for it, and words of a conversation never overtake earlier ones that must wait a little.
 *
 * One look per priority: each is a walk along the index that ends at its first hit, however many wait.
 */
export async function deskCandidates(tx: Tx, laneId: number, now: Date): Promise<DeliveryRow[]> {
  const looks = CLASSES.flat().map(
    (priority) => Prisma.sql`(
      SELECT ${COLUMNS} FROM delivery d
      WHERE d.lane_id = ${laneId} AND d.status = 'pending' AND d.priority = ${Prisma.raw(String(priority))} AND d.not_before <= ${now}
        AND (d.kind = 'open' OR d.thread_id IS NULL OR EXISTS (SELECT FROM thread t WHERE t.id = d.thread_id AND t.ts IS NOT NULL))
        AND (d.kind NOT IN ('say', 'share') OR NOT EXISTS (
          SELECT FROM delivery e WHERE e.conversation_id = d.conversation_id AND e.status = 'pending' AND e.lane_id = d.lane_id
          AND e.kind IN ('say', 'share') AND (e.order_at, e.id) < (d.order_at, d.id)
          AND e.not_before > ${now} AND e.not_before < ${new Date(now.getTime() + PATIENCE)}))
      ORDER BY d.order_at, d.id LIMIT 1)`,
  );
  const best = await tx.$queryRaw<DeliveryRow[]>`${Prisma.join(looks, " UNION ALL ")}`;
  const of = (priority: number): DeliveryRow | undefined => best.find((row) => row.priority === priority);
  return CLASSES.flatMap((priorities) => priorities.flatMap((priority) => of(priority) ?? []).slice(0, 1));
}

/** The words that can share a post with `first`: of the same conversation, waiting, in order, with no picture between them. */
export function wordsAfter(tx: Tx, first: DeliveryRow, now: Date, limit: number): Promise<DeliveryRow[]> {
  const { laneId, conversationId, threadId } = first;
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM delivery d
    WHERE conversation_id = ${conversationId} AND status = 'pending' AND kind = 'say' AND lane_id = ${laneId}
      AND thread_id = ${threadId}::uuid AND not_before <= ${now}
      AND NOT EXISTS (
        SELECT FROM delivery e WHERE e.conversation_id = ${conversationId} AND e.status = 'pending' AND e.kind = 'share'
        AND (e.order_at, e.id) < (d.order_at, d.id) AND e.not_before < ${new Date(now.getTime() + PATIENCE)})
    ORDER BY order_at, id LIMIT ${limit}`;
}

export async function countPending(tx: Tx): Promise<{ side: string; count: number }[]> {
  const rows = await tx.$queryRaw<{ side: string; count: bigint }[]>`
    SELECT l.side, count(*) AS count FROM delivery d JOIN lane l ON l.id = d.lane_id
    WHERE d.status IN ('pending', 'trying') GROUP BY l.side`;
  return rows.map((row) => ({ side: row.side, count: Number(row.count) }));
}

/** What was to be said in a thread that is gone is said in the one that replaces it. */
export async function moveDeliveries(tx: Tx, fromThread: string, toThread: string): Promise<void> {
  await tx.delivery.updateMany({
    where: { threadId: fromThread, status: "pending", kind: { in: ["say", "share", "notice", "whisper", "direct"] } },
    data: { threadId: toThread },
  });
}

/** Marks that were put on a message or taken from it, or may have been. */
export function marksOf(tx: Tx, messageId: string | null): Promise<DeliveryRow[]> {
  return messageId === null
    ? Promise.resolve([])
    : tx.delivery.findMany({ where: { messageId, kind: "mark", OR: [{ status: "done" }, { tries: { gt: 0 } }] } });
}

/** The pictures that belong to one album, or the one file of a message; also those that were shown already. */
export async function sharesOf(tx: Tx, share: DeliveryRow, album: string | undefined): Promise<DeliveryRow[]> {
  if (album === undefined) return [share];
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM delivery d
    WHERE conversation_id = ${share.conversationId} AND kind = 'share' AND status IN ('pending', 'trying', 'done')
      AND payload->'album'->>'id' = ${album} AND order_at > ${share.orderAt}::timestamptz - interval '1 day'
    ORDER BY order_at, id`;
}

export function shareOf(tx: Tx, messageId: string): Promise<DeliveryRow | null> {
  return tx.delivery.findFirst({ where: { messageId, kind: "share" } });
}

/** Every post that a message stands in: long words take several. */
export async function postsOf(
  tx: Tx,
  messageId: string,
): Promise<{ attemptId: string; channel: string; ts: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT a.id AS "attemptId", a.body->>'channel' AS channel, a.response->>'ts' AS ts
    FROM delivery d JOIN attempt a ON a.id = d.attempt_id
    WHERE d.message_id = ${messageId}::uuid AND d.kind IN ('say', 'share') AND a.status = 'done'
      AND a.response->>'ts' IS NOT NULL
    ORDER BY ts`;
}

export interface Unplaced {
  attemptId: string;
  channel: string;
  threadTs: string;
  since: Date;
  /** Slack is still asked where it stands. */
  sought: boolean;
}

/** Posts of this message's files of which Slack has not said where they stand. */
export function unplacedPosts(tx: Tx, messageId: string): Promise<Unplaced[]> {
  return tx.$queryRaw`
    SELECT DISTINCT a.id AS "attemptId", a.body->>'channel' AS channel, a.body->>'thread_ts' AS "threadTs",
      a.started_at AS since, EXISTS (
        SELECT FROM delivery l WHERE l.conversation_id = d.conversation_id AND l.status = 'pending' AND l.kind = 'locate'
        AND l.payload->>'attemptId' = a.id::text) AS sought
    FROM delivery d JOIN attempt a ON a.id = d.attempt_id
    WHERE d.message_id = ${messageId}::uuid AND d.kind = 'share' AND a.status = 'done' AND a.response->>'ts' IS NULL`;
}

/** What looks for the post of this attempt. */
export async function locatesOf(tx: Tx, attemptId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM delivery l
    WHERE l.conversation_id IN (SELECT conversation_id FROM delivery WHERE attempt_id = ${attemptId}::uuid)
      AND l.status = 'pending' AND l.kind = 'locate' AND l.payload->>'attemptId' = ${attemptId}`;
  return rows.map(({ id }) => id);
}
