/** Away for a while: what staff wrote meanwhile is found in the threads, and the gap is told once. */
import { afterEach, beforeEach, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

const MINUTE = 60_000;

let stage: Stage;
let customer: Customer;
let card: Message;
beforeEach(async () => {
  stage = await startStage();
  customer = stage.line.customer({ name: "Sakura" });
  await customer.write("Are you open tomorrow?");
  card = await stage.card();
  await stage.inThread(card, "Are you open tomorrow?");
  await stage.quiet();
});
afterEach(() => stage.close());

/** Everybody is away, a person answers in the thread, and Slack's events reach nobody. */
async function answerWhileAway(minutes: number): Promise<void> {
  const aki = await stage.staff();
  await stage.stop();
  await aki.say(stage.channel, "Yes, from ten.", { thread_ts: card.ts, deliver: false });
  stage.clock.advance(minutes * MINUTE);
}

const gaps = async (): Promise<Message[]> =>
  (await stage.slack.history(stage.channel)).filter((each) => each.text.includes("was away from"));

it("sends what was written a few minutes ago, and tells the gap", async () => {
  await answerWhileAway(5);

  await stage.start();
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await until("the gap in the channel", async () => (await gaps())[0]);
  await stage.quiet();

  expect(stage.received(customer)).toEqual(["Yes, from ten."]);
  expect(await gaps()).toHaveLength(1);
});

it("asks about what was written more than 15 minutes ago", async () => {
  await answerWhileAway(20);

  await stage.start();
  const questions = async (): Promise<Message[]> =>
    (await stage.slack.thread(stage.channel, card.ts)).filter(
      (each) => each.ts !== card.ts && each.bot_id && JSON.stringify(each.blocks).includes("Yes, from ten."),
    );
  await until("a question in the thread", async () => (await questions())[0]);
  await stage.quiet();

  expect(await questions()).toHaveLength(1);
  expect(stage.received(customer)).toEqual([]);
});

it("says that a command written meanwhile was not carried out, and tells the customer nothing of it", async () => {
  const aki = await stage.staff();
  await stage.stop();
  const command = `<@${stage.slack.botUserId}> done`;
  await aki.say(stage.channel, command, { thread_ts: card.ts, deliver: false });
  stage.clock.advance(5 * MINUTE);

  await stage.start();
  const told = await until("a private word", () => stage.slack.ephemerals.find(({ user }) => user === aki.userId));
  await stage.quiet();

  expect(told.text).toContain("not carried out");
  expect(stage.received(customer)).toEqual([]);
  expect((await stage.db.conversation.findFirst())?.status).toBe("open");
});

it("tells one gap when two instances start together", async () => {
  await answerWhileAway(5);

  await Promise.all([stage.start(), stage.start()]);
  await until("the gap in the channel", async () => (await gaps())[0]);
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await stage.quiet();

  expect(await gaps()).toHaveLength(1);
  expect(stage.received(customer)).toEqual(["Yes, from ten."]);
});

it("finds what was written meanwhile although Slack itself is away at the start", async () => {
  await answerWhileAway(5);
  let refused = 0;
  stage.slack.setFault((call, phase) => {
    if (phase !== "before" || call.method !== "conversations.replies" || refused > 1) return;
    refused += 1;
    return { kind: "reset" };
  });

  await stage.start();
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await stage.quiet();

  expect(refused).toBe(2);
  expect(stage.received(customer)).toEqual(["Yes, from ten."]);
});

it("tells no gap after a short restart, and finds what was written meanwhile", async () => {
  await answerWhileAway(0.5);

  await stage.start();
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await stage.quiet();

  expect(await gaps()).toEqual([]);
  expect(stage.received(customer)).toEqual(["Yes, from ten."]);
});

it("tells no gap when another instance was there all the time", async () => {
  await stage.start();
  stage.clock.advance(5 * MINUTE);
  await until("the other one's heartbeat", async () => {
    const seen = await stage.db.instance.findFirst({ orderBy: { seenAt: "desc" } });
    return seen && stage.clock.now().getTime() - seen.seenAt.getTime() < MINUTE ? seen : undefined;
  });

  await stage.start();
  await stage.quiet();

  expect(await gaps()).toEqual([]);
});
