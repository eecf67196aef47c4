/** The page over both fakes, without the app: a small server of the test stands in its place and answers what it is told to. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { startLine } from "../../src/sandbox/line/index.ts";
import type { FakeLine } from "../../src/sandbox/line/types.ts";
import { hireTeam, inviteCustomers } from "../../src/sandbox/page/cast.ts";
import { startFaceHost } from "../../src/sandbox/page/faces.ts";
import { startPage } from "../../src/sandbox/page/index.ts";
import type { Member } from "../../src/sandbox/page/world.ts";
import { startSlack } from "../../src/sandbox/slack/index.ts";
import type { FakeSlack } from "../../src/sandbox/slack/types.ts";

export interface Bare {
  url: string;
  line: FakeLine;
  slack: FakeSlack;
  team: readonly Member[];
  /** What Slack told the app, by its type; the answer is given by the test. */
  told: Record<string, unknown>[];
  answer: (give: (payload: Record<string, unknown>) => unknown) => void;
  call: (method: string, body: object) => Promise<Record<string, unknown>>;
  push: (to: string, messages: readonly object[]) => Promise<number>;
  close: () => Promise<void>;
}

export async function startBare(): Promise<Bare> {
  const line = await startLine({ allowLocalMedia: true });
  const slack = await startSlack({ channels: [{ name: "support" }], postsPerSecond: null, tiers: null });
  const faces = await startFaceHost();
  const team = await hireTeam(slack, faces);
  inviteCustomers(line, "en");
  const told: Record<string, unknown>[] = [];
  let give: (payload: Record<string, unknown>) => unknown = () => undefined;
  const app = createServer((request, response) => {
    let raw = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (raw += chunk));
    request.on("end", () => {
      const form = new URLSearchParams(raw).get("payload");
      const payload = JSON.parse(form ?? (raw.startsWith("{") ? raw : "{}")) as Record<string, unknown>;
      told.push(payload);
      const answer = give(payload);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(answer === undefined ? "" : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  slack.setRequestUrl(appUrl);
  line.setWebhook(appUrl);
  const page = await startPage({
    line,
    slack,
    shop: () => "Shop",
    team,
    channels: ["support"],
    controls: {
      app: () => "running",
      language: () => "en",
      mayFollow: () => false,
      speak: () => Promise.resolve(),
      ahead: () => 0,
      advance: () => Promise.resolve(),
      kill: () => Promise.resolve(),
      start: () => Promise.resolve(),
    },
  });
  return {
    url: page.url,
    line,
    slack,
    team,
    told,
    answer: (next) => void (give = next),
    call: (method, body) => post(`${slack.url}${method}`, slack.botToken, body).then(({ json }) => json),
    push: (to, messages) =>
      post(
        `${line.url}/v2/bot/message/push`,
        line.channelAccessToken,
        { to, messages },
        { "x-line-retry-key": randomUUID() },
      ).then(({ status }) => status),
    close: async () => {
      await page.close();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
      await slack.close();
      await line.close();
      await faces.close();
    },
  };
}

async function post(url: string, token: string, body: object, more: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}`, ...more },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
