/** A file is as it will be: when all of its post are, the post may go. */
import { Payload } from "../core/delivery.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { contentsOf } from "../store/content.ts";
import { patchDeliveries, shareOf, sharesOf } from "../store/deliveries.ts";
import { ring } from "../store/lanes.ts";
import type { ContentRow, DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";

/** Of an album of unknown size, more may come. */
const QUIET = 2_500;

export async function settle(ctx: Context, fetched: DeliveryRow): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await patchDeliveries(tx, [fetched.id], { status: "done", doneAt: ctx.now() });
    const share = fetched.messageId === null ? null : await shareOf(tx, fetched.messageId);
    if (share) await wake(tx, ctx, share);
  });
}

async function wake(tx: Tx, ctx: Context, share: DeliveryRow): Promise<void> {
  const { album, looks } = Payload.share.parse(share.payload);
  const all = await sharesOf(tx, share, album?.id);
  const waiting = all.filter(({ status }) => status === "pending");
  const [first] = waiting;
  if (!first || (await areUnsettled(tx, all))) return;
  const now = ctx.now();
  const whole = album === undefined || looks > 0 || (album.total !== undefined && all.length >= album.total);
  // the rest of an album whose size is known is waited for as long as was said when its first picture came
  if (!whole && album.total !== undefined) return;
  const due = whole ? now : new Date(now.getTime() + QUIET);
  await patchDeliveries(
    tx,
    waiting.map(({ id }) => id),
    { notBefore: due },
  );
  await ring(tx, new Map([[first.laneId, due]]), now);
}

export async function areUnsettled(tx: Tx, shares: DeliveryRow[]): Promise<boolean> {
  const contents = await contentsOf(
    tx,
    shares.flatMap(({ messageId }) => messageId ?? []),
  );
  return contents.some(isUnsettled);
}

const isUnsettled = ({ state, deskFile, reason }: ContentRow): boolean =>
  state === "wanted" || (state === "kept" && deskFile === null && reason === null);
