import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const IN_THREAD = "LINE no longer accepts this account's access token";
const ALERT = "LINE no longer accepts the access token";

let stage: Stage;
let aki: Staff;
let talk: Talk;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function begin(alert: (stage: Stage) => Promise<string>): Promise<void> {
  stage = await startStage({ started: false });
  closing.push(() => stage.close());
  aki = await stage.staff();
  stage.settings["ADMIN_ALERT"] = await alert(stage);
  await stage.start();
  talk = await openTalk(stage, "Sakura");
  await stage.quiet();
}

it("is told in the thread with the cure, and to the admins once", async () => {
  let admin: Staff | undefined;
  await begin(async (on) => (admin = await on.staff("the admin")).userId);
  const { userId } = admin ?? aki;
  stage.line.revokeToken();

  const said = await talk.say(aki, "First");
  const told = await talk.told(IN_THREAD);
  await talk.say(aki, "Second");
  await stage.quiet();

  const alerts = await stage.slack.directMessages(userId);
  expect(told.text).toContain("Issue a new one in LINE Developers Console");
  expect((await talk.thread()).filter((text) => text.includes(IN_THREAD)).length).toBe(2);
  expect(alerts.filter(({ text }) => text.includes(ALERT)).length).toBe(1);
  expect(await talk.marks(said)).toEqual(["warning"]);
  expect(talk.received()).toEqual([]);
});

it("a look-up that finds it first is told the same way", async () => {
  await begin(async (on) => (await on.staff("the admin")).userId);
  const silent = await openTalk(stage, "Ren", { minutesAgo: 25 * 60 });
  await stage.quiet();
  stage.line.revokeToken();

  await silent.say(aki, "Hello?");
  await silent.told(IN_THREAD);
  await stage.quiet();

  expect(silent.received()).toEqual([]);
});

it("a webhook is called instead, once", async () => {
  const calls: string[] = [];
  await begin(async () => webhook(calls));
  stage.line.revokeToken();

  await talk.say(aki, "First");
  await talk.say(aki, "Second");
  await talk.told(IN_THREAD);
  await until("the alert", () => calls[0]);
  await stage.quiet();

  expect(calls.length).toBe(1);
  expect(calls[0]).toContain(ALERT);
});

it("after a restart with a new token the words go, and the next revocation is told again", async () => {
  const calls: string[] = [];
  await begin(async () => webhook(calls));
  stage.line.revokeToken();
  await talk.say(aki, "Still true");
  const question = await talk.told(IN_THREAD);
  await stage.quiet();
  await stage.stop();
  await stage.start();
  await stage.quiet();
  const again = calls.length;

  await stage.stop();
  stage.settings["LINE_CHANNEL_ACCESS_TOKEN"] = stage.line.renewToken();
  await stage.start();
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");
  await talk.arrived();
  await stage.quiet();
  stage.line.revokeToken();
  await talk.say(aki, "And now?");
  await until("the second alert", () => calls[1]);

  expect(again).toBe(1);
  expect(talk.received()).toEqual(["Still true"]);
});

async function webhook(calls: string[]): Promise<string> {
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      calls.push(body);
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
