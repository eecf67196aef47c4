/** Files whose time is over are removed here: of staff when their links have run out, of customers as the shop has set it. */
import { retireOld } from "../store/content.ts";
import { retireSome } from "../store/outgoing.ts";
import type { Context } from "./context.ts";

const AT_ONCE = 100;

export async function retireFiles(ctx: Context): Promise<void> {
  const now = ctx.now();
  await retire(ctx, () => retireSome(ctx.db, now, AT_ONCE));
  const { mediaKeep } = ctx.settings;
  if (mediaKeep === undefined) return;
  const before = new Date(now.getTime() - mediaKeep);
  await retire(ctx, () => retireOld(ctx.db, before, AT_ONCE));
}

/** The rows first: no link is made any more to what is about to go. What a death in between leaves, the sweep removes. */
async function retire(ctx: Context, some: () => Promise<string[]>): Promise<void> {
  for (;;) {
    const ids = await some();
    for (const id of ids) await ctx.content.remove(id);
    if (ids.length < AT_ONCE || ctx.stopping.aborted) return;
  }
}
