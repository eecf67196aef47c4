/** Signs webhooks and POSTs them, as patient as LINE: two seconds for a 2xx. */
import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

import type { Platform } from "./platform.ts";
import type { RecordedWebhook, WebhookDelivery, WebhookEvent } from "./types.ts";

const DEADLINE = 2000;

export function sign(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

/** Sends the bytes once and records how it went. */
export async function postWebhook(
  platform: Platform,
  raw: string,
  options: { url?: string; signature?: string } = {},
): Promise<WebhookDelivery> {
  const url = options.url ?? platform.webhookUrl;
  if (url === null) return { status: 0, milliseconds: 0, body: "", error: "not_sent" };
  const at = platform.now();
  const started = performance.now();
  const outcome = await send(url, raw, options.signature ?? sign(platform.channelSecret, raw));
  const delivery = { ...outcome, milliseconds: performance.now() - started };
  const recorded: RecordedWebhook = { at, sent: raw, events: eventsOf(raw), ...delivery };
  platform.webhooks.push(recorded);
  return delivery;
}

type Outcome = Omit<WebhookDelivery, "milliseconds">;

// Not `fetch`: its pool would keep a connection open to a server that was restarted meanwhile, and fail on it.
function send(url: string, raw: string, signature: string): Promise<Outcome> {
  const open = url.startsWith("https:") ? requestHttps : requestHttp;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(raw),
    "user-agent": "LineBotWebhook/2.0",
    "x-line-signature": signature,
  };
  return new Promise(function exchange(resolve) {
    const request = open(url, { method: "POST", headers, agent: false });
    const timer = setTimeout(function giveUp() {
      resolve({ status: 0, body: "", error: "request_timeout" });
      request.destroy();
    }, DEADLINE);
    function finish(outcome: Outcome) {
      clearTimeout(timer);
      resolve(outcome);
    }
    request.on("error", () => finish({ status: 0, body: "", error: "could_not_connect" }));
    request.on("response", function read(response) {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (body += chunk));
      response.on("error", () => finish({ status: 0, body, error: "could_not_connect" }));
      response.on("end", function judge() {
        const status = response.statusCode ?? 0;
        const failed = status < 200 || status > 299;
        finish({ status, body, ...(failed && { error: "error_status_code" }) });
      });
    });
    request.end(raw);
  });
}

function eventsOf(raw: string): readonly WebhookEvent[] {
  try {
    const parsed = JSON.parse(raw) as { events?: WebhookEvent[] };
    return parsed.events ?? [];
  } catch {
    return [];
  }
}
