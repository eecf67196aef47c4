/** One step for what customers sent: fetched, kept and brought to the desk, beside their words. */
import { Payload } from "../core/delivery.ts";
import { findContent } from "../store/content.ts";
import { dueReplies, patchDeliveries } from "../store/deliveries.ts";
import type { Lease } from "../store/lanes.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { bring } from "./bring-content.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { locate } from "./locate-share.ts";
import { mediaTrouble } from "./media-trouble.ts";
import { settle } from "./settle-content.ts";

/** All hands are full. */
const FULL = 500;

const AGAIN: Step = { kind: "again" };

export async function mediaStep(ctx: Context, lease: Lease): Promise<Step> {
  const [first] = await dueReplies(ctx.db, lease.lane.id, ctx.now(), 1);
  if (!first) return { kind: "idle" };
  if (first.kind === "locate") return locate(ctx, first);
  if (ctx.transfers.inHand >= ctx.transfers.most) return later(ctx, first, FULL);
  ctx.transfers.inHand += 1;
  try {
    return await fetchOne(ctx, first);
  } finally {
    ctx.transfers.inHand -= 1;
  }
}

async function fetchOne(ctx: Context, delivery: DeliveryRow): Promise<Step> {
  const { contentId } = Payload.fetch.parse(delivery.payload);
  const content = await findContent(ctx.db, contentId);
  try {
    const brought = content ? await bring(ctx, content, delivery.tries) : ({ kind: "settled" } as const);
    if (brought.kind === "later") return later(ctx, delivery, brought.milliseconds);
    await settle(ctx, delivery);
    ctx.meter.delivered("media", "fetch", (ctx.now().getTime() - delivery.createdAt.getTime()) / 1000);
    return AGAIN;
  } catch (cause) {
    // the process stops: who comes after it begins anew
    if (ctx.stopping.aborted) return AGAIN;
    return mediaTrouble(ctx, delivery, content, cause);
  }
}

async function later(ctx: Context, delivery: DeliveryRow, milliseconds: number): Promise<Step> {
  const notBefore = new Date(ctx.now().getTime() + milliseconds);
  const tries = milliseconds === FULL ? delivery.tries : delivery.tries + 1;
  await patchDeliveries(ctx.db, [delivery.id], { notBefore, tries });
  return AGAIN;
}
