/**
 * What staff wrote where we could not hear it. It is read back in the background: customer words stand in line, and the
 * worker must not keep them waiting.
 */

import { wasStray } from "../store/events.ts";
import type { ThreadRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import { forgetTold, toldAt } from "../store/told.ts";
import { createAccept } from "./accept.ts";
import { readBack, readBackThreads, rest } from "./catch-up.ts";
import type { Context } from "./context.ts";

/** A channel takes our calls again; while we were out of it Slack told us nothing. */
export async function deskBack(ctx: Context, channel: string): Promise<void> {
  const key = `desk:${channel}`;
  const since = await toldAt(ctx.db, key);
  await forgetTold(ctx.db, key);
  if (since !== undefined) aside(ctx, readBackThreads(ctx, createAccept(ctx), since));
}

/** A head card was found that nobody knew of; whoever answered in its thread meanwhile was not heard. */
export function threadFound(ctx: Context, thread: ThreadRow, since: Date): void {
  aside(ctx, readBack(ctx, createAccept(ctx), [thread], since));
}

/** Somebody may answer a head card before we have written down that it is ours: what came until a moment after is looked for. */
const MOMENT = 1_500;

export function threadOpened(ctx: Context, threadId: string, since: Date): void {
  async function look(): Promise<number> {
    await rest(ctx, MOMENT);
    const thread = ctx.stopping.aborted ? null : await findThread(ctx.db, threadId);
    if (!thread?.ts || !(await wasStray(ctx.db, `${thread.channel}:${thread.ts}`))) return 0;
    return readBack(ctx, createAccept(ctx), [thread], since);
  }
  aside(ctx, look());
}

function aside(ctx: Context, reading: Promise<number>): void {
  reading.catch((cause: unknown) => ctx.log.error({ err: cause }, "what was written meanwhile could not be read back"));
}
