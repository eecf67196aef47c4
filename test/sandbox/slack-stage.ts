import { type AddressInfo } from "node:net";

import { App, ExpressReceiver } from "@slack/bolt";
import { type Logger, LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import express from "express";
import { onTestFinished } from "vitest";

import { startSlack } from "../../src/sandbox/slack/index.ts";
import type { SlackOptions } from "../../src/sandbox/slack/options.ts";
import type { FakeSlack } from "../../src/sandbox/slack/types.ts";

export interface Stage {
  slack: FakeSlack;
  bot: WebClient;
  channel: string;
}

/** A Slack of its own for one test, and the client the app would use. */
export async function stage(options: SlackOptions = {}): Promise<Stage> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.close());
  return { slack, bot: client(slack), channel: slack.channel() };
}

export function client(slack: FakeSlack, token = slack.botToken): WebClient {
  return new WebClient(token, clientOptions(slack));
}

function clientOptions(slack: FakeSlack): WebClientOptions {
  return { slackApiUrl: slack.url, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: createLogger() };
}

/** Client and Bolt write every refusal to the console, and these tests are full of refusals. */
function createLogger(): Logger {
  const nothing = () => {};
  const levels = { setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing };
  return { debug: nothing, info: nothing, warn: nothing, error: nothing, ...levels };
}

/** A small Bolt app that listens to this Slack. */
export async function bolt(slack: FakeSlack, listen: (app: App) => void): Promise<void> {
  const web = express();
  const logger = createLogger();
  const receiver = new ExpressReceiver({
    signingSecret: slack.signingSecret,
    app: web,
    processBeforeResponse: true,
    logger,
  });
  const app = new App({
    token: slack.botToken,
    receiver,
    tokenVerificationEnabled: false,
    botId: slack.botId,
    botUserId: slack.botUserId,
    clientOptions: clientOptions(slack),
    logger,
    convoStore: false,
  });
  listen(app);
  const server = web.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    await slack.settled();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
}

/** The error of a refused call, with the details Slack gives. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "accepted";
  } catch (error) {
    const data = error && typeof error === "object" && "data" in error ? (error.data as Record<string, unknown>) : {};
    if (typeof data["error"] === "string") return data["error"];
    if (error && typeof error === "object" && "retryAfter" in error) return `retry after ${String(error.retryAfter)}`;
    throw error;
  }
}

/** Everything Bolt hands to a listener of any event. */
export async function listening(options: SlackOptions = {}) {
  const staged = await stage({ echo: false, ...options });
  const heard: Record<string, unknown>[] = [];
  await bolt(staged.slack, (app) => {
    app.event(/.*/, async ({ event }) => void heard.push(event as unknown as Record<string, unknown>));
  });
  const aki = await staged.slack.staff({ name: "Aki Sato" });
  const root = await staged.bot.chat.postMessage({ channel: staged.channel, text: "a customer" });
  return { ...staged, heard, aki, rootTs: root.ts ?? "" };
}
