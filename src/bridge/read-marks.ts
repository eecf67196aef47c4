/**
 * "Read" under the customer's words, once somebody answers, takes or finishes the chat. A nicety: at most once, beside the
 * words and never before them, and what LINE says to it (it refuses where the account's chat is off) is no trouble.
 */
import { Payload, PRIORITY } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import { accountLane, type Lease, proveLease } from "../store/lanes.ts";
import { takeReadToken } from "../store/messages.ts";
import type { ConversationRow, DeliveryRow } from "../store/rows.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import type { DraftDelivery } from "./draft.ts";

/** What was written until then has been seen. The conversation's row is locked by the caller. */
export async function readUntil(
  tx: Tx,
  ctx: Context,
  conversation: Pick<ConversationRow, "id" | "accountId">,
  until: Date,
): Promise<DraftDelivery[]> {
  const token = await takeReadToken(tx, conversation.id, until);
  if (token === undefined) return [];
  const { id: conversationId, accountId } = conversation;
  const base = { ...aside(ctx, accountLane(accountId), ctx.now()), accountId, conversationId };
  return [{ ...base, kind: "read", payload: { token }, priority: PRIORITY.quiet }];
}

export function markRead(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  const { token } = Payload.read.parse(delivery.payload);
  return atMostOnce(ctx, lease, delivery, (account) => account.messenger.markRead(token));
}

type Account = NonNullable<ReturnType<Context["account"]>>;

/** Done before it is tried, for nobody misses it. */
export async function atMostOnce(
  ctx: Context,
  lease: Lease,
  delivery: DeliveryRow,
  call: (account: Account) => Promise<void>,
): Promise<Step> {
  await inTransaction(ctx.db, async (tx) => {
    await proveLease(tx, lease);
    await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: ctx.now(), mergeKey: null });
  });
  const account = delivery.accountId === null ? undefined : ctx.account(delivery.accountId);
  try {
    if (account) await call(account);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    const { kind, conversationId } = delivery;
    ctx.log.debug({ kind, conversationId, err: cause }, "LINE did not take what is only nice to have");
  }
  return { kind: "again" };
}
