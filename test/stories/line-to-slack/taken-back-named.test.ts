/** What a customer unsends stands in more lines of ours: those that name its file, and questions that show its words. */
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { SentEvent } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { askedBy } from "../../support/asked.ts";
import { expectForgotten } from "../../support/expect-forgotten.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, quoteTokenOf, type Talk } from "../../support/talk.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { GROUPS: "on" } });
});
afterAll(() => closeSpotless(stage));

const thread = async (card: Message): Promise<string> =>
  JSON.stringify(await stage.slack.thread(stage.channel, card.ts));

const isForgotten = (secret: string): Promise<void> => expectForgotten(stage, secret);

describe("the name of a file that a customer unsends", () => {
  it("is not seen any more in the line that it takes its time", async () => {
    const { customer, card } = await askedBy(stage, "Slow");
    const file = { type: "file", fileName: "secret-slow.pdf", bytes: Buffer.from("slow") } as const;
    const sent = await customer.send(file, { deliver: false });
    stage.line.content(sent.messageId ?? "", { preparing: 1_000 });
    await sent.deliver();
    stage.clock.advance(10_000);
    await until("a first look", () =>
      stage.db.delivery.findFirst({ where: { kind: "share", payload: { path: ["looks"], equals: 1 } } }),
    );
    stage.clock.advance(61_000);
    await stage.inThread(card, "secret-slow.pdf");

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    expect(await thread(card)).not.toContain("secret-slow");
    await isForgotten("secret-slow");
  });

  it("is not seen any more in the line that there is no room for it", async () => {
    const { customer, card } = await askedBy(stage, "Full");
    const folder = join(stage.settings["DATA_DIR"] ?? "", "media", "tmp");
    await rename(folder, `${folder}-away`);
    await writeFile(folder, "no folder");
    const sent = await customer.send({ type: "file", fileName: "secret-full.pdf", bytes: Buffer.from("full") });
    await stage.inThread(card, "secret-full.pdf");

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();
    await rm(folder);
    await rename(`${folder}-away`, folder);

    expect(await thread(card)).not.toContain("secret-full");
    await isForgotten("secret-full");
  });
});

it("words that a customer unsends are not seen any more above an answer that was edited", async () => {
  const customer = stage.line.customer({ name: "Editor" });
  const group = stage.line.group({ name: "Club", members: [customer] });
  const known = (await stage.cards()).length;
  const first = await customer.write("secret answered", { in: group });
  const card = await stage.card(known + 1);
  await stage.quiet();
  const answer = await customer.write("at six", { in: group, quotedMessageId: first.messageId ?? "" });
  await stage.quiet();
  await customer.edit(answer.messageId ?? "", "at seven", { in: group });
  await stage.quiet();
  expect(await thread(card)).toMatch(/Answers a message.*secret answered/);

  await customer.unsend(first.messageId ?? "", { in: group });
  await stage.quiet();

  expect(await thread(card)).not.toContain("secret answered");
  expect(await thread(card)).toContain("at seven");
  await isForgotten("secret answered");
});

describe("a question which of several messages is quoted", () => {
  let count = 0;

  /** Two messages share a post, and an answer that begins with its link asks which of them is meant. */
  async function askedWhich(first: string, second: string) {
    count += 1;
    const aki = await stage.staff(`aki ${count}`);
    const talk = await openTalk(stage, `Which ${count}`);
    await stage.quiet();
    const timestamp = stage.clock.now().getTime() - 60_000;
    const sent: SentEvent[] = [];
    for (const [index, text] of [first, second].entries())
      sent.push(await talk.customer.write(text, { timestamp: timestamp + index, deliver: false }));
    await stage.line.deliver(sent);
    const post = await talk.told(second);
    await stage.quiet();
    const link = `https://sandbox.slack.com/archives/${stage.channel}/p${post.ts.replace(".", "")}`;
    const typed = await talk.say(aki, `<${link}?thread_ts=${talk.card.ts}&amp;cid=${stage.channel}> Fine`);
    const { ts } = await talk.told("Which of them does it answer?");
    await stage.quiet();
    const blocks = async (): Promise<string> =>
      JSON.stringify((await stage.slack.message(stage.channel, ts))?.blocks ?? []);
    expect(await blocks()).toContain(`1. ${first}`);
    const unsend = async (nth: number): Promise<void> => {
      await talk.customer.unsend(sent[nth]?.messageId ?? "");
      await stage.quiet();
    };
    const press = (choice: string) => aki.click({ channel: stage.channel, ts }, `choice:${choice}`);
    const edit = (text: string) => aki.edit(typed, text);
    return { talk, blocks, unsend, press, edit };
  }

  const received = ({ customer }: Talk): unknown[] =>
    stage.line.phone(customer).flatMap(({ from, message }) => (from === "account" ? [message["quoteToken"]] : []));

  it("goes on without what was unsent", async () => {
    const { talk, blocks, unsend, press } = await askedWhich("secret rooms", "Or three rooms?");

    await unsend(0);
    expect(await blocks()).toMatch(/1\. Or three rooms\?.*Quote 1/);
    expect(await blocks()).not.toContain("Quote 2");
    expect(await thread(talk.card)).not.toContain("secret rooms");
    await isForgotten("secret rooms");
    await press("quote:1");
    await talk.arrived();

    expect(received(talk)).toEqual([await quoteTokenOf(stage, "Or three rooms?")]);
  });

  it("asks whether to send it without a quote when all of them are unsent", async () => {
    const { talk, blocks, unsend, press } = await askedWhich("secret beds", "secret chairs");

    await unsend(0);
    await unsend(1);
    expect(await blocks()).toMatch(/is not there any more.*Fine.*Send without quote/);
    expect(await thread(talk.card)).not.toMatch(/secret (beds|chairs)/);
    await isForgotten("secret beds");
    await isForgotten("secret chairs");
    await press("unquoted");
    await talk.arrived();

    expect(received(talk)).toEqual([undefined]);
  });

  it("that was answered stays answered", async () => {
    const { talk, blocks, unsend, press } = await askedWhich("secret doors", "Or windows?");
    await press("quote:2");
    await talk.arrived();
    await stage.quiet();
    const answer = await blocks();
    expect(answer).toContain("had it sent");

    await unsend(0);

    expect(await blocks()).toBe(answer);
    await isForgotten("secret doors");
  });

  it("that an edit has settled goes", async () => {
    const { talk, blocks, unsend, edit } = await askedWhich("secret walls", "Or roofs?");
    await edit("Fine, all of it");
    await talk.arrived();
    await stage.quiet();

    await unsend(0);

    expect(await blocks()).toBe("[]");
    await isForgotten("secret walls");
  });
});
