import type { Tx } from "./client.ts";

export interface NewEvent {
  key: string;
  kind: string;
  accountId: number | null;
}

/** Writes down what came in; returns the keys that were new. Sorted, so that two instances never wait for each other in a ring. */
export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<Set<string>> {
  const inserted = await tx.$queryRaw<{ key: string }[]>`
    INSERT INTO inbound_event (key, kind, account_id)
    SELECT key, kind, "accountId" FROM json_to_recordset(${JSON.stringify(events)}::json)
      AS event(key text, kind text, "accountId" int) ORDER BY key
    ON CONFLICT DO NOTHING RETURNING key`;
  return new Set(inserted.map((event) => event.key));
}

export async function markIgnored(tx: Tx, keys: string[], because: string): Promise<void> {
  if (keys.length > 0) await tx.inboundEvent.updateMany({ where: { key: { in: keys } }, data: { ignored: because } });
}

/** As if they had never come: when they are found again they are new. */
export async function forgetEvents(tx: Tx, keys: string[]): Promise<void> {
  if (keys.length > 0) await tx.inboundEvent.deleteMany({ where: { key: { in: keys } } });
}

/** Somebody wrote in a thread that is not ours; should it turn out to be, `wasStray` tells that there is something to read. */
export async function noteStray(tx: Tx, thread: string, at: Date): Promise<void> {
  await noteNewest(tx, `stray:${thread}`, "stray", at);
}

export async function wasStray(tx: Tx, thread: string): Promise<boolean> {
  return (await tx.inboundEvent.count({ where: { key: `stray:${thread}` } })) > 0;
}

/** How long the platforms repeat an event is not told; two weeks is far longer than any retry seen. */
export async function pruneEvents(tx: Tx, before: Date): Promise<number> {
  const { count } = await tx.inboundEvent.deleteMany({ where: { receivedAt: { lt: before } } });
  return count;
}

/** Notes when something last happened; false: something newer of the same is known already. */
export async function noteNewest(tx: Tx, key: string, kind: string, at: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO inbound_event AS e (key, kind, received_at) VALUES (${key}, ${kind}, ${at})
    ON CONFLICT (key) DO UPDATE SET received_at = EXCLUDED.received_at WHERE e.received_at <= EXCLUDED.received_at
    RETURNING key`;
  return rows.length === 1;
}

export async function isNewest(tx: Tx, key: string, at: Date): Promise<boolean> {
  const row = await tx.inboundEvent.findUnique({ where: { key }, select: { receivedAt: true } });
  return row === null || row.receivedAt <= at;
}
