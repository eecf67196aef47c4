/**
 * A customer takes a file back while Slack still looks through it, and has not said where its post stands; or Slack never
 * said it, for somebody deleted the file there. The post names the file, so it is looked for in its thread.
 */
import type { DeskTs } from "../core/ids.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { eraseContents } from "../store/content.ts";
import { patchDeliveries, type Unplaced, unplacedPosts } from "../store/deliveries.ts";
import type { DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { notePlaced } from "./locate-share.ts";
import { removeBytes } from "./take-out.ts";

const SOONEST = 500;
const LATEST = 10_000;

/** True: later. What we hold of it goes at once; without the file Slack would never say where the post is. */
export async function putOffRetract(ctx: Context, { id, messageId, tries }: DeliveryRow): Promise<boolean> {
  if (messageId === null) return false;
  const unplaced = await unplacedPosts(ctx.db, messageId);
  let sought = false;
  for (const post of unplaced) if (!(await found(ctx, post))) sought ||= post.sought;
  if (!sought) return false;
  for (const content of await inTransaction(ctx.db, (tx) => eraseContents(tx, [messageId])))
    await removeBytes(ctx, content.id);
  const wait = Math.min(LATEST, SOONEST * 2 ** Math.min(tries, 10));
  await patchDeliveries(ctx.db, [id], { notBefore: new Date(ctx.now().getTime() + wait), tries: tries + 1 });
  return true;
}

async function found(ctx: Context, { attemptId, channel, threadTs, since }: Unplaced): Promise<boolean> {
  const ts = await inThread(ctx, { channel, thread_ts: threadTs }, attemptId, since);
  if (ts === undefined) return false;
  await inTransaction(ctx.db, (tx) => notePlaced(tx, { attemptId, channel, ts }, ctx.now()));
  return true;
}

/** By the mark that every post of ours carries. A thread that is gone, or too long, has none. */
async function inThread(
  ctx: Context,
  place: { channel: string; thread_ts: string },
  attemptId: string,
  since: Date,
): Promise<DeskTs | undefined> {
  try {
    return (await ctx.desk.find(place, attemptId, since))?.ts;
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.code !== "thread_lost" && cause.code !== "search_too_long") throw cause;
    return undefined;
  }
}
