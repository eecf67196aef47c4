/** The moving dots in the customer's chat: somebody is at it. Shown to whoever has the chat open, and free of charge. */
import { Payload, PRIORITY } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import { accountLane, type Lease } from "../store/lanes.ts";
import type { ConversationRow, DeliveryRow } from "../store/rows.ts";
import { aside } from "./aside.ts";
import type { BoundAccount, Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import type { DraftDelivery } from "./draft.ts";
import { atMostOnce } from "./read-marks.ts";

type Chat = Pick<ConversationRow, "id" | "accountId" | "kind" | "lineId" | "standby">;

/** LINE takes 5 to 60, in steps of 5. */
export type LoadingSeconds = 5 | 10 | 20 | 30 | 60;

const TAKEN = 20;
/** Later than this it would promise an answer that nobody is writing any more. */
const LIFE = 10_000;

const isPossible = ({ kind, standby }: Chat): boolean => kind === "user" && !standby;

/** Somebody took the chat of a customer who waits. */
export function loadingWhenTaken(ctx: Context, chat: Chat): DraftDelivery[] {
  if (!isPossible(chat)) return [];
  const { id: conversationId, accountId, lineId } = chat;
  const base = { ...aside(ctx, accountLane(accountId), ctx.now()), accountId, conversationId };
  return [{ ...base, kind: "loading", payload: { chat: lineId, seconds: TAKEN }, priority: PRIORITY.quiet }];
}

export async function deliverLoading(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  const now = ctx.now();
  if (now.getTime() - delivery.orderAt.getTime() > LIFE) {
    await patchDeliveries(ctx.db, [delivery.id], { status: "dropped", doneAt: now });
    return { kind: "again" };
  }
  const { chat, seconds } = Payload.loading.parse(delivery.payload);
  return atMostOnce(ctx, lease, delivery, (account) => account.messenger.showLoading(chat, seconds));
}

/** While something that takes its time is prepared. Shown at once or not at all; never a trouble to the caller. */
export async function showLoading(
  ctx: Context,
  account: BoundAccount,
  chat: Chat,
  seconds: LoadingSeconds,
): Promise<void> {
  if (!isPossible(chat)) return;
  try {
    await account.messenger.showLoading(chat.lineId, seconds);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.debug({ conversationId: chat.id, err: cause }, "LINE did not show that something is being prepared");
  }
}
