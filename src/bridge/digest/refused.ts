/** Slack does not take a post that lists chats where it was to go: the account's own Slack channel hears of it. */
import { Payload, PRIORITY } from "../../core/delivery.ts";
import type { Notice } from "../../core/notice.ts";
import type { PlatformError } from "../../errors.ts";
import { inTransaction } from "../../store/client.ts";
import { patchDeliveries } from "../../store/deliveries.ts";
import { deskLane } from "../../store/lanes.ts";
import type { DeliveryRow } from "../../store/rows.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import { addDeliveries } from "../draft.ts";
import { reasonOf } from "../elsewhere.ts";

export async function digestRefused(ctx: Context, delivery: DeliveryRow, cause: PlatformError): Promise<void> {
  const { channel, first } = Payload.list.parse(delivery.payload);
  const account = delivery.accountId === null ? undefined : ctx.account(delivery.accountId);
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await patchDeliveries(tx, [delivery.id], { status: "failed", trouble: cause.message, doneAt: now });
    // told once for all pages, and not where it would be refused as well
    if (!account || account.deskChannel === channel || first !== undefined) return;
    const notice: Notice = { kind: "digestRefused", account: account.name, channel, ...reasonOf(cause) };
    const base = { ...aside(ctx, deskLane(account.deskChannel), now), accountId: account.id };
    await addDeliveries(tx, [{ ...base, priority: PRIORITY.mention, kind: "announce", payload: { notice } }], [], now);
  });
}
