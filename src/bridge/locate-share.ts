/**
 * Slack takes files for a thread without saying where they stand: that is known when it has looked through them. Until
 * then they can be neither linked to nor taken back.
 */
import { Payload } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import { notePlace } from "../store/attempts.ts";
import { inTransaction } from "../store/client.ts";
import { deliveriesOf, patchDeliveries } from "../store/deliveries.ts";
import { patchMessages } from "../store/messages.ts";
import type { DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";

const AGAIN: Step = { kind: "again" };
const TRIES = 30;
const SLOWEST = 60_000;

export async function locate(ctx: Context, delivery: DeliveryRow): Promise<Step> {
  const { file, attemptId, channel } = Payload.locate.parse(delivery.payload);
  const place = await whereIs(ctx, file, channel);
  if (place === "gone" || (place === undefined && delivery.tries >= TRIES)) {
    await patchDeliveries(ctx.db, [delivery.id], { status: "dropped", doneAt: ctx.now() });
    return AGAIN;
  }
  if (place === undefined) {
    const notBefore = new Date(ctx.now().getTime() + Math.min(SLOWEST, 250 * 2 ** delivery.tries));
    await patchDeliveries(ctx.db, [delivery.id], { notBefore, tries: delivery.tries + 1 });
    return AGAIN;
  }
  await inTransaction(ctx.db, async (tx) => {
    const covered = await deliveriesOf(tx, attemptId, "done");
    const messages = covered.flatMap(({ messageId }) => messageId ?? []);
    await patchMessages(tx, messages, { deskChannel: channel, deskTs: place.ts });
    await notePlace(tx, attemptId, place.ts);
    await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: ctx.now() });
  });
  return AGAIN;
}

async function whereIs(ctx: Context, file: string, channel: string): Promise<{ ts: string } | "gone" | undefined> {
  try {
    return await ctx.desk.whereIs(file, channel);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.code === "file_not_found" || cause.code === "file_deleted") return "gone";
    ctx.log.warn({ err: cause }, "Slack does not say where a file is");
    return undefined;
  }
}
