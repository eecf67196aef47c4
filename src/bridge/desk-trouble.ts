/** What to do when Slack refuses, fails or does not answer; and the budgets that keep it from refusing. */

import { Payload } from "../core/delivery.ts";
import { type PlatformError } from "../errors.ts";
import { setDeskState } from "../store/accounts.ts";
import { type Budget, spendBudget } from "../store/budgets.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import { clearTrouble, type Lease } from "../store/lanes.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { alertOnce, deadNotice } from "./alert.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { deskBack } from "./desk-back.ts";
import { digestRefused } from "./digest/refused.ts";
import { isShownElsewhere } from "./elsewhere.ts";
import { forwardFailed } from "./staff/forward-words.ts";
import { directRefused, isDirect } from "./staff/tell-directly.ts";

const MINUTE = 60_000;

/** Slack: about one post a second in a channel with bursts; the others count in the whole workspace (facts: Web API tiers). */
export function budgetOf(ctx: Context, lease: Lease, delivery: DeliveryRow): Budget {
  switch (delivery.kind) {
    case "card":
    case "amend":
      return { name: "chat.update", every: MINUTE / 50, burst: 5 };
    case "mark":
      return Payload.mark.parse(delivery.payload).shown
        ? { name: "reactions.add", every: MINUTE / 50, burst: 5 }
        : { name: "reactions.remove", every: MINUTE / 20, burst: 3 };
    case "erase":
    case "eraseFile":
    case "retract":
      return { name: "chat.delete", every: MINUTE / 50, burst: 5 };
    case "whisper":
      return { name: "chat.postEphemeral", every: MINUTE / 100, burst: 5 };
    default:
      return { name: lease.lane.key, every: 1000 / ctx.settings.postsPerSecond, burst: 3 };
  }
}

export async function deskTrouble(
  ctx: Context,
  lease: Lease,
  delivery: DeliveryRow | undefined,
  cause: PlatformError,
): Promise<Step> {
  const { conversationId, id: deliveryId } = delivery ?? { conversationId: null, id: null };
  ctx.log.warn(
    { lane: lease.lane.key, conversationId, deliveryId, kind: delivery?.kind, err: cause },
    "Slack did not take it",
  );
  ctx.meter.retried("desk");
  const channel = lease.lane.key.replace(/^desk:/, "");
  if (delivery && refusesIt(ctx, delivery, cause)) return refusedForGood(ctx, delivery, cause);
  switch (cause.code) {
    case "rate_limited": {
      const budget = delivery ? budgetOf(ctx, lease, delivery) : undefined;
      const wait = cause.retryAfter ?? 1000;
      // the lane goes on with what has another budget
      if (budget) await spendBudget(ctx.db, budget.name, wait, budget.burst, budget.every);
      return budget ? { kind: "again" } : { kind: "wait", milliseconds: wait };
    }
    case "auth":
    case "place":
    case "shared": {
      const reason = cause.details ?? cause.code;
      if (await setDeskState(ctx.db, channel, reason))
        await alertOnce(ctx, `desk:${channel}`, deadNotice(channel, reason));
      return blocked(ctx, lease, cause, 30_000);
    }
    default:
  }
  if (cause.ambiguous || cause.retryable || !delivery)
    return blocked(ctx, lease, cause, 500 * 2 ** Math.min(lease.lane.troubleTries, 7));
  // refused for what it is: trying again would be refused again
  await patchDeliveries(ctx.db, [delivery.id], { status: "failed", trouble: cause.message, doneAt: ctx.now() });
  ctx.meter.failed("desk", delivery.kind);
  return { kind: "again" };
}

/** A post for a channel that is not ours, or a deletion: it is no sign that our own channel is dead. */
const refusesIt = (ctx: Context, delivery: DeliveryRow, { code, retryable, ambiguous }: PlatformError): boolean =>
  (isShownElsewhere(ctx, delivery) || delivery.kind === "erase" || isDirect(delivery)) &&
  !retryable &&
  !ambiguous &&
  code !== "auth";

async function refusedForGood(ctx: Context, delivery: DeliveryRow, cause: PlatformError): Promise<Step> {
  ctx.meter.failed("desk", delivery.kind);
  if (delivery.kind === "forward") await forwardFailed(ctx, delivery, cause);
  else if (delivery.kind === "list") await digestRefused(ctx, delivery, cause);
  else if (isDirect(delivery)) await directRefused(ctx, delivery, cause);
  else await patchDeliveries(ctx.db, [delivery.id], { status: "failed", trouble: cause.message, doneAt: ctx.now() });
  return { kind: "again" };
}

function blocked(ctx: Context, lease: Lease, cause: PlatformError, milliseconds: number): Step {
  lease.lane.trouble = cause.code;
  lease.lane.troubleTries += 1;
  return { kind: "blocked", until: new Date(ctx.now().getTime() + milliseconds), trouble: cause.message };
}

/** Slack takes our calls again. */
export async function deskWorks(ctx: Context, lease: Lease): Promise<void> {
  if (lease.lane.trouble === null) return;
  lease.lane.trouble = null;
  lease.lane.troubleTries = 0;
  const channel = lease.lane.key.replace(/^desk:/, "");
  await clearTrouble(ctx.db, lease.lane.id);
  if (await setDeskState(ctx.db, channel, "ok")) await deskBack(ctx, channel);
}
