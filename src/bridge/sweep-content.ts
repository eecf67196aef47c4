/** Files that nobody needs any more: of messages that were taken back or erased, and what was kept when a process died. */
import { neededKeys } from "../store/content.ts";
import type { Context } from "./context.ts";

/** What is being written, or was a moment ago, is left alone. */
const FRESH = 3_600_000;
const AT_ONCE = 200;

export async function sweepContent(ctx: Context): Promise<void> {
  const now = ctx.now();
  await ctx.content.sweep(now);
  let keys: string[] = [];
  const removeOrphans = async (): Promise<void> => {
    const needed = await neededKeys(ctx.db, keys);
    for (const key of keys) if (!needed.has(key)) await ctx.content.remove(key);
    keys = [];
  };
  for await (const { key, at } of ctx.content.list()) {
    if (now.getTime() - at.getTime() < FRESH) continue;
    keys.push(key);
    if (keys.length === AT_ONCE) await removeOrphans();
    if (ctx.stopping.aborted) return;
  }
  await removeOrphans();
}
