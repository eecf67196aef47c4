/** Two LINE accounts in one workspace, each with its Slack channel. At LINE both have the same address. */
import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { startLine } from "../../src/sandbox/line/index.ts";
import type { FakeLine } from "../../src/sandbox/line/types.ts";
import { type Stage, type StageOptions, startStage } from "./stage.ts";

export interface TwoAccounts {
  stage: Stage;
  /** Tokyo's is the stage's own LINE. */
  tokyo: { line: FakeLine; channel: string };
  osaka: { line: FakeLine; channel: string };
  close: () => Promise<void>;
}

export async function startTwoAccounts(options: StageOptions = {}): Promise<TwoAccounts> {
  const slack = { ...options.slack, channels: [{ name: "tokyo" }, { name: "osaka" }] };
  const stage = await startStage({ ...options, slack, started: false });
  const other = await startLine({ now: () => stage.clock.now().getTime() });
  const address = await shareAddress([stage.line, other]);
  const tokyo = { line: stage.line, channel: stage.slack.channel("tokyo") };
  const osaka = { line: other, channel: stage.slack.channel("osaka") };

  const entry = (name: string, { line, channel }: typeof tokyo): object => {
    return { name, secret: line.channelSecret, token: line.channelAccessToken, channel };
  };
  const file = join(stage.settings["DATA_DIR"] ?? "", "accounts.json");
  writeFileSync(file, JSON.stringify([entry("Tokyo", tokyo), entry("Osaka", osaka)]));
  Object.assign(stage.settings, { ACCOUNTS_FILE: file, LINE_API_BASE_URL: address.url });
  await stage.start();
  other.setWebhook(`${stage.url()}/line/webhook`);

  return {
    stage,
    tokyo,
    osaka,
    close: async () => {
      await stage.close();
      await address.close();
      await other.close();
    },
  };
}

/** Passes each call on to the LINE whose token it carries. */
async function shareAddress(lines: readonly FakeLine[]): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((incoming, response) => pass(lines, incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function pass(lines: readonly FakeLine[], incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming;
  const line = lines.find((each) => headers.authorization === `Bearer ${each.channelAccessToken}`) ?? lines[0];
  const onward = request(`${line?.url}${url}`, { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  incoming.pipe(onward);
}
