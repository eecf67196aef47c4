/** People have a chat: by hand, or because one of them answered. And what the modes and the hours change around it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { dropRules, makeRule } from "../../support/auto.ts";
import { cast } from "../../support/cast.ts";
import { watch } from "../../support/doors.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const HOUR = 3_600_000;

let stage: Stage;
let aki: Staff;
let ben: Staff;
beforeAll(async () => {
  ({ stage, aki, ben } = await cast());
});
afterAll(() => closeSpotless(stage));

const chatOf = async (talk: Talk) => {
  const thread = await stage.db.thread.findFirstOrThrow({ where: { ts: talk.card.ts } });
  return stage.db.conversation.findUniqueOrThrow({ where: { id: thread.conversationId } });
};
const say = async (who: Staff, words: string): Promise<string> =>
  (await watch(stage, who, () => who.slash("/line", words, stage.channel))).text;
const hours = (words: string): Promise<string> => say(aki, `hours ${words}`);
const onCard = (talk: Talk, words: string | RegExp) =>
  until(`the card says ${String(words)}`, async () => {
    const shown = await talk.status();
    return (typeof words === "string" ? shown.includes(words) : words.test(shown)) || undefined;
  });

async function answer(talk: Talk, words: string): Promise<void> {
  await talk.say(ben, words);
  await until("it arrived", () => talk.received().includes(words) || undefined);
  await stage.quiet();
}

describe("a chat that is switched to manual", () => {
  it("says so in the thread and on the card, and is given back with a button", async () => {
    const talk = await openTalk(stage, "Hanako");
    const { id } = await chatOf(talk);

    await say(ben, `manual ${id}`);

    await talk.told("ben switched automatic replies off in this chat");
    await onCard(talk, "automatic replies are off in this chat");
    expect(await chatOf(talk)).toMatchObject({ manual: true, manualUntil: null });
    expect(await say(aki, `manual ${id}`)).toContain("It is so already");

    await stage.quiet();
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:manual", `${id} off`);

    await talk.told("aki switched automatic replies on again in this chat");
    expect(await chatOf(talk)).toMatchObject({ manual: false, manualUntil: null });
    expect(await say(aki, `manual ${id} off`)).toContain("It is so already");
  });

  it("is so until the time that was said", async () => {
    const talk = await openTalk(stage, "Taro");
    const { id } = await chatOf(talk);
    const now = stage.clock.now().getTime();

    await say(ben, `手動 ${id} 3時間`);

    const { manual, manualUntil } = await chatOf(talk);
    expect(manual).toBe(false);
    expect(Math.abs((manualUntil?.getTime() ?? 0) - now - 3 * HOUR)).toBeLessThan(60_000);
    expect(await say(ben, `manual ${id} whenever`)).toContain("no clear time");
    await say(ben, `manual ${id} 解除`);
    expect(await chatOf(talk)).toMatchObject({ manualUntil: null });
  });
});

describe("who answers a chat has it", () => {
  it("for the hours of the settings, and not before LINE has accepted the answer", async () => {
    const talk = await openTalk(stage, "Jiro");
    expect((await chatOf(talk)).manualUntil).toBeNull();

    await hours("pause 5");
    await answer(talk, "Good morning");

    const { manualUntil } = await chatOf(talk);
    const left = (manualUntil?.getTime() ?? 0) - stage.clock.now().getTime();
    expect(left).toBeGreaterThan(4.9 * HOUR);
    expect(left).toBeLessThanOrEqual(5 * HOUR);
  });

  it("which the card says where there are automatic replies", async () => {
    await makeRule(stage, "keyword", { keywords: ["price"] });
    const talk = await openTalk(stage, "Rokuro");

    await answer(talk, "We have it");

    await onCard(talk, "automatic replies rest until");
    expect(await talk.status()).toContain("Rokuro");
    await dropRules(stage);
  });

  it("not at all where the settings say so", async () => {
    await hours("pause 0");
    const talk = await openTalk(stage, "Saburo");

    await answer(talk, "Good evening");

    expect((await chatOf(talk)).manualUntil).toBeNull();
  });
});

describe("in automatic mode", () => {
  it("nobody is called, unless people have the chat; the chat waits all the same", async () => {
    const talk = await openTalk(stage, "Shiro");
    const { id } = await chatOf(talk);
    await say(ben, `assign ${id} me`);
    const calls = async (): Promise<number> =>
      (await talk.thread()).filter((text) => text.includes(`<@${ben.userId}>`)).length;
    /** Done, and the customer writes again. */
    const comesBack = async (words: string): Promise<void> => {
      await say(ben, `done ${id}`);
      stage.clock.advance(1_000);
      await talk.customer.write(words, { timestamp: stage.clock.now().getTime() });
      await stage.inThread(talk.card, words);
      await stage.quiet();
    };

    await hours("mode always automatic");
    await comesBack("Are you there?");
    expect(await calls()).toBe(0);
    expect(await chatOf(talk)).toMatchObject({ status: "open", assigneeId: ben.userId });
    expect((await chatOf(talk)).waitingSince).not.toBeNull();

    await say(ben, `manual ${id}`);
    await comesBack("And now?");
    expect(await calls()).toBe(1);
    await hours("mode always manual + automatic");
  });
});

describe("the card", () => {
  it("says until when it is open, and is drawn again when it closes, and when it opened with the app away", async () => {
    const talk = await openTalk(stage, "Goro");
    await talk.customer.write("Hello again");
    const minutes = (ahead: number): string => {
      const at = new Date(stage.clock.now().getTime() + (9 * 60 + ahead) * 60_000);
      return at.toISOString().slice(11, 16);
    };
    // from an hour ago until in an hour or two, whatever the time is, without crossing midnight
    const hour = Number(minutes(0).slice(0, 2));
    if (hour >= 21) stage.clock.advance((24 - hour + 1) * HOUR);
    const [from, to] = [minutes(0).slice(0, 2), minutes(120).slice(0, 2)];
    await hours(`every day ${from}:00-${to}:00`);
    await talk.customer.write("Anybody?", { timestamp: stage.clock.now().getTime() });

    await onCard(talk, "open now, until");
    await stage.quiet();
    stage.clock.advance(2 * HOUR);

    await onCard(talk, "closed now, opens");
    // it opens while nobody is there to see it
    await stage.stop();
    stage.clock.advance(22 * HOUR);
    await stage.start();

    await onCard(talk, "open now, until");
    expect(await hours("always")).toContain("always open");
  });
});
