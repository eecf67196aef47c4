/**
 * A lane is delivered by one worker at a time, in any number of instances. The worker holds an expiring lease, renewed by
 * its instance every second; a worker that died is replaced when its lease runs out. Before every request the worker
 * proves in the same transaction that writes the attempt down that the lane is still its own (the token is the fence).
 *
 * Leases run on the database's clock, which all instances share. What is due runs on the app's clock, which tests move.
 */
import { rungBy } from "./bells.ts";
import type { Db, Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { LaneRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

/** A dead worker's lane is free again after this; a restart must go on within 5 s. */
export const LEASE = Prisma.sql`interval '3500 milliseconds'`;
/** A process that stood still for this long may have been replaced meanwhile. */
const SURE = 3_000;

export interface LaneKey {
  side: "line" | "desk" | "media";
  key: string;
  accountId: number | null;
}

export const conversationLane = (accountId: number, conversationId: number): LaneKey => ({
  side: "line",
  key: `line:${conversationId}`,
  accountId,
});
export const accountLane = (accountId: number): LaneKey => ({
  side: "line",
  key: `line:account:${accountId}`,
  accountId,
});
/** What a conversation's customers sent and is fetched: beside their words, which it must not keep waiting. */
export const mediaLane = (accountId: number, conversationId: number): LaneKey => ({
  side: "media",
  key: `media:${conversationId}`,
  accountId,
});
export const deskLane = (channel: string): LaneKey => ({ side: "desk", key: `desk:${channel}`, accountId: null });

/** Makes the lanes that are new and returns the ids of all of them. */
export async function ensureLanes(tx: Tx, lanes: LaneKey[]): Promise<Map<string, number>> {
  if (lanes.length === 0) return new Map();
  const wanted = [...new Map(lanes.map((lane) => [lane.key, lane])).values()].toSorted((a, b) =>
    a.key < b.key ? -1 : 1,
  );
  const ids = new Map<string, number>();
  // one that another instance makes at this moment is seen by neither half of the statement: look again
  while (ids.size < wanted.length) {
    const missing = wanted.filter((lane) => !ids.has(lane.key));
    const rows = await tx.$queryRaw<{ id: number; key: string }[]>`
      WITH wanted AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(missing)}::json) AS w(side text, key text, "accountId" int)),
      found AS (SELECT id, lane.key FROM lane JOIN wanted ON lane.key = wanted.key),
      made AS (
        INSERT INTO lane (side, key, account_id)
        SELECT side, key, "accountId" FROM wanted WHERE key NOT IN (SELECT key FROM found)
        ORDER BY key ON CONFLICT DO NOTHING RETURNING id, key)
      TABLE found UNION ALL TABLE made`;
    for (const row of rows) ids.set(row.key, row.id);
  }
  return ids;
}

/**
 * Tells lanes that there is something to do at `due`, in the transaction that adds it. The doorbell itself (a queue job)
 * is rung only where no worker is at it and none was called already; whoever is at it sees the bell count. When it was
 * rung is noted only then: a worker that was called and died must not look as if it was called again with every message.
 *
 * NO KEY: whoever adds a delivery holds a key share of its lane, and two of them would wait for each other.
 */
export async function ring(tx: Tx, due: Map<number, Date>, now: Date): Promise<void> {
  if (due.size === 0) return;
  rungBy(tx, due.keys());
  const rings = JSON.stringify([...due].map(([id, at]) => ({ id, at })));
  await tx.$executeRaw`
    WITH old AS (
      SELECT lane.id, at, at <= ${now} AND (due_at IS NULL OR due_at > ${now}) AND (lease_until > now()) IS NOT TRUE AS calls
      FROM lane JOIN json_to_recordset(${rings}::json) AS r(id int, at timestamptz) ON r.id = lane.id
      ORDER BY lane.id FOR NO KEY UPDATE OF lane),
    new AS (
      UPDATE lane SET bell = bell + 1, due_at = LEAST(COALESCE(lane.due_at, old.at), old.at),
        rung_at = CASE WHEN old.calls THEN now() ELSE lane.rung_at END
      FROM old WHERE lane.id = old.id RETURNING lane.id, old.calls)
    SELECT graphile_worker.add_job('deliver', json_build_object('lane', id), max_attempts := 1) FROM new WHERE calls`;
}

export interface Lease {
  lane: LaneRow;
  token: string;
  /** When the lease was last surely ours, on this process's own clock (milliseconds). */
  provedAt: number;
}

const COLUMNS = columnsOf(Prisma.LaneScalarFieldEnum, "lane");

/** Null when another worker is at it, when nothing is to be done, or when the lane is blocked for now. */
export async function takeLease(
  db: Db,
  laneId: number,
  holder: string,
  token: string,
  now: Date,
): Promise<Lease | null> {
  const provedAt = performance.now();
  const [lane] = await db.$queryRaw<LaneRow[]>`
    UPDATE lane SET lease_token = ${token}::uuid, lease_holder = ${holder}::uuid, lease_until = now() + ${LEASE}, rung_at = NULL
    WHERE id = ${laneId} AND due_at IS NOT NULL AND (lease_until IS NULL OR lease_until < now()) AND (blocked_until IS NULL OR blocked_until <= ${now})
    RETURNING ${COLUMNS}`;
  return lane ? { lane, token, provedAt } : null;
}

/** Throws `LeaseLost` when the lane was given to another worker: then nothing may be sent any more. */
export async function proveLease(tx: Tx, lease: Lease): Promise<void> {
  const provedAt = performance.now();
  const held = await tx.$executeRaw`
    UPDATE lane SET lease_until = now() + ${LEASE} WHERE id = ${lease.lane.id} AND lease_token = ${lease.token}::uuid`;
  if (held === 0) throw new LeaseLost(lease.lane.key);
  lease.provedAt = provedAt;
}

/** The last look before the first byte: a process that was stopped between the proof and now sends nothing. */
export function stillSure(lease: Lease): void {
  if (performance.now() - lease.provedAt > SURE) throw new LeaseLost(lease.lane.key);
}

export class LeaseLost extends Error {
  readonly code = "lease_lost";
  constructor(lane: string) {
    super(`The lane ${lane} was taken over by another worker`);
  }
}

/**
 * A living worker keeps its lanes, however long a platform takes to answer. Only what is in its hands: a lease that could
 * not be given back, or whose taking was not heard of (the database went away), must run out.
 */
export async function renewLeases(db: Db, leases: Map<string, number>): Promise<void> {
  if (leases.size === 0) return;
  await db.$executeRaw`
    UPDATE lane SET lease_until = now() + ${LEASE}
    WHERE id = ANY(${[...leases.values()]}::int[]) AND lease_token = ANY(${[...leases.keys()]}::uuid[])`;
}

/** Returns false when something was added since `bell`: look again. */
export async function releaseLease(db: Db, lease: Lease, bell: number, dueAt: Date | null): Promise<boolean> {
  const released = await db.$executeRaw`
    UPDATE lane SET lease_token = NULL, lease_holder = NULL, lease_until = NULL, due_at = ${dueAt}
    WHERE id = ${lease.lane.id} AND lease_token = ${lease.token}::uuid AND bell = ${bell}`;
  return released === 1;
}

/** Gives the lane back as it is: at a stop, or after an error. */
export async function dropLease(db: Db, lease: Lease): Promise<void> {
  await db.$executeRaw`
    UPDATE lane SET lease_token = NULL, lease_holder = NULL, lease_until = NULL, due_at = COALESCE(due_at, now())
    WHERE id = ${lease.lane.id} AND lease_token = ${lease.token}::uuid`;
}

export async function bellOf(db: Db, laneId: number): Promise<number> {
  const [lane] = await db.$queryRaw<{ bell: number }[]>`SELECT bell FROM lane WHERE id = ${laneId}`;
  if (!lane) throw new Error(`There is no lane ${laneId}`);
  return lane.bell;
}

/** Nothing in this lane can go before `until`: the platform is away, or refuses the account. */
export async function blockLane(tx: Tx, laneId: number, until: Date, trouble: string): Promise<void> {
  await tx.lane.update({
    where: { id: laneId },
    data: { blockedUntil: until, dueAt: until, trouble, troubleTries: { increment: 1 } },
  });
}

export async function clearTrouble(tx: Tx, laneId: number): Promise<void> {
  await tx.lane.updateMany({
    where: { id: laneId, trouble: { not: null } },
    data: { blockedUntil: null, trouble: null, troubleTries: 0 },
  });
}

/** At a start: who was called before may have died with the call, and nobody is to wait for them. */
export async function forgetCalls(db: Db): Promise<void> {
  await db.$executeRaw`UPDATE lane SET rung_at = NULL WHERE rung_at IS NOT NULL`;
}

/**
 * Rings again for what is due and at which nobody is: delayed words, lanes of dead workers, doorbells lost in a crash.
 * A lane that was rung is given 5 s to be answered. Rings only until `limit` doorbells wait: with thousands of lanes due,
 * more would be rung again and again before anybody comes to them, and news would wait behind them.
 */
export async function sweepLanes(db: Db, now: Date, limit: number): Promise<number> {
  return db.$executeRaw`
    WITH due AS (
      SELECT id FROM lane
      WHERE due_at <= ${now} AND (lease_until IS NULL OR lease_until < now()) AND (blocked_until IS NULL OR blocked_until <= ${now})
        AND (rung_at IS NULL OR rung_at < now() - interval '5 seconds')
      ORDER BY due_at LIMIT GREATEST(0, ${limit} - (
        SELECT count(*) FROM graphile_worker.jobs WHERE locked_at IS NULL AND attempts < max_attempts))
      FOR NO KEY UPDATE SKIP LOCKED),
    rung AS (UPDATE lane SET rung_at = now() FROM due WHERE lane.id = due.id RETURNING lane.id)
    SELECT graphile_worker.add_job('deliver', json_build_object('lane', id), max_attempts := 1) FROM rung`;
}

/** Doorbells of workers that died stay in the queue, locked; after four hours the queue lets them be taken out. */
export async function tidyDoorbells(db: Db): Promise<void> {
  await db.$queryRaw`
    SELECT count(*)::int FROM graphile_worker.complete_jobs(ARRAY(
      SELECT id FROM graphile_worker.jobs
      WHERE locked_at < now() - interval '4 hours' OR (locked_at IS NULL AND attempts >= max_attempts)))`;
}
