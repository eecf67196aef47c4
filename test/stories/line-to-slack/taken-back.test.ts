import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message, ShownView, Staff } from "../../../src/sandbox/slack/types.ts";
import { expectForgotten } from "../../support/expect-forgotten.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let boss: Staff;
let depot: string;
let chats = 0;
beforeAll(async () => {
  stage = await startStage({
    settings: { GROUPS: "on" },
    slack: { channels: [{ name: "support" }, { name: "depot" }] },
  });
  depot = stage.slack.channel("depot");
  boss = await stage.slack.staff({ name: "boss", admin: true });
});
afterAll(() => closeSpotless(stage));

async function chat(name: string, words = `${name} asks`): Promise<{ customer: Customer; card: Message; id: string }> {
  const customer = stage.line.customer({ name });
  const sent = await customer.write(words, { timestamp: Date.now() - 9_000 });
  chats += 1;
  const card = await stage.card(chats);
  await stage.quiet();
  return { customer, card, id: sent.messageId ?? "" };
}

const thread = async (card: Message): Promise<string> =>
  JSON.stringify(await stage.slack.thread(stage.channel, card.ts));

/** What stands in a Slack channel outside threads. */
const everywhere = async (channel: string): Promise<string> => JSON.stringify(await stage.slack.history(channel));

const isForgotten = (secret: string): Promise<void> => expectForgotten(stage, secret);

describe("what a customer unsends", () => {
  it("is not seen any more above the words that quote it", async () => {
    const { customer, card } = await chat("Quoting");
    const sent = await customer.write("secret quoted");
    await stage.quiet();
    await customer.write("I meant this", { quotedMessageId: sent.messageId ?? "" });
    await stage.quiet();
    expect(await thread(card)).toContain("Answers a message");

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    expect(await thread(card)).not.toContain("secret quoted");
    expect(await thread(card)).toContain("I meant this");
    await isForgotten("secret quoted");
  });

  it("is not seen any more in the line about its edit", async () => {
    const customer = stage.line.customer({ name: "Editor" });
    const group = stage.line.group({ name: "Club", members: [customer] });
    const sent = await customer.write("at six", { in: group });
    chats += 1;
    const card = await stage.card(chats);
    await stage.quiet();
    await customer.edit(sent.messageId ?? "", "secret edited", { in: group });
    await stage.quiet();
    expect(await thread(card)).toContain("secret edited");

    await customer.unsend(sent.messageId ?? "", { in: group });
    await stage.quiet();

    expect(await thread(card)).not.toContain("secret edited");
    await isForgotten("secret edited");
  });

  it("as the first words is forgotten with the card that showed them", async () => {
    const { customer, card, id } = await chat("First", "secret first");
    await customer.unsend(id);
    await stage.quiet();
    expect(await thread(card)).not.toContain("secret first");
    await isForgotten("secret first");
  });

  it("leaves the card of a muted chat, too", async () => {
    const { customer, card, id } = await chat("Muted", "secret muted");
    await boss.slash("/line", `mute ${chats}`, stage.channel);
    await stage.quiet();
    await customer.unsend(id);
    await stage.quiet();
    expect(await thread(card)).not.toContain("secret muted");
  });

  it("is not seen any more in a digest that showed it", async () => {
    const { customer, id } = await chat("Listed", "secret listed");
    await customer.write("and this stays");
    await stage.quiet();
    await boss.slash("/line", "digest now", stage.channel);
    await stage.quiet();
    expect(await everywhere(stage.channel)).toContain("secret listed");

    await customer.unsend(id);
    await stage.quiet();

    expect(await everywhere(stage.channel)).not.toContain("secret listed");
    expect(await everywhere(stage.channel)).toContain("and this stays");
  });

  it("is not seen any more in the part of a digest that somebody got directly", async () => {
    const { customer, id } = await chat("Direct", "secret direct");
    await customer.write("and this, too");
    await stage.quiet();
    await boss.slash("/line", "digest 9:00 to assignees", stage.channel);
    await boss.slash("/line", `assign ${chats} me`, stage.channel);
    await boss.slash("/line", "digest now", stage.channel);
    await stage.quiet();
    expect(JSON.stringify(await stage.slack.directMessages(boss.userId))).toContain("secret direct");

    await customer.unsend(id);
    await stage.quiet();

    const direct = JSON.stringify(await stage.slack.directMessages(boss.userId));
    expect(direct).not.toContain("secret direct");
    expect(direct).toContain("and this, too");
  });

  it("is not seen any more in the Slack channel that staff forwarded it to", async () => {
    const { customer, card } = await chat("Forwarded");
    const sent = await customer.write("secret forwarded");
    await stage.quiet();
    const post = (await stage.slack.thread(stage.channel, card.ts)).find(({ text }) => text === "secret forwarded");
    await boss.shortcut("forward_message", { channel: stage.channel, ts: post?.ts ?? "" });
    const to = { type: "conversations_select", selected_conversation: depot };
    await boss.submit(stage.slack.views.at(-1)?.view as ShownView["view"], { channel: { channel: to } });
    await stage.quiet();
    expect(await everywhere(depot)).toContain("secret forwarded");

    await customer.unsend(sent.messageId ?? "");
    await stage.quiet();

    expect(await everywhere(depot)).not.toContain("secret forwarded");
    await isForgotten("secret forwarded");
  });
});
