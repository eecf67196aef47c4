import { afterEach, describe, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { seen } from "../../support/seen.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
afterEach(() => stage.close());

async function chat(name: string): Promise<{ customer: Customer; card: Message }> {
  const customer = stage.line.customer({ name });
  await customer.write("hello");
  const card = await stage.card();
  await stage.quiet();
  return { customer, card };
}

/** A post under a customer's name is none: it may stand there for a moment before it is taken back. */
const newCard = (old: Message): Promise<Message> =>
  until("a new card", async () =>
    (await stage.cards()).find((each) => each.ts !== old.ts && each.username === undefined),
  );

/** Posts in the channel that are neither a card nor in a thread of one. */
async function strays(): Promise<string[]> {
  const posts = await stage.slack.history(stage.channel);
  return posts.flatMap((post) => (post.username === undefined || post.thread_ts !== undefined ? [] : [post.text]));
}

describe("a head card that an administrator deletes", () => {
  it("is replaced when the customer writes again, and nothing lands in the channel by mistake", async () => {
    stage = await startStage();
    const { customer, card } = await chat("Sakura");

    await stage.slack.deleteMessage(stage.channel, card.ts);
    await customer.write("are you there?");
    await customer.write("hello?");
    const fresh = await newCard(card);
    await stage.inThread(fresh, "hello?");
    await stage.quiet();

    const words = (await stage.slack.thread(stage.channel, fresh.ts))
      .slice(1)
      .map((each) => each.text)
      .join("\n");
    expect(words).toBe("are you there?\nhello?");
    expect(seen(fresh)[0]).toBe("Sakura · #1");
    expect(await strays()).toEqual([]);
    expect(stage.slack.violations).toEqual([]);
  });

  it("is noticed by a picture that landed in the channel: it is taken away there and shown in the new thread", async () => {
    stage = await startStage();
    const { customer, card } = await chat("Picture");

    stage.slack.setRequestUrl(null);
    await stage.slack.deleteMessage(stage.channel, card.ts);
    await customer.send({ type: "image", bytes: Buffer.from("not for everybody") });
    const fresh = await newCard(card);
    const shown = await until("the picture in its thread", async () =>
      (await stage.slack.thread(stage.channel, fresh.ts)).find((each) => (each.files ?? []).length > 0),
    );
    await stage.quiet();

    const inChannel = (await stage.slack.history(stage.channel)).filter((each) => (each.files ?? []).length > 0);
    expect(inChannel).toEqual([]);
    const { bytes } = (await stage.slack.file(String(shown.files?.[0]?.["id"]))) ?? {};
    expect(Buffer.from(bytes ?? []).toString()).toBe("not for everybody");
  });

  it("is noticed though Slack's event about it never came", async () => {
    stage = await startStage({ slack: { deleteOtherNames: "allowed" } });
    const { customer, card } = await chat("Unheard");

    stage.slack.setRequestUrl(null);
    await stage.slack.deleteMessage(stage.channel, card.ts);
    await customer.write("are you there?");
    const fresh = await newCard(card);
    await stage.inThread(fresh, "are you there?");
    await stage.quiet();

    expect(await strays()).toEqual([]);
  });

  it("still takes the answers that staff write in what is left of the thread", async () => {
    stage = await startStage();
    const { customer, card } = await chat("Rin");
    const aki = await stage.staff();

    await stage.slack.deleteMessage(stage.channel, card.ts);
    await aki.say(stage.channel, "answer under a tombstone", { thread_ts: card.ts });
    await until("the answer", () => stage.received(customer)[0]);
  });
});
