/** What happens once at a time of an account. */
import type { Tx } from "./client.ts";

export interface Slot {
  kind: string;
  accountId: number;
  slot: Date;
  waiting: number;
  /** By whose they are ("": nobody's). */
  waitingOf: Record<string, number>;
  at: Date;
}

/** False when another instance has it, or had it. Whoever gets it does all that follows in the same transaction. */
export async function takeSlot(tx: Tx, { kind, accountId, slot, waiting, waitingOf, at }: Slot): Promise<boolean> {
  const made = await tx.$executeRaw`
    INSERT INTO slot (kind, account_id, slot, waiting, waiting_of, at)
    VALUES (${kind}, ${accountId}, ${slot}, ${waiting}, ${JSON.stringify(waitingOf)}::jsonb, ${at})
    ON CONFLICT DO NOTHING`;
  return made === 1;
}

export async function hasSlot(tx: Tx, kind: string, accountId: number, slot: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM slot WHERE kind = ${kind} AND account_id = ${accountId} AND slot = ${slot}`;
  return rows.length > 0;
}

/** `waitingOf` is null in rows of earlier versions. */
export type SlotBefore = Pick<Slot, "waiting" | "slot"> & { waitingOf: Record<string, number> | null };

/** The newest before this one. */
export async function slotBefore(tx: Tx, kind: string, accountId: number, slot: Date): Promise<SlotBefore | undefined> {
  const rows = await tx.$queryRaw<SlotBefore[]>`
    SELECT waiting, waiting_of AS "waitingOf", slot FROM slot WHERE kind = ${kind} AND account_id = ${accountId} AND slot < ${slot}
    ORDER BY slot DESC LIMIT 1`;
  return rows[0];
}

export async function pruneSlots(tx: Tx, before: Date): Promise<void> {
  await tx.$executeRaw`DELETE FROM slot WHERE slot < ${before}`;
}
