/**
 * Slack takes files for a thread without saying where they stand: that is known when it has looked through them. Until
 * then they can be neither linked to nor taken back.
 */
import { Payload } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import { emptyBody, notePlace } from "../store/attempts.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { contentsOf, patchContent } from "../store/content.ts";
import { deliveriesOf, locatesOf, patchDeliveries } from "../store/deliveries.ts";
import { mediaLane, ring } from "../store/lanes.ts";
import { patchMessages } from "../store/messages.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { addDeliveries } from "./draft.ts";
import { reopenThread } from "./reopen-thread.ts";

const AGAIN: Step = { kind: "again" };
const TRIES = 30;
const SLOWEST = 60_000;

export async function locate(ctx: Context, delivery: DeliveryRow): Promise<Step> {
  const { file, attemptId, channel, threadTs, unclear } = Payload.locate.parse(delivery.payload);
  const place = await whereIs(ctx, file, channel);
  const late = delivery.tries >= TRIES;
  if (late && (place === "nowhere" || (place === "gone" && unclear))) return tellMissing(ctx, delivery, attemptId);
  if ((place === "gone" && !unclear) || (place === "unsaid" && late)) {
    await patchDeliveries(ctx.db, [delivery.id], { status: "dropped", doneAt: ctx.now() });
    return AGAIN;
  }
  if (typeof place === "string") {
    const notBefore = new Date(ctx.now().getTime() + Math.min(SLOWEST, 250 * 2 ** delivery.tries));
    await patchDeliveries(ctx.db, [delivery.id], { notBefore, tries: delivery.tries + 1 });
    return AGAIN;
  }
  if (place.threadTs !== threadTs) return bringBack(ctx, delivery, { attemptId, channel, ts: place.ts });
  await inTransaction(ctx.db, async (tx) => {
    await notePlaced(tx, { attemptId, channel, ts: place.ts }, ctx.now());
    await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: ctx.now() });
  });
  return AGAIN;
}

/** Nobody needs to look for it any more. */
export async function notePlaced(
  tx: Tx,
  { attemptId, channel, ts }: { attemptId: string; channel: string; ts: string },
  now: Date,
): Promise<void> {
  const covered = await deliveriesOf(tx, attemptId, "done");
  const messages = covered.flatMap(({ messageId }) => messageId ?? []);
  await patchMessages(tx, messages, { deskChannel: channel, deskTs: ts });
  await notePlace(tx, attemptId, ts);
  await patchDeliveries(tx, await locatesOf(tx, attemptId), { status: "done", doneAt: now });
}

/** Slack took them, it seemed, and never showed them: they are told of in words, with a link to what we hold. */
async function tellMissing(ctx: Context, { id }: DeliveryRow, attemptId: string): Promise<Step> {
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const covered = await deliveriesOf(tx, attemptId, "done");
    const messages = covered.flatMap(({ messageId }) => messageId ?? []);
    for (const content of await contentsOf(tx, messages))
      await patchContent(tx, content.id, "kept", { reason: "slack:not_shown" });
    await patchDeliveries(
      tx,
      covered.map((share) => share.id),
      { status: "pending", attemptId: null, doneAt: null },
    );
    await emptyBody(tx, attemptId);
    await patchDeliveries(tx, [id], { status: "dropped", doneAt: now });
    await ring(tx, new Map(covered.map(({ laneId }) => [laneId, now])), now);
  });
  return AGAIN;
}

/** The head of their thread was gone: Slack put the files into the channel, where they do not belong. */
async function bringBack(
  ctx: Context,
  delivery: DeliveryRow,
  { attemptId, channel, ts }: { attemptId: string; channel: string; ts: string },
): Promise<Step> {
  const now = ctx.now();
  const covered = await deliveriesOf(ctx.db, attemptId, "done");
  const contents = await contentsOf(
    ctx.db,
    covered.flatMap(({ messageId }) => messageId ?? []),
  );
  // 1. away from there; without its files the post says nothing, should Slack keep it
  for (const { deskFile } of contents) if (deskFile !== null) await ctx.desk.removeFile(deskFile);
  await ctx.desk.remove({ channel, ts }).catch(() => undefined);
  // 2. once more, into the thread that takes the place of the lost one
  await inTransaction(ctx.db, async (tx) => {
    const ids = covered.map(({ id }) => id);
    await patchDeliveries(tx, ids, { status: "pending", attemptId: null, doneAt: null });
    // nothing leads to it from here on
    await emptyBody(tx, attemptId);
    for (const { id } of contents) await patchContent(tx, id, "kept", { deskFile: null });
    await addDeliveries(
      tx,
      contents.map(({ id, accountId, conversationId, messageId }) => ({
        ...aside(ctx, mediaLane(accountId, conversationId), now),
        ...{ accountId, conversationId, messageId, kind: "fetch", payload: { contentId: id } },
      })),
      [],
      now,
    );
    await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: now });
  });
  return reopenThread(ctx, undefined, covered);
}

/** Slack has it and does not show it yet; or does not have it; or does not say. */
type Nowhere = "nowhere" | "gone" | "unsaid";

async function whereIs(
  ctx: Context,
  file: string,
  channel: string,
): Promise<{ ts: string; threadTs: string | undefined } | Nowhere> {
  try {
    return (await ctx.desk.whereIs(file, channel)) ?? "nowhere";
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.code === "file_not_found" || cause.code === "file_deleted") return "gone";
    ctx.log.warn({ err: cause }, "Slack does not say where a file is");
    return "unsaid";
  }
}
