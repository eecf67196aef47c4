/** What to do when a file cannot be fetched, kept or brought to the desk now. */
import { Payload } from "../core/delivery.ts";
import { PRIORITY } from "../core/delivery.ts";
import type { Notice } from "../core/notice.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { patchContent } from "../store/content.ts";
import { patchDeliveries, shareOf } from "../store/deliveries.ts";
import { deskLane } from "../store/lanes.ts";
import type { ContentRow, DeliveryRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { addDeliveries } from "./draft.ts";
import { settle } from "./settle-content.ts";
import { aboutFile } from "./share-content.ts";

const DAY = 24 * 3_600_000;
const SLOWEST = 60_000;

export async function mediaTrouble(
  ctx: Context,
  delivery: DeliveryRow,
  content: ContentRow | null,
  cause: unknown,
): Promise<Step> {
  const failure = cause instanceof PlatformError ? cause : undefined;
  const { conversationId, id: deliveryId } = delivery;
  ctx.log.warn({ conversationId, deliveryId, contentId: content?.id, err: cause }, "a file did not come through");
  ctx.meter.retried("media");
  if (content && (isFinal(failure) || tooLong(ctx, delivery))) {
    await giveUp(ctx, content, failure);
    await settle(ctx, delivery);
    return { kind: "again" };
  }
  if (failure?.platform === "media" && content) await tell(ctx, delivery, content, failure.code);
  const wait = failure?.retryAfter ?? Math.min(SLOWEST, 500 * 2 ** Math.min(delivery.tries, 10));
  const notBefore = new Date(ctx.now().getTime() + wait);
  const trouble = failure?.message ?? "broke off";
  await patchDeliveries(ctx.db, [delivery.id], { notBefore, trouble, tries: delivery.tries + 1 });
  return { kind: "again" };
}

/** A token or a channel that is dead now may be mended; everything else that is refused stays refused. */
const isFinal = (failure: PlatformError | undefined): boolean =>
  failure !== undefined && !failure.retryable && !failure.ambiguous && !["auth", "place"].includes(failure.code);

const tooLong = (ctx: Context, { createdAt }: DeliveryRow): boolean => ctx.now().getTime() - createdAt.getTime() > DAY;

async function giveUp(ctx: Context, content: ContentRow, failure: PlatformError | undefined): Promise<void> {
  if (failure?.platform === "slack") {
    // we hold it: what is shown in its place says so
    await patchContent(ctx.db, content.id, "kept", {
      reason: `slack:${failure.details ?? failure.code}`.slice(0, 200),
    });
    return;
  }
  const set = { state: "failed" as const, reason: failure?.code === "lost" ? "lost" : "failed" };
  if (!(await patchContent(ctx.db, content.id, "wanted", set))) await patchContent(ctx.db, content.id, "kept", set);
}

/** That a picture waits for room on our disk is seen by nobody unless it is said. */
async function tell(ctx: Context, delivery: DeliveryRow, content: ContentRow, code: string): Promise<void> {
  const payload = Payload.fetch.parse(delivery.payload);
  const now = ctx.now();
  if (payload.told) return;
  await inTransaction(ctx.db, async (tx) => {
    await patchDeliveries(tx, [delivery.id], { payload: { ...payload, told: true } });
    const share = delivery.messageId === null ? null : await shareOf(tx, delivery.messageId);
    const thread = share?.threadId ? await findThread(tx, share.threadId) : null;
    // taken back meanwhile: nothing is said of it any more
    if (!thread || share?.status === "cancelled") return;
    const { accountId, conversationId } = delivery;
    const notice: Notice = { kind: "mediaNotKept", ...aboutFile(content), code };
    const set = { accountId, conversationId, threadId: thread.id, kind: "notice", payload: { notice } };
    await addDeliveries(
      tx,
      [{ ...aside(ctx, deskLane(thread.channel), now), ...set, priority: PRIORITY.failure }],
      [],
      now,
    );
  });
}
