import type { Db, Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { LEASE, type Lease, LeaseLost } from "./lanes.ts";
import type { AttemptRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

export type AttemptKind = "push" | "reply" | "post" | "auto";

export interface NewAttempt {
  id: string;
  laneId: number;
  kind: AttemptKind;
  body: Prisma.InputJsonValue;
  startedAt: Date;
}

/** Written down, with what it covers, before the first byte leaves; its body is never formed again. */
export async function startAttempt(tx: Tx, attempt: NewAttempt, deliveryIds: string[]): Promise<void> {
  const { id, laneId, kind, body, startedAt } = attempt;
  await tx.$executeRaw`
    WITH started AS (
      INSERT INTO attempt (id, lane_id, kind, body, started_at, tries)
      VALUES (${id}::uuid, ${laneId}, ${kind}, ${JSON.stringify(body)}::jsonb, ${startedAt}, 1))
    UPDATE delivery SET status = 'trying', attempt_id = ${id}::uuid, merge_key = NULL WHERE id = ANY(${deliveryIds}::uuid[])`;
}

/**
 * The same in one statement, with the proof that the lane is still ours. False when one of the deliveries was cancelled
 * meanwhile; throws `LeaseLost` when the lane was given to another worker.
 */
export async function beginAttempt(db: Db, lease: Lease, attempt: NewAttempt, deliveryIds: string[]): Promise<boolean> {
  const { id, laneId, kind, body, startedAt } = attempt;
  const provedAt = performance.now();
  const [begun] = await db.$queryRaw<{ pending: boolean; held: boolean }[]>`
    WITH pending AS (
      SELECT id FROM delivery WHERE id = ANY(${deliveryIds}::uuid[]) AND status = 'pending' ORDER BY id FOR NO KEY UPDATE),
    counted AS (SELECT count(*) = ${deliveryIds.length} AS whole FROM pending),
    held AS (
      UPDATE lane SET lease_until = now() + ${LEASE} FROM counted
      WHERE lane.id = ${laneId} AND lease_token = ${lease.token}::uuid RETURNING whole),
    started AS (
      INSERT INTO attempt (id, lane_id, kind, body, started_at, tries)
      SELECT ${id}::uuid, ${laneId}, ${kind}, ${JSON.stringify(body)}::jsonb, ${startedAt}, 1 FROM held WHERE whole
      RETURNING id),
    trying AS (
      UPDATE delivery SET status = 'trying', attempt_id = started.id, merge_key = NULL FROM started
      WHERE delivery.id = ANY(${deliveryIds}::uuid[]))
    SELECT whole AS pending, EXISTS (SELECT FROM held) AS held FROM counted`;
  if (!begun?.held) throw new LeaseLost(lease.lane.key);
  lease.provedAt = provedAt;
  return begun.pending;
}

const COLUMNS = columnsOf(Prisma.AttemptScalarFieldEnum, "a");

/** Something was begun in this lane whose end is not known yet. */
export async function isUnderWay(tx: Tx, laneKey: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM attempt a JOIN lane l ON l.id = a.lane_id WHERE l.key = ${laneKey} AND a.status = 'started' LIMIT 1`;
  return rows.length > 0;
}

/** What a worker began and nobody finished: the first thing the next worker looks at. */
export function openAttempts(tx: Tx, laneId: number): Promise<AttemptRow[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM attempt a WHERE lane_id = ${laneId} AND status = 'started' ORDER BY started_at`;
}

export type AttemptEnd = "done" | "refused" | "unclear";

/** Throws `AttemptEnded` when another worker has ended it meanwhile: what followed from it is written down already. */
export async function endAttempt(
  tx: Tx,
  id: string,
  status: AttemptEnd,
  response: Prisma.InputJsonValue,
  now: Date,
): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE attempt SET status = ${status}, response = ${JSON.stringify(response)}::jsonb, ended_at = ${now}
    WHERE id = ${id}::uuid AND status = 'started'`;
  if (count === 0) throw new AttemptEnded(id);
}

export class AttemptEnded extends Error {
  readonly code = "attempt_ended";
  constructor(id: string) {
    super(`The attempt ${id} was ended by another worker`);
  }
}

/** Where the post of this delivery landed. */
export async function postedAt(tx: Tx, deliveryId: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ ts: string | null }[]>`
    SELECT a.response->>'ts' AS ts FROM delivery d JOIN attempt a ON a.id = d.attempt_id
    WHERE d.id = ${deliveryId}::uuid AND a.status = 'done'`;
  return rows[0]?.ts ?? undefined;
}

/** Its words are needed no more: only where it went is kept. */
export async function emptyBody(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET body = jsonb_strip_nulls(jsonb_build_object('channel', body->'channel', 'thread_ts', body->'thread_ts'))
    WHERE id = ${id}::uuid`;
}

/** It goes out once more, as it was. */
export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx.attempt.update({ where: { id }, data: { tries: { increment: 1 }, lookedAt: null } });
}

/** Whether one of its tries so far may have been taken; until it is said, it may. */
export async function noteDoubt(tx: Tx, id: string, doubt: boolean): Promise<void> {
  await tx.attempt.updateMany({ where: { id, status: "started" }, data: { response: { doubt } } });
}

/** It was searched for and not found. */
export async function noteLook(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.attempt.update({ where: { id }, data: { lookedAt: now } });
}

/** Where it landed, which was not said at once. */
export async function notePlace(tx: Tx, id: string, ts: string): Promise<void> {
  await tx.$executeRaw`UPDATE attempt SET response = jsonb_build_object('ts', ${ts}::text) WHERE id = ${id}::uuid`;
}

/** What they said is forgotten; where they stand is not. */
export async function eraseBodies(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET body = jsonb_build_object('channel', body->'channel', 'thread_ts', body->'thread_ts', 'erased', true)
    WHERE id = ANY(${ids}::uuid[]) AND status <> 'started'`;
}

/**
 * Of a chat whose words were taken back: what its head cards said when they were posted, and what Slack refused in its Slack
 * channels, for that is formed anew when it is tried again.
 */
export async function eraseCards(tx: Tx, conversationId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE attempt SET body = jsonb_build_object('channel', body->'channel', 'erased', true)
    WHERE status <> 'started' AND id IN (
      SELECT attempt_id FROM delivery WHERE conversation_id = ${conversationId} AND kind = 'open')`;
  await tx.$executeRaw`
    UPDATE attempt SET body = '{"erased": true}'::jsonb
    WHERE status = 'refused' AND body->'erased' IS NULL AND lane_id IN (
      SELECT l.id FROM lane l JOIN thread t ON l.key = 'desk:' || t.channel WHERE t.conversation_id = ${conversationId})`;
}
