import { inTransaction } from "../../store/client.ts";
import { insertEvents } from "../../store/events.ts";
import type { Context } from "../context.ts";

/** True the first time: Slack may tell of the same thing again. Who dies right after it has done nothing. */
export async function once(ctx: Context, key: string, kind: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => (await insertEvents(tx, [{ key, kind, accountId: null }])).has(key));
}
