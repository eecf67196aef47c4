import { afterEach, beforeEach, expect, it } from "vitest";

import { monthlyLimit, rateLimited } from "../../../src/sandbox/line/trouble.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let talk: Talk;
beforeEach(async () => {
  stage = await startStage();
  aki = await stage.staff();
  talk = await openTalk(stage, "Sakura");
});
afterEach(() => stage.close());

const QUOTA = "LINE's messages for this month are used up";
const press = async (words: string, choice: string) =>
  aki.click({ channel: stage.channel, ts: (await talk.told(words)).ts }, `choice:${choice}`);

it("the monthly limit is told with its cure, and the words are not tried again by themselves", async () => {
  stage.line.setQuota(0);

  const said = await talk.say(aki, "Too many words");
  const told = await talk.told(QUOTA);
  await stage.quiet();
  stage.clock.advance(10 * 60_000);
  await stage.quiet();

  expect(told.text).toContain("Raise the plan or the limit");
  expect(told.text).toContain("Too many words");
  expect(sends(stage).length).toBe(1);
  expect(await talk.marks(said)).toEqual(["question"]);
});

it('"send" works after the quota was raised', async () => {
  stage.line.setQuota(0);
  const said = await talk.say(aki, "Once more");
  await talk.told(QUOTA);
  await stage.quiet();
  stage.line.setQuota(10);

  await press(QUOTA, "send");
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["Once more"]);
  expect(await talk.marks(said)).toEqual(["white_check_mark"]);
  expect(await talk.status()).toContain("Answered");
});

it('"answered elsewhere" ends the waiting and sends nothing', async () => {
  stage.line.setQuota(0);
  await talk.say(aki, "I call you");
  await talk.told(QUOTA);
  await stage.quiet();
  const before = await talk.status();

  await press(QUOTA, "elsewhere");
  await talk.told("Answered outside of Slack");
  await stage.quiet();

  expect(before).toContain("Needs an answer");
  expect(await talk.status()).not.toContain("Needs an answer");
  expect(sends(stage).length).toBe(1);
});

it("a monthly limit in LINE's own words is told apart from a rate limit, which only waits", async () => {
  let limits = 2;
  stage.line.setFault((call, phase) => {
    if (!call.method.endsWith("/push") || phase !== "before" || limits === 0) return;
    limits -= 1;
    return rateLimited;
  });
  await talk.say(aki, "Not so fast");
  await talk.arrived();
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/push") && phase === "before" ? monthlyLimit : undefined,
  );
  await talk.say(aki, "Not this month");
  await talk.told(QUOTA);
  await stage.quiet();

  const keys = sends(stage).map(({ key }) => key);
  expect(new Set(keys.slice(0, 3)).size).toBe(1);
  expect(talk.received()).toEqual(["Not so fast"]);
  expect((await talk.thread()).filter((text) => text.includes(QUOTA)).length).toBe(1);
});

it("a message that LINE refuses is told with LINE's own details, and can be sent again", async () => {
  const details = [{ message: "May not be empty", property: "messages[0].text" }];
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/push") && phase === "before"
      ? { kind: "answer", status: 400, body: { message: "The request body has 1 error(s)", details } }
      : undefined,
  );
  const said = await talk.say(aki, "Strange words");
  const told = await talk.told("LINE refused the message");
  stage.line.setFault(undefined);
  await stage.quiet();

  await press("LINE refused the message", "send");
  await talk.arrived();
  await stage.quiet();

  expect(told.text).toContain("messages[0].text: May not be empty");
  expect(talk.received()).toEqual(["Strange words"]);
  expect(await talk.marks(said)).toEqual(["white_check_mark"]);
});

it("a group that threw the account out refuses, and the thread says so", async () => {
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/push") && phase === "before"
      ? { kind: "answer", status: 400, body: { message: "Failed to send messages" } }
      : undefined,
  );

  await talk.say(aki, "Nobody there");
  const told = await talk.told("LINE refused the message");

  expect(told.text).toContain("Failed to send messages");
});
