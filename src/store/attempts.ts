import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { AttemptRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

export type AttemptKind = "push" | "reply" | "post";

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

const COLUMNS = columnsOf(Prisma.AttemptScalarFieldEnum, "a");

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

/** It goes out once more, as it was. */
export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx.attempt.update({ where: { id }, data: { tries: { increment: 1 }, lookedAt: null } });
}

/** It was searched for and not found. */
export async function noteLook(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.attempt.update({ where: { id }, data: { lookedAt: now } });
}
