/** Makes webhook events in LINE's shapes: empty properties are left out, never null. */
import type { Courier } from "./deliver-events.ts";
import { createSecret, createUlid } from "./ids.ts";
import type { ChatRecord, Platform, UserRecord } from "./platform.ts";
import type { EventOptions, SentEvent, Source, WebhookDelivery, WebhookEvent } from "./types.ts";

/** What the makers of events need: what LINE knows, and who carries the webhooks. */
export interface Stage {
  platform: Platform;
  courier: Courier;
}

export interface Draft {
  type: string;
  chat: ChatRecord;
  /** Who did it, where LINE tells. */
  by?: UserRecord;
  replyable: boolean;
  properties?: Record<string, unknown>;
}

export async function sendEvent(stage: Stage, draft: Draft, options: EventOptions = {}): Promise<SentEvent> {
  const sent = createSentEvent(stage, createEvent(stage.platform, draft, options));
  if (options.deliver !== false) await sent.deliver();
  return sent;
}

function createEvent(platform: Platform, draft: Draft, options: EventOptions): WebhookEvent {
  const { chat, type, properties = {} } = draft;
  const { mode = "active", timestamp = platform.now() } = options;
  chat.standby = mode === "standby";
  const replyToken = draft.replyable && mode === "active" ? createReplyToken(platform, chat, timestamp) : undefined;
  return {
    type,
    ...present(properties),
    webhookEventId: createUlid(timestamp),
    deliveryContext: { isRedelivery: false },
    timestamp,
    source: sourceOf(chat, options.anonymous ? undefined : draft.by),
    ...(replyToken !== undefined && { replyToken }),
    mode,
  };
}

function createReplyToken(platform: Platform, chat: ChatRecord, occurredAt: number): string {
  const token = createSecret();
  platform.replyTokens.set(token, { chatId: chat.id, occurredAt, receivedAt: Number.POSITIVE_INFINITY, used: false });
  return token;
}

function sourceOf(chat: ChatRecord, by: UserRecord | undefined): Source {
  const user = by && { userId: by.id };
  switch (chat.kind) {
    case "user":
      return { type: "user", userId: chat.id };
    case "group":
      return { type: "group", groupId: chat.id, ...user };
    case "room":
      return { type: "room", roomId: chat.id, ...user };
  }
}

function createSentEvent({ courier }: Stage, event: WebhookEvent): SentEvent {
  const message = event["message"] as { id?: string } | undefined;
  const sent = {
    event,
    replyToken: event.replyToken,
    messageId: message?.id,
    delivery: { status: 0, milliseconds: 0, body: "", error: "not_sent" } as WebhookDelivery,
    async deliver() {
      sent.delivery = await courier.deliver([event]);
      return sent.delivery;
    },
    async redeliver() {
      sent.delivery = await courier.deliver([event], { redelivery: true });
      return sent.delivery;
    },
  };
  return sent;
}

export function present(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
