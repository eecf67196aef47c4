/** The account itself: who it is, what it may still send, and where its webhooks go. */
import { type Answer, done, refuse } from "../answers.ts";
import { isFields } from "../checks/report.ts";
import { type LedgerEntry, type Platform } from "../platform.ts";
import { postWebhook } from "../webhooks.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";

export const accountEndpoints: readonly Endpoint[] = [
  { method: "GET", path: "/v2/bot/info", answer: info },
  { method: "GET", path: "/v2/bot/message/quota", answer: quota },
  {
    method: "GET",
    path: "/v2/bot/message/quota/consumption",
    answer: (platform) => done({ totalUsage: platform.billed }),
  },
  { method: "GET", path: "/v2/bot/message/delivery/:via", answer: delivered },
  { method: "GET", path: "/v2/bot/channel/webhook/endpoint", answer: getWebhook },
  { method: "PUT", path: "/v2/bot/channel/webhook/endpoint", answer: setWebhook },
  { method: "POST", path: "/v2/bot/channel/webhook/test", answer: testWebhook },
];

function info(platform: Platform): Answer {
  return done({
    userId: platform.botUserId,
    basicId: platform.basicId,
    displayName: platform.displayName,
    chatMode: platform.chatMode,
    // With chat off, LINE marks everything as read by itself.
    markAsReadMode: platform.chatMode === "chat" ? "manual" : "auto",
  });
}

function quota(platform: Platform): Answer {
  return done(platform.quota === null ? { type: "none" } : { type: "limited", value: platform.quota });
}

/** Sent messages of a whole day in Japan; today is not ready, and fewer than twenty are nobody's business. */
function delivered(platform: Platform, { params, query }: ApiRequest): Answer {
  const date = query.get("date") ?? "";
  const via = params["via"] ?? "";
  if (!["reply", "push", "multicast", "broadcast"].includes(via)) return refuse(404, "Not found");
  if (!/^\d{8}$/.test(date)) return refuse(400, "The value for the 'date' parameter is invalid");
  if (date >= dayInJapan(platform.now())) return done({ status: "unready" });
  const ofTheDay = (entry: LedgerEntry) => entry.via === via && dayInJapan(entry.at) === date;
  const success = platform.ledger.filter(ofTheDay).reduce((sum, entry) => sum + entry.recipients, 0);
  return done(success > 0 && success < 20 ? { status: "unavailable_for_privacy" } : { status: "ready", success });
}

function dayInJapan(at: number): string {
  return new Date(at + 9 * 60 * 60 * 1000).toISOString().slice(0, 10).replaceAll("-", "");
}

function getWebhook(platform: Platform): Answer {
  if (platform.webhookUrl === null) return refuse(404, "Webhook endpoint not found");
  return done({ endpoint: platform.webhookUrl, active: platform.webhookInUse });
}

function setWebhook(platform: Platform, { body }: ApiRequest): Answer {
  const endpoint = isFields(body) ? body["endpoint"] : undefined;
  if (!isWebhookUrl(platform, endpoint)) return refuse(400, "Invalid webhook endpoint URL");
  // "Use webhook" is a switch in the console alone
  platform.webhookUrl = endpoint;
  return done();
}

const TESTS_AN_HOUR = 60;
const HOUR = 3_600_000;

async function testWebhook(platform: Platform, { body }: ApiRequest): Promise<Answer> {
  const given = isFields(body) ? body["endpoint"] : undefined;
  if (
    platform.webhookTests.length >= TESTS_AN_HOUR &&
    (platform.webhookTests.at(-TESTS_AN_HOUR) ?? 0) > platform.now() - HOUR
  )
    return refuse(429, "The API rate limit has been exceeded. Try again later.");
  platform.webhookTests.push(platform.now());
  if (given !== undefined && !isWebhookUrl(platform, given)) return refuse(400, "Invalid webhook endpoint URL");
  const url = given ?? platform.webhookUrl;
  if (url === null) return refuse(404, "Webhook endpoint not found");
  const raw = JSON.stringify({ destination: platform.botUserId, events: [] });
  const { status, error } = await postWebhook(platform, raw, { url });
  const success = error === undefined;
  return done({
    success,
    timestamp: new Date(platform.now()).toISOString(),
    statusCode: status,
    reason: success ? "OK" : error.toUpperCase(),
    detail: status === 0 ? "" : String(status),
  });
}

function isWebhookUrl({ allowLocalWebhook }: Platform, value: unknown): value is string {
  if (typeof value !== "string" || value.length > 500 || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || (allowLocalWebhook && hostname === "127.0.0.1");
}
