import type { Tx } from "./client.ts";
import type { AutoTalkRow } from "./rows.ts";

/** The conversations are locked by the caller, so nobody else decides meanwhile. */
export function autoTalksOf(tx: Tx, conversationIds: number[]): Promise<AutoTalkRow[]> {
  if (conversationIds.length === 0) return Promise.resolve([]);
  return tx.autoTalk.findMany({ where: { conversationId: { in: conversationIds } } });
}

export async function saveAutoTalks(tx: Tx, talks: readonly AutoTalkRow[]): Promise<void> {
  for (const { conversationId, ...rest } of talks)
    await tx.autoTalk.upsert({ where: { conversationId }, create: { conversationId, ...rest }, update: rest });
}

/** It surely did not go: whoever writes next is told. */
export async function forgetAway(tx: Tx, conversationId: number, heardAt: Date): Promise<void> {
  await tx.autoTalk.updateMany({ where: { conversationId, heardAt }, data: { awayAt: null } });
}
