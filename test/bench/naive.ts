/**
 * A bridge as people write it: both SDKs with their defaults, threads remembered in memory, one push for every message,
 * nothing held, nothing written down.
 */
import { messagingApi, middleware, type webhook } from "@line/bot-sdk";
import { App, ExpressReceiver } from "@slack/bolt";

import { serve } from "./child.ts";
import { CHANNEL, SECRET, SIGNING_SECRET } from "./events.ts";

const line = new messagingApi.MessagingApiClient({
  channelAccessToken: "token",
  baseURL: process.env["LINE_URL"] ?? "",
});
const receiver = new ExpressReceiver({ signingSecret: SIGNING_SECRET });
const slack = new App({
  token: "xoxb-naive",
  receiver,
  clientOptions: { slackApiUrl: process.env["SLACK_URL"] ?? "" },
});

const threads = new Map<string, string>();
const users = new Map<string, string>();

receiver.router.post("/line/webhook", middleware({ channelSecret: SECRET }), async (request, response) => {
  const { events } = request.body as webhook.CallbackRequest;
  await Promise.all(events.map(toSlack));
  response.json({});
});

async function toSlack(event: webhook.Event): Promise<void> {
  if (event.type !== "message" || event.message.type !== "text") return;
  const userId = event.source?.type === "user" ? event.source.userId : undefined;
  if (!userId) return;
  const profile = await line.getProfile(userId);
  const thread = threads.get(userId);
  const posted = await slack.client.chat.postMessage({
    channel: CHANNEL,
    text: event.message.text,
    username: profile.displayName,
    ...(thread ? { thread_ts: thread } : {}),
  });
  if (!thread && posted.ts) {
    threads.set(userId, posted.ts);
    users.set(posted.ts, userId);
  }
}

slack.message(async ({ message }) => {
  if (message.subtype !== undefined || !("thread_ts" in message) || !message.thread_ts) return;
  const to = users.get(message.thread_ts);
  if (to && message.text) await line.pushMessage({ to, messages: [{ type: "text", text: message.text }] });
});

const server = await slack.start({ port: 0, host: "127.0.0.1" });
const address = server.address();
serve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
