/** A fake LINE, the real SDK that speaks to it, and a server that takes its webhooks. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { HTTPFetchError, LineBotClient } from "@line/bot-sdk";
import { onTestFinished } from "vitest";

import { startLine } from "../../src/sandbox/line/index.ts";
import type { FakeLine, LineOptions, WebhookEvent } from "../../src/sandbox/line/types.ts";

interface Clock {
  now: () => number;
  pass: (milliseconds: number) => void;
}

function createClock(): Clock {
  let time = Date.UTC(2026, 10, 20, 3);
  return {
    now: () => time,
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}

export async function stage(options: LineOptions = {}): Promise<{ line: FakeLine; bot: LineBotClient; clock: Clock }> {
  const clock = createClock();
  const line = await startLine({ now: clock.now, ...options });
  onTestFinished(() => line.close());
  return { line, bot: botOf(line), clock };
}

export function botOf(line: FakeLine): LineBotClient {
  const { url, channelAccessToken } = line;
  return LineBotClient.fromChannelAccessToken({ channelAccessToken, apiBaseURL: url, dataApiBaseURL: url });
}

interface Received {
  raw: string;
  signature: string;
  destination: string;
  events: WebhookEvent[];
}

/** Takes webhooks and answers as `respond` says; 200 without it. */
export async function receiver(
  line: FakeLine,
  respond?: (response: ServerResponse, count: number) => void,
): Promise<Received[]> {
  const received: Received[] = [];
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = Buffer.concat((await request.toArray()) as Buffer[]).toString();
    const { destination, events } = JSON.parse(raw) as Pick<Received, "destination" | "events">;
    received.push({ raw, signature: String(request.headers["x-line-signature"]), destination, events });
    if (respond) respond(response, received.length);
    else response.end("ok");
  }
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  line.setWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`);
  return received;
}

interface Refusal {
  status: number;
  body: { message: string; details?: { message: string; property: string }[]; sentMessages?: { id: string }[] };
  headers: Headers;
}

/** What LINE says against it; fails when LINE says yes. */
export async function refused(call: Promise<unknown>): Promise<Refusal> {
  const outcome = await call.then(
    () => "accepted",
    (error: unknown) => error,
  );
  if (!(outcome instanceof HTTPFetchError)) throw new Error(`not refused: ${String(outcome)}`);
  return { status: outcome.status, body: JSON.parse(outcome.body) as Refusal["body"], headers: outcome.headers };
}

export function text(words: string) {
  return { type: "text" as const, text: words };
}
