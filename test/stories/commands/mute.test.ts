import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;

beforeAll(async () => {
  stage = await startStage({ started: false });
  aki = await stage.staff("aki");
  await stage.start();
});
afterAll(() => closeSpotless(stage));

const rowOf = (talk: Talk) => stage.db.conversation.findUniqueOrThrow({ where: { id: talk.number } });
const stored = (talk: Talk) =>
  stage.db.message.findMany({ where: { conversationId: talk.number, author: "customer" }, orderBy: { at: "asc" } });

const said = (text: string): Promise<string> => answerTo(stage, aki, text);

/** One after the other, a second apart, a minute ago at the latest. */
async function writes(talk: Talk, texts: string[]): Promise<Date[]> {
  const first = stage.clock.now().getTime() - 60_000;
  const times = texts.map((_, index) => new Date(first + index * 1_000));
  for (const [index, text] of texts.entries()) {
    const { delivery } = await talk.customer.write(text, { timestamp: times[index]?.getTime() ?? 0 });
    expect(delivery.status).toBe(200);
  }
  return times;
}

/** Everything that can be read in the thread, in order. */
async function readable(talk: Talk): Promise<string> {
  const posts = await stage.slack.thread(stage.channel, talk.card.ts);
  return posts.slice(1).flatMap(seen).join("\n");
}

const asked = (method: string): number =>
  [...stage.slack.calls, ...stage.line.calls].filter((call) =>
    "path" in call ? call.path.includes(method) : call.method === method,
  ).length;

describe("a muted chat", () => {
  it("stores what the customer writes, shows nothing of it, asks nobody, and does not wait", async () => {
    const talk = await openTalk(stage, "Hanako");
    expect(await said(`mute ${talk.number}`)).toContain("muted it");
    await talk.told("muted it");
    await until("the card says so", async () => (await talk.status()).includes(":mute: Muted") || undefined);
    await stage.quiet();
    const cards = asked("chat.update");
    const profiles = asked("/v2/bot/profile");
    const before = await talk.thread();

    await writes(talk, ["Buy!", "Now!"]);
    await stage.quiet();

    expect(await talk.thread()).toEqual(before);
    expect(await stage.cards()).toHaveLength(1);
    expect([asked("chat.update"), asked("/v2/bot/profile")]).toEqual([cards, profiles]);
    expect((await stored(talk)).map(({ reason }) => reason)).toEqual([null, "muted", "muted"]);
    expect(await rowOf(talk)).toMatchObject({ waitingSince: null, muted: "muted" });
  });

  it("shows what came meanwhile, in order, and waits from the oldest words without an answer", async () => {
    const talk = await openTalk(stage, "Jiro");
    await talk.say(aki, "We open at ten.");
    await talk.arrived();
    await until("nobody waits", async () => (await rowOf(talk)).waitingSince === null || undefined);
    await said(`mute ${talk.number}`);
    const later = stage.clock.now().getTime() + 1_000;
    await talk.customer.write("One", { timestamp: later });
    await talk.customer.write("Two", { timestamp: later + 1_000 });
    await talk.customer.write("Three", { timestamp: later + 2_000 });

    expect(await said(`unmute ${talk.number}`)).toContain("aki unmuted it; 3 messages came meanwhile");

    await talk.told("3 messages came meanwhile");
    await stage.quiet();
    expect(await readable(talk)).toMatch(/One[^]*Two[^]*Three/);
    expect(await rowOf(talk)).toMatchObject({ muted: "no", mutedAt: null, waitingSince: new Date(later) });
    expect((await stored(talk)).filter(({ deskTs }) => deskTs === null)).toEqual([]);
    const history = await stage.slack.history(stage.channel);
    expect(history.some((post) => post.thread_ts === talk.card.ts && post.text.includes("One"))).toBe(true);
    expect(await talk.status()).toContain("Needs an answer");
  });

  it("shows the newest 20 of many, and counts the others", async () => {
    const talk = await openTalk(stage, "Saburo");
    await said(`mute ${talk.number}`);
    const texts = Array.from({ length: 25 }, (_, index) => `word-${index + 1}.`);
    const [first] = await writes(talk, texts);

    expect(await said(`unmute ${talk.number}`)).toContain("25 messages came meanwhile, the newest 20 are shown here");

    await stage.quiet();
    const read = await readable(talk);
    expect(texts.filter((text) => read.includes(text))).toEqual(texts.slice(5));
    expect(texts.slice(5).map((text) => read.indexOf(text))).toEqual(
      texts
        .slice(5)
        .map((text) => read.indexOf(text))
        .toSorted((a, b) => a - b),
    );
    // it waited before it was muted, and nobody has answered since
    const { waitingSince } = await rowOf(talk);
    expect(waitingSince?.getTime()).toBeLessThan(first?.getTime() ?? 0);
    expect(await said(`mute ${talk.number}`)).toContain("muted it");
    expect(await said(`unmute ${talk.number}`)).toMatch(/unmuted it$/);
  });

  it("forgets words that the customer takes back", async () => {
    const talk = await openTalk(stage, "Shiro");
    await said(`mute ${talk.number}`);
    const secret = await talk.customer.write("my secret", { timestamp: stage.clock.now().getTime() });
    await talk.customer.write("kept", { timestamp: stage.clock.now().getTime() + 1 });

    await talk.customer.unsend(secret.messageId ?? "");
    await stage.quiet();
    const [, taken] = await stored(talk);
    expect(taken).toMatchObject({ state: "unsent", parts: [] });
    expect((await talk.thread()).join()).not.toContain("unsent");
    await said(`unmute ${talk.number}`);

    await talk.told("1 message came meanwhile");
    await stage.quiet();
    expect(await readable(talk)).not.toContain("my secret");
    expect(await readable(talk)).toContain("kept");
  });

  it("lets staff answer, and whoever was answered does not wait when it is unmuted", async () => {
    const talk = await openTalk(stage, "Goro");
    await said(`mute ${talk.number}`);
    await writes(talk, ["Hello again"]);

    await talk.say(aki, "We cannot help with that.");
    expect(await talk.arrived()).toEqual(["We cannot help with that."]);
    await until("it was answered", async () => (await rowOf(talk)).answeredUntil !== null || undefined);
    await said(`unmute ${talk.number}`);

    await talk.told("Hello again");
    expect((await rowOf(talk)).waitingSince).toBeNull();
  });

  it("waits as before if nothing came, and is the same after it was spam for a while", async () => {
    const talk = await openTalk(stage, "Rokuro");
    const { waitingSince } = await rowOf(talk);
    await said(`mute ${talk.number}`);
    await said(`spam ${talk.number}`);

    await said(`unmute ${talk.number}`);

    expect(await rowOf(talk)).toMatchObject({ waitingSince, muted: "no", status: "open" });
    expect(await said(`unmute ${talk.number}`)).toContain("It is so already");
  });
});

