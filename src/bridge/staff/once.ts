import { inTransaction } from "../../store/client.ts";
import { insertEvents, isNewest, noteNewest } from "../../store/events.ts";
import type { Context } from "../context.ts";

/** True the first time: Slack may tell of the same thing again. Who dies right after it has done nothing. */
export async function once(ctx: Context, key: string, kind: string): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => (await insertEvents(tx, [{ key, kind, accountId: null }])).has(key));
}

/** True where this event is heard for the first time and nothing newer is known of the same reaction (`key`). */
export function noteReaction(ctx: Context, event: { eventId: string; key: string; at: Date }): Promise<boolean> {
  const { eventId, key, at } = event;
  return inTransaction(ctx.db, async (tx) => {
    const told = `reaction:${eventId}`;
    const fresh = await insertEvents(tx, [{ key: told, kind: "reaction", accountId: null }]);
    return fresh.has(told) && (await noteNewest(tx, key, "reaction", at));
  });
}

/** Nothing newer was heard of that reaction since. */
export function isLatest(ctx: Context, key: string, at: Date): Promise<boolean> {
  return isNewest(ctx.db, key, at);
}
