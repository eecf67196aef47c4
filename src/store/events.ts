import type { Tx } from "./client.ts";

export interface NewEvent {
  key: string;
  kind: string;
  accountId: number | null;
}

/** Writes down what came in; returns the keys that were new. Sorted, so that two instances never wait for each other in a ring. */
export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<Set<string>> {
  const data = events.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const inserted = await tx.inboundEvent.createManyAndReturn({ data, skipDuplicates: true, select: { key: true } });
  return new Set(inserted.map((event) => event.key));
}

export async function markIgnored(tx: Tx, keys: string[], because: string): Promise<void> {
  if (keys.length > 0) await tx.inboundEvent.updateMany({ where: { key: { in: keys } }, data: { ignored: because } });
}

/** How long the platforms repeat an event is not told; two weeks is far longer than any retry seen. */
export async function pruneEvents(tx: Tx, before: Date): Promise<number> {
  const { count } = await tx.inboundEvent.deleteMany({ where: { receivedAt: { lt: before } } });
  return count;
}
