/** Files of staff whose links have run out are removed here, too. */
import { dueToRetire, retire } from "../store/outgoing.ts";
import type { Context } from "./context.ts";

const AT_ONCE = 100;

/** The bytes first: who dies in between removes them again. */
export async function retireFiles(ctx: Context): Promise<void> {
  for (;;) {
    const due = await dueToRetire(ctx.db, ctx.now(), AT_ONCE);
    for (const { id } of due) await ctx.content.remove(id);
    const ids = due.map(({ id }) => id);
    await retire(ctx.db, ids);
    if (due.length < AT_ONCE || ctx.stopping.aborted) return;
  }
}
