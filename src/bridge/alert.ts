/** Named people are told another way, once, when the thread cannot be reached or an account is dead. */
import { PRIORITY } from "../core/delivery.ts";
import type { Notice } from "../core/notice.ts";
import { inTransaction } from "../store/client.ts";
import { deskLane } from "../store/lanes.ts";
import { tellOnce } from "../store/told.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";

/** A lane of its own: a dead channel must not hold up the news of its death. */
const ALERTS = deskLane("alerts");

export async function alertOnce(ctx: Context, key: string, notice: Notice): Promise<void> {
  ctx.log.error({ notice: notice.kind, key }, "admins are alerted");
  await inTransaction(ctx.db, async (tx) => {
    if (!(await tellOnce(tx, key))) return;
    const now = ctx.now();
    await addDeliveries(
      tx,
      [{ ...aside(ctx, ALERTS, now), kind: "alert", payload: { notice }, priority: PRIORITY.whisper }],
      [],
      now,
    );
  });
}

/** The reason of a channel in which we could speak and must not. */
export const SHARED = "shared_with_others";

export const deadNotice = (channel: string, reason: string): Notice =>
  reason === SHARED ? { kind: "deskShared", channel } : { kind: "deskDead", channel, reason };
