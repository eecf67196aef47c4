/**
 * A LINE platform of our own: one server that is api.line.me and api-data.line.me, and the people who write to the account.
 *
 * It is as unforgiving as LINE: what LINE refuses, it refuses in LINE's words; what LINE swallows in silence (a push to a
 * customer who has blocked the account) it swallows too; what LINE lets pass but punishes later is listed as a violation.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { handleCall } from "./api.ts";
import { createCustomer } from "./customer.ts";
import { createCourier } from "./deliver-events.ts";
import type { Stage } from "./events.ts";
import { createGroup } from "./group.ts";
import { createId, createSecret, createToken } from "./ids.ts";
import { fetchOutside, openMedia } from "./open-media.ts";
import { createPlatform, findChat, type Platform } from "./platform.ts";
import type { FakeLine, LineOptions, PostOptions, SentEvent, WebhookDelivery } from "./types.ts";
import { postWebhook, sign } from "./webhooks.ts";

export async function startLine(options: LineOptions = {}): Promise<FakeLine> {
  const platform = createPlatform(options);
  const courier = createCourier(platform);
  const stage: Stage = { platform, courier };
  const server = createServer((request, response) => void handleCall(platform, request, response));
  await new Promise<void>(function listen(resolve, reject) {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo;

  async function close(): Promise<void> {
    courier.close();
    await new Promise<void>(function stop(resolve) {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  return {
    ...createSettings(platform),
    url: `http://127.0.0.1:${port}`,
    botUserId: platform.botUserId,
    get channelSecret() {
      return platform.channelSecret;
    },
    get channelAccessToken() {
      return platform.channelAccessToken;
    },
    calls: platform.calls,
    webhooks: platform.webhooks,
    violations: platform.violations,
    customer: (facts) => createCustomer(stage, facts),
    group: (facts) => createGroup(stage, facts),
    customers: () => [...platform.users.values()].map((user) => user.handle),
    groups: () => [...platform.groups.values()].map((group) => group.handle),
    phone: (chat) => findChat(platform, chat.id)?.phone ?? [],
    open: (message) => openMedia(platform, message),
    browse: (url, init) => fetchOutside(platform, url, init),
    route: (origin, to) => void platform.routes.set(origin, to),
    undelivered: () => platform.undelivered,
    billed: () => platform.billed,
    free: () => platform.ledger.filter((entry) => entry.via === "reply").length,
    deliver: (events, how) => deliverTogether(stage, events, how),
    post: (events, how) => post(platform, events, how),
    settled: () => courier.settled(),
    close,
  };
}

type Settings = Pick<
  FakeLine,
  | "media"
  | "setWebhook"
  | "webhook"
  | "useWebhook"
  | "setFault"
  | "setQuota"
  | "setChatMode"
  | "rename"
  | "content"
  | "coupon"
  | "revokeToken"
  | "renewToken"
  | "renewSecret"
>;

function createSettings(platform: Platform): Settings {
  return {
    setWebhook(url) {
      platform.webhookUrl = url;
    },
    webhook: () => platform.webhookUrl,
    useWebhook(on) {
      platform.webhookInUse = on;
    },
    setFault(fault) {
      platform.fault = fault;
    },
    setQuota(quota) {
      platform.quota = quota;
    },
    setChatMode(mode) {
      platform.chatMode = mode;
    },
    rename(displayName) {
      platform.displayName = displayName;
    },
    content(messageId, settings) {
      const stored = platform.contents.get(messageId);
      if (stored === undefined) throw new Error(`Message ${messageId} has no content`);
      Object.assign(stored, settings);
    },
    media(messageId) {
      const stored = platform.contents.get(messageId);
      if (stored?.bytes === undefined) return undefined;
      return { bytes: stored.bytes, contentType: stored.contentType ?? "application/octet-stream" };
    },
    coupon({ title, status = "RUNNING" }) {
      const couponId = createId("U").slice(1).toUpperCase();
      platform.coupons.set(couponId, { couponId, title, status });
      return { couponId };
    },
    revokeToken() {
      platform.tokenRevoked = true;
    },
    renewToken() {
      platform.channelAccessToken = createToken(128);
      platform.tokenRevoked = false;
      return platform.channelAccessToken;
    },
    renewSecret() {
      platform.channelSecret = createSecret();
      return platform.channelSecret;
    },
  };
}

async function deliverTogether(
  { courier }: Stage,
  events: readonly SentEvent[],
  options?: { redelivery?: boolean },
): Promise<WebhookDelivery> {
  const outcome = await courier.deliver(
    events.map((sent) => sent.event),
    options,
  );
  for (const sent of events) Object.assign(sent, { delivery: outcome });
  return outcome;
}

function post(platform: Platform, events: readonly object[], options: PostOptions = {}): Promise<WebhookDelivery> {
  const { destination = platform.botUserId, secret = platform.channelSecret } = options;
  const raw = options.rawBody ?? JSON.stringify({ destination, events });
  return postWebhook(platform, raw, { signature: options.signature ?? sign(secret, raw) });
}