describe("spam", () => {
  it("is muted, and found by its number alone", async () => {
    const talk = await openTalk(stage, "Lottery");
    expect(await said(`spam ${talk.number}`)).toContain("marked it as spam");
    await until("the card says so", async () => (await talk.status()).includes(":mute: Spam") || undefined);

    await writes(talk, ["You won!"]);
    await stage.quiet();

    expect((await talk.thread()).join()).not.toContain("You won!");
    expect(await said("done Lottery")).toContain('There is no chat "Lottery"');
    expect(await said(`unmute ${talk.number}`)).toContain("1 message came meanwhile");
    await talk.told("You won!");
    expect(await said("done Lottery")).toContain("marked it done");
  });

  it.each(["mute 1 please", "spam 1 x", "unmute 1 2"])("a slip changes nothing: %s", async (typed) => {
    expect(await said(typed)).toContain("It goes like this");
  });
});

describe("a muted chat of long ago", () => {
  it("was done and quiet for long: what came goes on in its thread and opens it again", async () => {
    const talk = await openTalk(stage, "Shichiro");
    await said(`done ${talk.number}`);
    await said(`ミュート ${talk.number}`);
    stage.clock.advance(10 * 24 * 3_600_000);
    const later = stage.clock.now().getTime() - 1_000;
    await talk.customer.write("Do you remember me?", { timestamp: later });
    await stage.quiet();
    expect(await rowOf(talk)).toMatchObject({ status: "done" });

    await said(`ミュート解除 ${talk.number}`);

    await talk.told("Do you remember me?");
    expect(await rowOf(talk)).toMatchObject({ status: "open", doneAt: null, waitingSince: new Date(later) });
  });
});
