/** The delivery of events, and LINE's own redelivery of those that failed. */
import type { Platform } from "./platform.ts";
import type { WebhookDelivery, WebhookEvent } from "./types.ts";
import { postWebhook } from "./webhooks.ts";

export interface Courier {
  deliver(events: readonly WebhookEvent[], options?: { redelivery?: boolean }): Promise<WebhookDelivery>;
  settled(): Promise<void>;
  close(): void;
}

export function createCourier(platform: Platform): Courier {
  const timers = new Set<NodeJS.Timeout>();
  const waiting = new Set<() => void>();
  let pending = 0;
  let closed = false;

  async function post(events: readonly WebhookEvent[], redelivery: boolean): Promise<WebhookDelivery> {
    if (!platform.webhookInUse) return { status: 0, milliseconds: 0, body: "", error: "not_sent" };
    const sent = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: redelivery } }));
    for (const event of sent) startMinute(platform, event);
    return await postWebhook(platform, JSON.stringify({ destination: platform.botUserId, events: sent }));
  }

  function retryLater(events: readonly WebhookEvent[], attempt: number): void {
    const pause = platform.redeliveryPauses[attempt];
    if (pause === undefined || closed) return;
    pending += 1;
    const timer = setTimeout(function ring() {
      timers.delete(timer);
      void retry(events, attempt);
    }, pause);
    timers.add(timer);
  }

  async function retry(events: readonly WebhookEvent[], attempt: number): Promise<void> {
    const delivery = await post(events, true);
    if (delivery.error !== undefined) retryLater(events, attempt + 1);
    pending -= 1;
    if (pending === 0) release();
  }

  function release(): void {
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  return {
    async deliver(events, { redelivery = false } = {}) {
      const delivery = await post(events, redelivery);
      // A redelivery by hand is one POST; LINE's own goes on until its pauses are used up.
      if (delivery.error !== undefined && !redelivery) retryLater(events, 0);
      return delivery;
    },
    async settled() {
      if (pending > 0) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      release();
    },
  };
}

/** The minute of a reply token runs from the delivery, and anew from a redelivery, but not from a mere duplicate. */
function startMinute(platform: Platform, event: WebhookEvent): void {
  const token = event.replyToken === undefined ? undefined : platform.replyTokens.get(event.replyToken);
  if (token && (event.deliveryContext.isRedelivery || token.receivedAt === Number.POSITIVE_INFINITY))
    token.receivedAt = platform.now();
}
