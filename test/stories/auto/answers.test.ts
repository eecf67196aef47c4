/** Automatic replies as customers get them, and as the thread tells of them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closedNow, dropRules, heardBy, makeRule, openAccount, text } from "../../support/auto.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { arrivedAt, cardOf, openTalk, sends, type Talk } from "../../support/talk.ts";

const HOUR = 3_600_000;
let stage: Stage;
let aki: Staff;
let count = 0;

beforeAll(async () => {
  stage = await startStage({ started: false });
  await openAccount(stage, { hours: closedNow(stage) });
  await stage.start();
  aki = await stage.staff();
});
afterEach(async () => {
  stage.line.setFault(undefined);
  await stage.quiet();
  await dropRules(stage);
});
afterAll(() => closeSpotless(stage));

const fresh = (): Customer => stage.line.customer({ name: `Guest ${(count += 1)}` });
const chatOf = async (customer: Customer) =>
  stage.db.conversation.findFirstOrThrow({ where: { lineId: customer.userId } });

/** First, while the clock of the app is still that of Slack. */
describe("an answer of the team", () => {
  it("goes by push after the machine has used the token, and ends the waiting", async () => {
    await makeRule(stage, "uniform", { messages: [text("Automatic")] });
    const customer = fresh();
    // Slack's clock counts in seconds here: what is written in the same second would come before
    await customer.write("Hello", { timestamp: stage.clock.now().getTime() - 5_000 });
    await arrivedAt(stage, customer, 1);
    const card = await cardOf(stage, customer);
    const before = sends(stage).length;
    await aki.say(stage.channel, "A person", { thread_ts: card.ts });

    expect(await arrivedAt(stage, customer, 2)).toEqual(["Automatic", "A person"]);
    await stage.quiet();
    expect(
      sends(stage)
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(["push"]);
    expect((await chatOf(customer)).waitingSince).toBeNull();
  });

  it("that is quicker than the machine keeps it quiet, and has the token", async () => {
    const talk = await openTalk(stage, `Guest ${(count += 1)}`);
    await stage.quiet();
    await stage.db.contact.updateMany({ data: { displayName: null } });
    await makeRule(stage, "uniform", { messages: [text("Automatic, {name}")] });
    const before = sends(stage).length;
    let written = false;
    // the machine asks for the name; while LINE thinks about it somebody answers
    stage.line.setFault(async (call, phase) => {
      if (written || phase !== "before" || !call.method.includes("/profile/")) return undefined;
      written = true;
      await talk.say(aki, "A person");
      await until("the words of the team", async () =>
        stage.db.message.findFirst({ where: { author: "staff", parts: { array_contains: [{ text: "A person" }] } } }),
      );
      return undefined;
    });
    await talk.customer.write("Hello", { timestamp: stage.clock.now().getTime() - 5_000 });
    await talk.arrived();
    await stage.quiet();

    expect(talk.received()).toEqual(["A person"]);
    expect(
      sends(stage)
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(["reply"]);
  });

  it("keeps the machine quiet for a while", async () => {
    const talk = await openTalk(stage, `Guest ${(count += 1)}`, { fresh: true });
    await talk.say(aki, "I am here");
    await talk.arrived();
    await makeRule(stage, "uniform", { everyTime: true, messages: [text("Automatic")] });
    await talk.customer.write("Good!");

    await stage.quiet();
    expect(talk.received()).toEqual(["I am here"]);
  });
});

describe("outside response hours", () => {
  it("who was not told because the rule was switched off at that moment is told the next time", async () => {
    const id = await makeRule(stage, "uniform", { when: "closed", messages: [text("Closed now")] });
    const customer = fresh();
    // what was written is accepted and nobody delivers it yet
    await stage.db.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE attempt IN ACCESS EXCLUSIVE MODE`;
        await customer.write("Hello", { timestamp: stage.clock.now().getTime() - 20_000 });
        await tx.autoReply.update({ where: { id }, data: { enabled: false } });
      },
      { timeout: 30_000 },
    );
    await stage.quiet();
    expect(stage.received(customer)).toEqual([]);
    await stage.db.autoReply.update({ where: { id }, data: { enabled: true } });

    await customer.write("Is anybody there?");

    expect(await arrivedAt(stage, customer, 1)).toEqual(["Closed now"]);
  });

  it("a customer hears when somebody is there, free of charge, and the chat goes on waiting", async () => {
    await makeRule(stage, "uniform", {
      name: "Closed",
      when: "closed",
      messages: ["Hello {name}! We answer {next_open}.", "เราเปิด{next_open}", "我們{next_open}回覆您。"].map(text),
    });
    const [billed, free] = [stage.line.billed(), stage.line.free()];
    const customer = fresh();

    await customer.write("Are you there?");

    const [first, second, third] = await arrivedAt(stage, customer, 3);
    expect(first).toMatch(new RegExp(String.raw`^Hello ${customer.name}! We answer (today|tomorrow) \d?\d:\d\d\.$`));
    // each in the language of its text
    expect(second).toMatch(/^เราเปิด(วันนี้|พรุ่งนี้) \d?\d:\d\d น\.$/);
    expect(third).toMatch(/^我們(今天|明天) \d?\d:\d\d回覆您。$/);
    const line = await stage.inThread(await cardOf(stage, customer), "Automatic reply (Closed)");
    expect(line.text).toContain(`Hello ${customer.name}!`);
    await stage.quiet();
    expect([stage.line.billed() - billed, stage.line.free() - free]).toEqual([0, 1]);
    const { waitingSince, answeredUntil, status } = await chatOf(customer);
    expect({ waits: waitingSince !== null, answeredUntil, status }).toEqual({
      waits: true,
      answeredUntil: null,
      status: "open",
    });
  });

  it("a chat hears it once until the next opening, and again when the hours have ended again", async () => {
    await makeRule(stage, "uniform", { when: "closed", messages: [text("We are closed.")] });
    const customer = fresh();
    await customer.write("One");
    await arrivedAt(stage, customer, 1);
    stage.clock.advance(HOUR);
    await customer.write("Two");
    await stage.quiet();
    expect(stage.received(customer)).toHaveLength(1);

    stage.clock.advance(3 * HOUR);
    await customer.write("Now you are open");
    await stage.quiet();
    expect(stage.received(customer)).toHaveLength(1);

    stage.clock.advance(5 * HOUR);
    await customer.write("Closed again");
    expect(await arrivedAt(stage, customer, 2)).toHaveLength(2);
    stage.clock.advance(15 * HOUR);
  });

  it("or each time, if the rule says so", async () => {
    await makeRule(stage, "uniform", { when: "closed", everyTime: true, messages: [text("We are closed.")] });
    const customer = fresh();
    await customer.write("One");
    await arrivedAt(stage, customer, 1);
    stage.clock.advance(60_000);
    await customer.write("Two");

    expect(await arrivedAt(stage, customer, 2)).toHaveLength(2);
  });
});

describe("keywords", () => {
  it("go before the uniform reply, in their order, whatever the width, the case and the kana", async () => {
    await makeRule(stage, "uniform", { messages: [text("Thank you for your words.")] });
    await makeRule(stage, "keyword", { keywords: ["カード"], match: "contains", messages: [text("Cards are fine.")] });
    await makeRule(stage, "keyword", { keywords: ["営業", "ＯＰＥＮ"], messages: [text("9 to 18.")] });

    const say = async (words: string): Promise<string | undefined> => {
      const customer = fresh();
      await customer.write(words);
      return (await arrivedAt(stage, customer, 1))[0];
    };

    expect(await say("ｶｰﾄﾞは使えますか")).toBe("Cards are fine.");
    expect(await say("open")).toBe("9 to 18.");
    expect(await say("open?")).toBe("Thank you for your words.");
  });

  it("are answered with buttons, whose taps are answered by their words", async () => {
    await makeRule(stage, "keyword", {
      keywords: ["menu"],
      messages: [
        {
          text: "What can we do, {name}?",
          buttons: [
            { label: "Shop", link: "https://example.com/" },
            { label: "Call", tel: "03-1234-5678" },
            { label: "Hours", data: "hours please" },
          ],
        },
      ],
    });
    await makeRule(stage, "keyword", { keywords: ["HOURS PLEASE"], messages: [text("9 to 18.")] });
    await makeRule(stage, "keyword", { keywords: ["quiet"], taps: false, messages: [text("Never for taps.")] });
    const customer = fresh();
    await customer.write("Menu");

    const [menu] = await until("the buttons", () => {
      const heard = heardBy(stage, customer);
      return heard.length > 0 ? heard : undefined;
    });
    expect(menu).toMatchObject({
      type: "template",
      template: {
        type: "buttons",
        text: `What can we do, ${customer.name}?`,
        actions: [
          { type: "uri", uri: "https://example.com/" },
          { type: "uri", uri: "tel:0312345678" },
          { type: "postback", data: "hours please", displayText: "Hours" },
        ],
      },
    });
    stage.clock.advance(5_000);
    await customer.postback("hours please");
    await arrivedAt(stage, customer, 2);
    stage.clock.advance(20_000);
    await customer.postback("quiet");
    await stage.quiet();
    expect(stage.received(customer).slice(1)).toEqual(["9 to 18."]);
    await stage.inThread(await cardOf(stage, customer), "[Hours] hours please");
  });
});

describe("greetings", () => {
  it("are said to a new friend, and another to one who comes back", async () => {
    await makeRule(stage, "follow", { messages: [text("Welcome {name}! Write to us, we cannot begin.")] });
    await makeRule(stage, "unblock", { messages: [text("Welcome back!")] });
    const free = stage.line.free();
    const customer = fresh();
    await customer.follow();
    expect(await arrivedAt(stage, customer, 1)).toEqual([`Welcome ${customer.name}! Write to us, we cannot begin.`]);
    await customer.unfollow();
    await customer.unblock();
    expect(await arrivedAt(stage, customer, 2)).toEqual([
      `Welcome ${customer.name}! Write to us, we cannot begin.`,
      "Welcome back!",
    ]);
    await stage.quiet();

    expect(stage.line.free() - free).toBe(2);
    expect(await stage.db.conversation.count({ where: { lineId: customer.userId } })).toBe(0);
    // of somebody without a chat nothing is kept that forgetting them would not find
    const kept = await stage.db.delivery.findMany({ where: { kind: "auto", conversationId: null } });
    expect(kept.map(({ payload }) => payload)).toEqual([{}, {}]);
    const tried = await stage.db.attempt.findMany({
      where: { id: { in: kept.flatMap((each) => each.attemptId ?? []) } },
    });
    expect(tried.map(({ body }) => body)).toEqual([{ erased: true }, { erased: true }]);
  });

  it("appear in the thread of somebody who has one", async () => {
    await makeRule(stage, "unblock", { name: "Back", messages: [text("Welcome back!")] });
    const talk: Talk = await openTalk(stage, `Guest ${(count += 1)}`);
    await talk.customer.unfollow();
    await talk.customer.unblock();

    await talk.arrived();
    expect((await talk.told("Automatic reply (Back)")).text).toContain("Welcome back!");
  });

  it("are not said for a follow that LINE delivers again", async () => {
    await makeRule(stage, "follow", { messages: [text("Welcome!")] });
    const customer = fresh();
    const event = await customer.follow();
    await arrivedAt(stage, customer, 1);
    await event.redeliver();
    await stage.quiet();

    expect(stage.received(customer)).toEqual(["Welcome!"]);
  });
});
