import type { Tx } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import type { AttemptRow } from "./rows.ts";

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
  await tx.attempt.create({ data: { ...attempt, tries: 1 } });
  await tx.delivery.updateMany({
    where: { id: { in: deliveryIds } },
    data: { status: "trying", attemptId: attempt.id, mergeKey: null },
  });
}

/** What a worker began and nobody finished: the first thing the next worker looks at. */
export function openAttempts(tx: Tx, laneId: number): Promise<AttemptRow[]> {
  return tx.attempt.findMany({ where: { laneId, status: "started" }, orderBy: { startedAt: "asc" } });
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
  const where = { id, status: "started" };
  const { count } = await tx.attempt.updateMany({ where, data: { status, response, endedAt: now } });
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
