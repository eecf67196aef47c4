/** A channel takes our calls again. While we were out of it Slack told us nothing, so what staff wrote is read back. */
import { forgetTold, toldAt } from "../store/told.ts";
import { createAccept } from "./accept.ts";
import { readBackThreads } from "./catch-up.ts";
import type { Context } from "./context.ts";

export async function deskBack(ctx: Context, channel: string): Promise<void> {
  const key = `desk:${channel}`;
  const since = await toldAt(ctx.db, key);
  await forgetTold(ctx.db, key);
  if (since === undefined) return;
  // the worker must not wait for it: customer words stand in line
  readBackThreads(ctx, createAccept(ctx), since).catch((cause: unknown) =>
    ctx.log.error({ channel, err: cause }, "what was written meanwhile could not be read back"),
  );
}
