import type { Tx } from "./client.ts";
import type { AutoTalkRow } from "./rows.ts";

/** The conversations are locked by the caller, so nobody else decides meanwhile. */
export function autoTalksOf(tx: Tx, conversationIds: number[]): Promise<AutoTalkRow[]> {
  if (conversationIds.length === 0) return Promise.resolve([]);
  return tx.autoTalk.findMany({ where: { conversationId: { in: conversationIds } } });
}

/** Many in one statement: after closing time every message is answered. */
export async function saveAutoTalks(tx: Tx, talks: readonly AutoTalkRow[]): Promise<void> {
  if (talks.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO auto_talk (conversation_id, rule_id, heard_at, away_at)
    SELECT "conversationId", "ruleId", "heardAt", "awayAt" FROM json_to_recordset(${JSON.stringify(talks)}::json)
      AS t("conversationId" int, "ruleId" int, "heardAt" timestamptz, "awayAt" timestamptz) ORDER BY 1
    ON CONFLICT (conversation_id) DO UPDATE SET
      rule_id = EXCLUDED.rule_id, heard_at = EXCLUDED.heard_at, away_at = EXCLUDED.away_at`;
}

/** It surely did not go: whoever writes next is told. */
export async function forgetAway(tx: Tx, conversationId: number, heardAt: Date): Promise<void> {
  await tx.autoTalk.updateMany({ where: { conversationId, heardAt }, data: { awayAt: null } });
}
