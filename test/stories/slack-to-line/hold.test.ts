import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

const HELD = "hourglass_flowing_sand";
const SENT = "white_check_mark";
const CANCELLED = "wastebasket";

let stage: Stage;
let aki: Staff;
let talk: Talk;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
  aki = await stage.staff();
});
beforeEach(async () => {
  count += 1;
  talk = await openTalk(stage, `Customer ${count}`);
});
afterAll(() => stage.close());

it("holds a reply, shows that it is held, and sends it when the time is over", async () => {
  const said = await talk.say(aki, "Just a moment");
  await talk.marked(said, HELD);
  const before = talk.received();
  stage.clock.advance(10_000);
  await talk.arrived();
  await stage.quiet();

  expect(before).toEqual([]);
  expect(talk.received()).toEqual(["Just a moment"]);
  expect(await talk.marks(said)).toEqual([SENT]);
});

it("an edit within the hold changes what is sent", async () => {
  const said = await talk.say(aki, "We open at 10");
  await aki.edit(said, "We open at 11");
  stage.clock.advance(10_000);
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["We open at 11"]);
  expect((await talk.thread()).filter((text) => text.includes("Edited"))).toEqual([]);
});

it("an edit that only mentions somebody else changes what is sent", async () => {
  const [ben, chie] = [await stage.staff(`ben ${count}`), await stage.staff(`chie ${count}`)];

  const said = await talk.say(aki, `Please ask <@${ben.userId}>`);
  await aki.edit(said, `Please ask <@${chie.userId}>`);
  stage.clock.advance(10_000);

  expect(await talk.arrived()).toEqual([`Please ask @chie ${count}`]);
});

it("an edit to an internal comment keeps the words inside", async () => {
  const said = await talk.say(aki, "He is difficult");
  await talk.marked(said, HELD);
  await aki.edit(said, "// He is difficult");
  stage.clock.advance(30_000);
  await stage.quiet();

  expect(talk.received()).toEqual([]);
  expect(await talk.marks(said)).toEqual(["lock"]);
});

it("an edit of an internal comment sends nothing, and its writer is told", async () => {
  const said = await talk.say(aki, "// check the stock");
  await talk.marked(said, "lock");
  await aki.edit(said, "check the stock");
  await talk.asked(aki, "an edit does not send it");
  stage.clock.advance(30_000);
  await stage.quiet();

  expect(talk.received()).toEqual([]);
});

it("deleting within the hold cancels", async () => {
  const said = await talk.say(aki, "Wrong window");
  await aki.remove(said);
  stage.clock.advance(30_000);
  await stage.quiet();

  expect(talk.received()).toEqual([]);
  expect((await talk.thread()).filter((text) => text.includes("Deleted"))).toEqual([]);
});

it.each(["fast_forward", "rocket"])(":%s: sends at once", async (order) => {
  const said = await talk.say(aki, "Right away");
  await aki.react(stage.channel, said.ts, order);
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["Right away"]);
  expect((await talk.marks(said)).filter((mark) => mark !== order)).toEqual([SENT]);
});

it.each(["x", "no_entry_sign"])(":%s: cancels, visibly", async (order) => {
  const said = await talk.say(aki, "Better not");
  await talk.marked(said, HELD);
  await aki.react(stage.channel, said.ts, order);
  await talk.marked(said, CANCELLED);
  stage.clock.advance(30_000);
  await stage.quiet();

  expect(talk.received()).toEqual([]);
  expect((await talk.marks(said)).filter((mark) => mark !== order)).toEqual([CANCELLED]);
});

it("any other reaction is just a reaction", async () => {
  const said = await talk.say(aki, "Nice shoes");
  await aki.react(stage.channel, said.ts, "heart");
  await talk.marked(said, HELD);
  const before = talk.received();
  stage.clock.advance(10_000);
  await talk.arrived();

  expect(before).toEqual([]);
});

it("orders on a message that was sent change nothing", async () => {
  const said = await talk.say(aki, "Done");
  stage.clock.advance(10_000);
  await talk.arrived();
  await aki.react(stage.channel, said.ts, "x");
  await aki.react(stage.channel, said.ts, "rocket");
  await stage.quiet();

  expect(talk.received()).toEqual(["Done"]);
});

it("sends one now: all that is held goes, in order", async () => {
  await talk.say(aki, "First");
  const second = await talk.say(aki, "Second");
  await aki.react(stage.channel, second.ts, "fast_forward");
  await talk.arrived(2);
  await stage.quiet();

  expect(talk.received()).toEqual(["First", "Second"]);
});

it("cancels one: the others go", async () => {
  await talk.say(aki, "Keep this");
  const second = await talk.say(aki, "Drop this");
  await aki.react(stage.channel, second.ts, "x");
  stage.clock.advance(10_000);
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["Keep this"]);
});

it("counts from the last message, and lasts 25 seconds at most", async () => {
  const before = sends(stage).length;
  const start = stage.clock.now().getTime();
  await talk.say(aki, "One");
  for (const words of ["Two", "Three"]) {
    stage.clock.advance(9_000);
    await talk.say(aki, words);
  }
  await until("18 seconds later, nothing", async () => (talk.received().length === 0 ? true : undefined));
  const due = await stage.db.delivery.findMany({ where: { kind: "reply", status: "pending" } });
  stage.clock.advance(7_000);
  await talk.arrived(3);
  await stage.quiet();

  const latest = start + 25_000;
  expect(due.map(({ notBefore }) => notBefore.getTime() - latest < 2_000)).toEqual([true, true, true]);
  expect(sends(stage).slice(before)).toMatchObject([{ texts: ["One", "Two", "Three"] }]);
});

it("a question to somebody who edits a held message into a command", async () => {
  const said = await talk.say(aki, "remind me");
  await talk.marked(said, HELD);
  await aki.edit(said, "/remind me");
  await talk.asked(aki, "begins like a command");
  stage.clock.advance(30_000);
  await stage.quiet();

  expect(talk.received()).toEqual([]);
  expect(await talk.marks(said)).toEqual(["question"]);
});

it("calls to Slack stay within what Slack takes", () => {
  expect(stage.slack.violations).toEqual([]);
});
