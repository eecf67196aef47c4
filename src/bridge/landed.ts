/** What became of the sayings of one request: each message learns its own ids, and with what it can be quoted. */
import { Payload } from "../core/delivery.ts";
import type { Tx } from "../store/client.ts";
import { addLanded } from "../store/messages.ts";
import type { DeliveryRow } from "../store/rows.ts";
import type { Cover } from "./gather-reply.ts";
import type { Landed } from "./ports.ts";

export async function noteLanded(
  tx: Tx,
  covers: readonly Cover[],
  deliveries: readonly DeliveryRow[],
  landed: readonly Landed[],
): Promise<void> {
  let at = 0;
  for (const { deliveryId, messageId, upTo } of covers) {
    const payload = deliveries.find(({ id }) => id === deliveryId)?.payload;
    const own = landed.slice(at, (at += upTo - Payload.reply.parse(payload ?? {}).from));
    const ids = own.map(({ id }) => id);
    const quoteToken = own.find((each) => each.quoteToken !== undefined)?.quoteToken;
    if (ids.length > 0) await addLanded(tx, messageId, ids, quoteToken ?? null);
  }
}
