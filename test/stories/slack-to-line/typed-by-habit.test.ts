import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  ben = await stage.staff("ben");
});
afterAll(() => stage.close());

it("keeps back what begins like a command, and asks only its writer", async () => {
  const talk = await openTalk(stage, "Sakura");

  const said = await talk.say(aki, "/remind me tomorrow");
  const question = await talk.asked(aki, "begins like a command");
  await stage.quiet();

  expect(question.text).toContain("/remind me tomorrow");
  expect(stage.slack.ephemerals.filter(({ user }) => user !== aki.userId)).toEqual([]);
  expect(await talk.marks(said)).toEqual(["question"]);
  expect(talk.received()).toEqual([]);
});

const mentions = [
  { who: "a member", text: () => `<@${ben.userId}> can you look?` },
  { who: "a group", text: () => "<!subteam^S0TEAM0001|@support> can you look?" },
  { who: "everyone here", text: () => "<!here> can you look?" },
];
it.each(mentions)("keeps back what begins with a mention of $who", async ({ who, text }) => {
  const talk = await openTalk(stage, `Customer for ${who}`);

  await talk.say(aki, text());
  await talk.asked(aki, "begins with a mention");
  await stage.quiet();

  expect(talk.received()).toEqual([]);
});

it("sends what mentions a colleague later on, with the name", async () => {
  const talk = await openTalk(stage, "Customer of a mention inside");

  await talk.say(aki, `My colleague <@${ben.userId}> will call you.`);

  expect(await talk.arrived()).toEqual(["My colleague @ben will call you."]);
});

it("sends it when the writer says so, once, however often it is pressed", async () => {
  const talk = await openTalk(stage, "Ren");
  const said = await talk.say(aki, "/50% off today");
  const command = await talk.say(aki, "/help is on its way");
  const question = await talk.asked(aki, "/help is on its way");

  await Promise.all([aki.clickEphemeral(question, "choice:send"), aki.clickEphemeral(question, "choice:send")]);
  await talk.arrived(2);
  await stage.quiet();

  expect(talk.received()).toEqual(["/50% off today", "/help is on its way"]);
  expect(await talk.marks(said)).toEqual(["white_check_mark"]);
  expect(await talk.marks(command)).toEqual(["white_check_mark"]);
  expect(question.deleted).toBe(true);
});

it("keeps it internal when the writer says so, and a later press changes nothing", async () => {
  const talk = await openTalk(stage, "Yui");
  const said = await talk.say(aki, "/remind me");
  const question = await talk.asked(aki, "/remind me");
  const again = { ...question };

  await aki.clickEphemeral(question, "choice:internal");
  await aki.clickEphemeral(again, "choice:send");
  await stage.quiet();

  expect(talk.received()).toEqual([]);
  expect(await talk.marks(said)).toEqual(["lock"]);
});
