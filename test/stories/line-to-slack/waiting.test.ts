import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

const waiting = async (stage: Stage, customer: Customer) =>
  stage.db.conversation.findFirstOrThrow({ where: { lineId: customer.userId } });

/** What the channel shows of a thread besides its card. */
const broadcasts = async (stage: Stage, card: Message): Promise<string[]> =>
  (await stage.slack.history(stage.channel))
    .filter((each) => each.thread_ts === card.ts && each.ts !== card.ts)
    .map((each) => each.text);

async function answer(stage: Stage, card: Message, customer: Customer, words: string): Promise<void> {
  const aki = await stage.staff();
  await aki.say(stage.channel, words, { thread_ts: card.ts });
  await until("answered", async () => (await waiting(stage, customer)).waitingSince === null || undefined);
  await stage.quiet();
}

describe("a customer who waits", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  it("waits since the oldest words that nobody has answered", async () => {
    const customer = stage.line.customer({ name: "Hana" });
    const first = Date.now() - 60_000;

    await customer.write("one", { timestamp: first });
    await customer.write("two", { timestamp: first + 10_000 });
    const whileOpen = await waiting(stage, customer);
    await answer(stage, await stage.card(1), customer, "Here we are");
    const whileAnswered = await waiting(stage, customer);
    const third = await customer.write("three");
    await customer.write("four");
    const again = await waiting(stage, customer);

    expect(whileOpen).toMatchObject({ status: "open", waitingSince: new Date(first) });
    expect(whileAnswered).toMatchObject({ status: "open", waitingSince: null });
    expect(again).toMatchObject({ status: "open", waitingSince: new Date(third.event.timestamp) });
  });

  it("is shown in the channel when nobody waited before, and only then", async () => {
    const customer = stage.line.customer({ name: "Kai" });
    await customer.write("first", { timestamp: Date.now() - 9_000 });
    const card = await stage.card(2);
    await customer.write("second", { timestamp: Date.now() - 8_000 });
    await stage.quiet();
    const beforeAnswer = await broadcasts(stage, card);

    await answer(stage, card, customer, "Good morning");
    await customer.write("third");
    await customer.write("fourth");
    await stage.quiet();

    expect(beforeAnswer).toEqual([]);
    expect(await broadcasts(stage, card)).toEqual([expect.stringMatching(/^third/)]);
  });

  it("is not shown there again by words that come late and are answered already", async () => {
    const customer = stage.line.customer({ name: "Late" });
    await customer.write("on time", { timestamp: Date.now() - 9_000 });
    const card = await stage.card(3);
    const late = await customer.write("written before the answer", {
      deliver: false,
      timestamp: Date.now() - 8_000,
    });
    await answer(stage, card, customer, "Answered");

    await late.deliver();
    await stage.inThread(card, "written before the answer");

    expect(await broadcasts(stage, card)).toEqual([]);
    expect((await waiting(stage, customer)).waitingSince).toBeNull();
  });
});

describe("with BROADCAST_WAITING=off", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ settings: { BROADCAST_WAITING: "off" } });
  });
  afterAll(() => stage.close());

  it("a customer who waits again is seen on the card and in the thread only", async () => {
    const customer = stage.line.customer({ name: "Quiet" });
    await customer.write("first", { timestamp: Date.now() - 9_000 });
    const card = await stage.card();
    await answer(stage, card, customer, "Yes?");

    await customer.write("again");
    await stage.inThread(card, "again");
    await stage.quiet();

    expect(await broadcasts(stage, card)).toEqual([]);
  });
});

describe("a customer who only follows", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  it("is remembered, and no thread is opened until words come", async () => {
    const customer = stage.line.customer({ name: "Follower" });

    const followed = await customer.follow();
    await stage.quiet();
    const before = await stage.slack.history(stage.channel);
    const contact = await stage.db.contact.findFirst({ where: { lineUserId: customer.userId } });
    await customer.write("now I ask");

    expect(followed.delivery.status).toBe(200);
    expect(before).toEqual([]);
    expect(contact).toMatchObject({ friendship: "friend" });
    expect(await stage.db.conversation.count()).toBe(1);
    expect((await stage.card()).text).toContain("now I ask");
  });

  it("and leaves again without a word is no conversation either", async () => {
    const customer = stage.line.customer({ name: "Passing" });

    await customer.follow();
    await customer.unfollow();
    await stage.quiet();

    expect(await stage.db.conversation.count({ where: { lineId: customer.userId } })).toBe(0);
    expect(await stage.db.contact.findFirst({ where: { lineUserId: customer.userId } })).toMatchObject({
      friendship: "not",
    });
  });
});
