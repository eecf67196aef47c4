/** Slack says that we are out of a channel, or out of the workspace: told once, another way. */
import { PRIORITY } from "../core/delivery.ts";
import { setDeskState } from "../store/accounts.ts";
import { inTransaction } from "../store/client.ts";
import { noteTrouble } from "../store/lane-trouble.ts";
import { deskLane } from "../store/lanes.ts";
import { activeThreads } from "../store/threads.ts";
import { alertOnce, deadNotice } from "./alert.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";

export async function deskGone(ctx: Context, deskChannels: string[], reason: string): Promise<void> {
  for (const channel of deskChannels) {
    await noteTrouble(ctx.db, deskLane(channel).key, reason);
    if (!(await setDeskState(ctx.db, channel, reason))) continue;
    await alertOnce(ctx, `desk:${channel}`, deadNotice(channel, reason));
    await knock(ctx, channel);
  }
}

const ALIVE = 14 * 24 * 3_600_000;
const THREADS = 50;

/** A card that is to be drawn again is tried until it works: so we notice when the channel is back, also on a quiet day. */
async function knock(ctx: Context, channel: string): Promise<void> {
  const now = ctx.now();
  const threads = await activeThreads(ctx.db, new Date(now.getTime() - ALIVE), THREADS);
  const thread = threads.find((each) => each.channel === channel);
  if (!thread) return;
  const { id: threadId, conversationId } = thread;
  const set = {
    threadId,
    conversationId,
    kind: "card",
    payload: {},
    priority: PRIORITY.card,
    mergeKey: `card:${threadId}`,
  };
  await inTransaction(ctx.db, (tx) => addDeliveries(tx, [{ ...aside(ctx, deskLane(channel), now), ...set }], [], now));
}
