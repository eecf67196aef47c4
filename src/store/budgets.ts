/**
 * Allowances of a platform that all instances share, by the generic cell rate algorithm: one row per allowance says when
 * the next call would be due at an even pace; a burst may run ahead of it.
 */
import type { Db } from "./client.ts";

export interface Budget {
  name: string;
  /** Milliseconds between calls at an even pace. */
  every: number;
  /** Calls that may go at once after a quiet time. */
  burst: number;
}

/** What was spent when last asked: before that moment nobody can have made it free again, so nobody needs to ask. */
const spent = new WeakMap<Db, Map<string, number>>();

/** Takes one call. Returns 0 when it was free, else the milliseconds until it may be. Runs on the database's clock. */
export async function takeBudget(db: Db, budget: Budget): Promise<number> {
  const { name, every, burst } = budget;
  const known = spent.get(db) ?? new Map<string, number>();
  spent.set(db, known);
  const left = (known.get(name) ?? 0) - performance.now();
  if (left > 0) return Math.ceil(left);
  const rows = await db.$queryRaw<{ free: boolean; wait: number }[]>`
    WITH taken AS (
      INSERT INTO budget (name, next_at) VALUES (${name}, now() + ${every} * interval '1 millisecond')
      ON CONFLICT (name) DO UPDATE SET next_at = GREATEST(budget.next_at, now()) + ${every} * interval '1 millisecond'
      WHERE budget.next_at <= now() + ${every * (burst - 1)} * interval '1 millisecond'
      RETURNING name)
    SELECT EXISTS (SELECT 1 FROM taken) AS free,
      COALESCE((SELECT EXTRACT(EPOCH FROM next_at - now()) * 1000 - ${every * (burst - 1)} FROM budget WHERE name = ${name}), 0)::float AS wait`;
  const [row] = rows;
  if (!row || row.free) return 0;
  const wait = Math.max(1, Math.ceil(row.wait));
  known.set(name, performance.now() + wait);
  return wait;
}

/** The platform said "not before": everyone waits. */
export async function spendBudget(
  db: Db,
  name: string,
  milliseconds: number,
  burst: number,
  every: number,
): Promise<void> {
  const until = milliseconds + every * (burst - 1);
  await db.$executeRaw`
    INSERT INTO budget (name, next_at) VALUES (${name}, now() + ${until} * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET next_at = GREATEST(budget.next_at, now() + ${until} * interval '1 millisecond')`;
}
