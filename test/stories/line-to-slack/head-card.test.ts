import { afterAll, beforeAll, expect, it } from "vitest";

import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => closeSpotless(stage));

const PICTURE = "https://profile.line-scdn.net/sakura";

it("shows who waits, since when, the first words and the number; the words stand in its thread under the customer's name", async () => {
  const { slack, channel } = stage;
  const timestamp = Date.now() - 90_000;
  const customer = stage.line.customer({ name: "Sakura", pictureUrl: PICTURE });

  await customer.write("Are you open tomorrow?", { timestamp });
  const card = await stage.card();
  const shown = await stage.inThread(card, "Are you open tomorrow?");
  await stage.quiet();

  const [header, status, words] = seen(card);
  const hint = seen(card).at(-1);
  expect(header).toBe("Sakura · #1");
  expect(status).toContain("*Needs an answer*");
  expect(status).toContain(`waiting since <!date^${Math.floor(timestamp / 1000)}^`);
  expect(words).toBe("Are you open tomorrow?");
  expect(hint).toContain("go to the customer");
  expect(card.blocks?.[1]).toMatchObject({ accessory: { image_url: PICTURE, alt_text: "Sakura" } });
  expect(card.text).toBe("Sakura · #1: Are you open tomorrow?");
  expect(card.username).toBeUndefined();
  expect(shown).toMatchObject({ username: "Sakura · LINE", thread_ts: card.ts, icons: { image_72: PICTURE } });
  expect((await slack.history(channel)).map((each) => each.ts)).toEqual([card.ts]);
});

it("puts what the same customer writes later into the same thread and keeps the first words on the card", async () => {
  const { slack, channel } = stage;
  const customer = stage.line.customer({ name: "Ren" });
  await customer.write("My order is late");
  const card = await stage.card(2);
  await stage.quiet();

  await customer.write("It is number 88");
  await customer.write("Hello?");
  await stage.quiet();

  const thread = await slack.thread(channel, card.ts);
  const updates = slack.calls.filter((call) => call.method === "chat.update");
  expect(thread.slice(1).flatMap(seen)).toEqual(["My order is late", "It is number 88", "Hello?"]);
  expect(seen((await slack.message(channel, card.ts)) ?? card)).toContain("My order is late");
  expect(await stage.cards()).toHaveLength(2);
  expect(updates.length).toBeGreaterThan(0);
  expect(updates.map((call) => call.body["ts"])).toEqual(updates.map(() => card.ts));
});

it("shows on the card that it was answered, and that the customer waits again", async () => {
  const { slack, channel } = stage;
  const aki = await stage.staff();
  const customer = stage.line.customer({ name: "Yui" });
  await customer.write("Do you have size M?", { timestamp: Date.now() - 5_000 });
  const card = await stage.card(3);
  const status = async (): Promise<string> => seen((await slack.message(channel, card.ts)) ?? card)[1] ?? "";

  await aki.say(channel, "Yes!", { thread_ts: card.ts });
  await until("the card says answered", async () => ((await status()).includes("*Answered*") ? true : undefined));
  await customer.write("And in blue?");

  const again = await until("the card says waiting", async () =>
    (await status()).includes("*Needs an answer* · waiting since") ? status() : undefined,
  );
  expect(again).toContain(":large_orange_circle:");
});

it("follows a customer who takes another name, once the old one is a day old", async () => {
  const customer = stage.line.customer({ name: "Before" });
  await customer.write("first");
  const card = await stage.card(4);
  await stage.quiet();

  customer.rename("After");
  stage.clock.advance(25 * 3_600_000);
  await customer.write("second");
  const shown = await stage.inThread(card, "second");
  await stage.quiet();

  expect(shown.username).toBe("After · LINE");
  expect(seen((await stage.slack.message(stage.channel, card.ts)) ?? card)[0]).toBe("After · #4");
});

it("gives every conversation of the workspace a number of its own", async () => {
  const customers = ["Ao", "Iro", "Umi"].map((name) => stage.line.customer({ name }));
  for (const customer of customers) await customer.write("hello");
  await stage.quiet();

  const numbers = (await stage.cards()).map((card) => /#\d+/.exec(card.text)?.[0]);

  expect(new Set(numbers).size).toBe(7);
});
