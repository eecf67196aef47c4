/** The name of a friend who never wrote: asked for when they follow, so that staff who write first can name them. */
import { PRIORITY, Payload } from "../core/delivery.ts";
import type { MessengerUserId } from "../core/ids.ts";
import type { CustomerFollowed } from "../core/inbound.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { findContactOf, noteProfileTried, saveProfile } from "../store/contacts.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import { accountLane, type Lease } from "../store/lanes.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import type { Draft } from "./draft.ts";
import { lineTrouble } from "./line-outcome.ts";

export function learnName(ctx: Context, draft: Draft, inbound: CustomerFollowed): void {
  const { accountId, contact } = inbound;
  if (!contact) return;
  draft.deliveries.push({
    ...aside(ctx, accountLane(accountId), ctx.now()),
    accountId,
    kind: "profile",
    payload: { lineUserId: contact },
    priority: PRIORITY.quiet,
    mergeKey: `profile:${accountId}:${contact}`,
  });
}

const TRIED_FOR = 3_600_000;

/** A name that is not to be had is no trouble: the friend has one when they write. */
export async function askName(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  const { lineUserId } = Payload.profile.parse(delivery.payload);
  const now = ctx.now();
  const account = delivery.accountId === null ? undefined : ctx.account(delivery.accountId);
  const contact = account && (await findContactOf(ctx.db, account.id, lineUserId));
  try {
    if (account && contact) {
      const profile = await account.messenger.profile(lineUserId as MessengerUserId);
      await (profile
        ? inTransaction(ctx.db, (tx) => saveProfile(tx, contact.id, profile, now))
        : noteProfileTried(ctx.db, contact.id, now));
    }
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.retryable && now.getTime() - delivery.orderAt.getTime() < TRIED_FOR)
      return lineTrouble(ctx, lease, cause);
  }
  await patchDeliveries(ctx.db, [delivery.id], { status: "done", doneAt: now, mergeKey: null });
  return { kind: "again" };
}
