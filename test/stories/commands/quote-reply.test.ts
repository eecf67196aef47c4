/** "LINE: reply to this" on a message: what is sent quotes it. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, quoteTokenOf, type Talk } from "../../support/talk.ts";
import { optionsOf, windowSays, written } from "../../support/window.ts";

let stage: Stage;
let aki: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
});
afterAll(() => closeSpotless(stage));

/** Nothing is quoted before the app knows where it stands. */
async function next(words: string): Promise<Talk> {
  const talk = await openTalk(stage, `Quoted ${(count += 1)}`, { words });
  await stage.quiet();
  return talk;
}
const said = async (talk: Talk): Promise<unknown[]> => {
  await talk.told("aki sends to the customer");
  await stage.quiet();
  return stage.line.phone(talk.customer).flatMap(({ from, message }) => (from === "account" ? [message] : []));
};

it("words are sent with the quote of the message, once", async () => {
  const talk = await next("Is it open on Sunday?");
  const post = await talk.told("Is it open on Sunday?");
  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: post.ts });
  const view = await windowSays(stage, aki, "» Is it open on Sunday?");
  await Promise.all([aki.submit(view, { words: "Yes!" }), aki.submit(view, { words: "Yes!" })]);

  expect(await said(talk)).toEqual([
    { type: "text", text: "Yes!", quoteToken: await quoteTokenOf(stage, "Is it open on Sunday?") },
  ]);
});

it("a sticker quotes it as well", async () => {
  const talk = await next("I passed the exam");
  const post = await talk.told("I passed the exam");
  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: post.ts });
  await aki.clickView(await windowSays(stage, aki, "With a sticker instead"), "quote:sticker");
  const list = await windowSays(stage, aki, "The sticker quotes the message");
  await aki.clickView(list, "board:stickers:take:16581243");
  await aki.submit(await windowSays(stage, aki, "The customer will see this:"));

  const quoteToken = await quoteTokenOf(stage, "I passed the exam");
  expect(await said(talk)).toEqual([{ type: "sticker", packageId: "8515", stickerId: "16581243", quoteToken }]);
});

it("of a post with several messages, the one that is chosen is quoted", async () => {
  const talk = await next("Hello");
  const timestamp = stage.clock.now().getTime() - 60_000;
  const apples = await talk.customer.write("Are there apples?", { timestamp, deliver: false });
  const pears = await talk.customer.write("Are there pears?", { timestamp: timestamp + 1_000, deliver: false });
  await stage.line.deliver([apples, pears]);
  const post = await talk.told("Are there apples?");
  await stage.quiet();
  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: post.ts });
  const view = await windowSays(stage, aki, "Which message do you answer?");
  const options = optionsOf(view);
  expect(options.map(({ text }) => text.text)).toEqual(["Are there apples?", "Are there pears?"]);
  await aki.submit(view, { "which-message": options[0], words: "Many" });

  expect(await said(talk)).toEqual([
    { type: "text", text: "Many", quoteToken: await quoteTokenOf(stage, "Are there apples?") },
  ]);
});

it("the card cannot be quoted, and an unsent message is asked about", async () => {
  const talk = await next("Oops");
  const { event } = await talk.customer.write("Never mind me", { timestamp: stage.clock.now().getTime() - 60_000 });
  const post = await talk.told("Never mind me");
  await stage.quiet();
  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: talk.card.ts });
  await windowSays(stage, aki, "This cannot be quoted");

  await aki.shortcut("reply_to_message", { channel: stage.channel, ts: post.ts });
  const view = await windowSays(stage, aki, "» Never mind me");
  await talk.customer.unsend((event["message"] as { id: string }).id);
  await stage.quiet();
  await aki.submit(view, { words: "All right" });
  await talk.told("is not there any more");

  expect(talk.received()).toEqual([]);
});

it("the menu of a message opens the stickers of its chat", async () => {
  const talk = await next("Hi");
  const post = await talk.told("Hi");
  await aki.shortcut("send_sticker", { channel: stage.channel, ts: post.ts });

  const view = await windowSays(stage, aki, "sticker/16581242/");
  expect(written(view)).toContain(`Quoted ${count}`);
});
