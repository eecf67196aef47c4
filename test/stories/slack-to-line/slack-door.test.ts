import { createHmac } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let talk: Talk;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
  talk = await openTalk(stage, "Sakura");
});
afterAll(() => stage.close());

/** A signed request, as Slack sends it; `headers` replace ours. */
async function post(body: string, headers: Record<string, string> = {}, at = Date.now()): Promise<Response> {
  const time = String(Math.floor(at / 1000));
  const base = `v0:${time}:${body}`;
  return fetch(`${stage.url()}/slack/events`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": time,
      "x-slack-signature": `v0=${createHmac("sha256", stage.slack.signingSecret).update(base).digest("hex")}`,
      ...headers,
    },
  });
}

async function reply(text: string): Promise<string> {
  const said = await talk.say(aki, text, { deliver: false });
  return JSON.stringify({ type: "event_callback", event_id: said.event_id, event: said.event });
}

it("answers Slack's question for the address", async () => {
  const response = await post(JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a", token: "x" }));

  expect(response.status).toBe(200);
  expect(await response.text()).toContain("3eZbrw1a");
});

it.each([
  ["a wrong signature", { "x-slack-signature": `v0=${"0".repeat(64)}` }],
  ["a signature of another length", { "x-slack-signature": "v0=abc" }],
  ["no signature", { "x-slack-signature": "" }],
])("refuses %s with 401 and writes nothing down", async (_what, headers) => {
  const body = await reply("Forged");

  const response = await post(body, headers);
  await stage.quiet();

  expect(response.status).toBe(401);
  expect(sends(stage)).toEqual([]);
});

it("refuses a signature of more than five minutes ago with 401", async () => {
  const body = await reply("Replayed");

  const response = await post(body, {}, Date.now() - 6 * 60_000);
  await stage.quiet();

  expect(response.status).toBe(401);
  expect(sends(stage)).toEqual([]);
});

it.each([
  ["no JSON", "{not json", "application/json"],
  ["nothing", "", "application/json"],
  ["a payload that is no JSON", "payload=%7Bnot", "application/x-www-form-urlencoded"],
  ["another content type", "hello", "text/plain"],
])("answers %s with 4xx", async (_what, body, type) => {
  const response = await post(body, { "content-type": type });

  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
});

it.each([
  ["a form without payload", "a=b", "application/x-www-form-urlencoded"],
  ["a list", "[]", "application/json"],
  ["a number", "7", "application/json"],
  ["an envelope without an event", '{"type":"event_callback"}', "application/json"],
])("survives %s that Slack signed", async (_what, body, type) => {
  const response = await post(body, { "content-type": type });
  await stage.quiet();

  expect(response.status).toBeLessThan(500);
  expect(sends(stage)).toEqual([]);
});

it("takes an event of a type that nobody knows", async () => {
  const event = { type: "something_new", user: aki.userId, event_ts: "1.000001" };

  const response = await post(JSON.stringify({ type: "event_callback", event_id: "Ev0NEW", event }));

  expect(response.status).toBeLessThan(500);
  expect(sends(stage)).toEqual([]);
});
