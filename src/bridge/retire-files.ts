/** Files of staff whose links have run out are removed here, too. */
import { retireSome } from "../store/outgoing.ts";
import type { Context } from "./context.ts";

const AT_ONCE = 100;

/** The rows first: no link is made any more to what is about to go. What a death in between leaves, the sweep removes. */
export async function retireFiles(ctx: Context): Promise<void> {
  for (;;) {
    const ids = await retireSome(ctx.db, ctx.now(), AT_ONCE);
    for (const id of ids) await ctx.content.remove(id);
    if (ids.length < AT_ONCE || ctx.stopping.aborted) return;
  }
}
