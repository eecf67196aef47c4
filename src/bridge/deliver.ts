/**
 * Answers a doorbell: one lane has something to deliver. Takes the lane's lease and delivers one thing after another until
 * nothing is due. Who finds the lease taken leaves: the bell count tells the holder that there is more.
 */

import { AttemptEnded } from "../store/attempts.ts";
import { type Bell, listen } from "../store/bells.ts";
import { nextDue } from "../store/deliveries.ts";
import { bellOf, blockLane, dropLease, type Lease, LeaseLost, releaseLease, takeLease } from "../store/lanes.ts";
import type { Context } from "./context.ts";
import { deskStep } from "./deliver-desk.ts";
import { lineStep } from "./deliver-line.ts";
import { mediaStep } from "./deliver-media.ts";

/** What became of one look at a lane. */
export type Step =
  /** Something was done; look again. */
  | { kind: "again" }
  /** Nothing may go before that many milliseconds: a budget is spent. */
  | {
      kind: "wait";
      milliseconds: number;
      /** What is added meanwhile may go at once. */
      listening?: boolean;
    }
  | { kind: "idle" }
  /** The platform is away or refuses us: nobody needs to try before `until`. */
  | { kind: "blocked"; until: Date; trouble: string };

/** A worker that waits for a budget looks this often whether something more urgent has come. */
const LOOK = 200;

/** What is to come sooner than this is waited for; later things are left to the sweep. */
const SOON = 300;

export async function deliver(ctx: Context, laneId: number): Promise<void> {
  if (ctx.stopping.aborted) return;
  const token = ctx.newId();
  ctx.leases.set(token, laneId);
  try {
    const lease = await takeLease(ctx.db, laneId, ctx.instanceId, token, ctx.now());
    if (lease) await work(ctx, lease);
  } finally {
    ctx.leases.delete(token);
  }
}

async function work(ctx: Context, lease: Lease): Promise<void> {
  const ring = listen(lease.lane.id);
  try {
    while (!(await emptied(ctx, lease, ring))) if (ctx.stopping.aborted) break;
  } catch (cause) {
    if (cause instanceof LeaseLost || cause instanceof AttemptEnded) {
      ctx.log.warn({ lane: lease.lane.key, err: cause }, "another worker took over");
      return;
    }
    ctx.log.error({ lane: lease.lane.key, err: cause }, "delivery broke off");
    const tries = lease.lane.troubleTries;
    await blockLane(
      ctx.db,
      lease.lane.id,
      new Date(ctx.now().getTime() + Math.min(60_000, 1000 * 2 ** tries)),
      "broke off",
    );
  } finally {
    ring.close();
    await dropLease(ctx.db, lease);
  }
}

/** Delivers until nothing is due. Returns false when more came while leaving. */
async function emptied(ctx: Context, lease: Lease, ring: Bell): Promise<boolean> {
  for (;;) {
    ring.forget();
    const bell = await bellOf(ctx.db, lease.lane.id);
    const step = await stepOf(ctx, lease);
    if (ctx.stopping.aborted) return true;
    switch (step.kind) {
      case "again":
        continue;
      case "wait":
        await pause(ctx, Math.min(step.milliseconds, LOOK), step.listening ? ring : undefined);
        continue;
      case "blocked":
        await blockLane(ctx.db, lease.lane.id, step.until, step.trouble);
        return true;
      case "idle": {
        const due = await nextDue(ctx.db, lease.lane.id);
        const wait = due === null ? Number.POSITIVE_INFINITY : due.getTime() - ctx.now().getTime();
        if (wait > 0 && wait <= SOON) await pause(ctx, wait);
        else return releaseLease(ctx.db, lease, bell, wait <= 0 ? new Date(ctx.now().getTime() + SOON) : due);
      }
    }
  }
}

function stepOf(ctx: Context, lease: Lease): Promise<Step> {
  switch (lease.lane.side) {
    case "desk":
      return deskStep(ctx, lease);
    case "media":
      return mediaStep(ctx, lease);
    default:
      return lineStep(ctx, lease);
  }
}

/** Ends early when the process is to stop, or when the lane's bell rings. */
function pause(ctx: Context, milliseconds: number, ring?: Bell): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ctx.stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    ctx.stopping.addEventListener("abort", done);
    ring?.next(done);
  });
}
