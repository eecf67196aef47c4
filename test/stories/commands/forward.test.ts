import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Delivery, Json, ShownView, Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const CAKE = "Do you have <@U1> *cake*?";

let stage: Stage;
let aki: Staff;
let visitor: Staff;
let talk: Talk;
let elsewhere: string;
let count = 0;

beforeAll(async () => {
  stage = await startStage({
    slack: { channels: [{ name: "support" }, { name: "kitchen" }, { name: "closed" }, { name: "partners" }] },
  });
  aki = await stage.staff("aki");
  visitor = await stage.slack.staff({ name: "visitor", guest: true });
  elsewhere = stage.slack.channel("kitchen");
});
beforeEach(async () => {
  count += 1;
  talk = await openTalk(stage, `Hanako${count}`, { words: `Hello ${count}` });
});
afterAll(async () => {
  // of a channel that we are not in Slack tells when we write there
  expect(stage.slack.violations.filter((each) => each !== "chat.postMessage: not_in_channel")).toEqual([]);
  await stage.close();
});

/** The post with the customer's words. */
const post = async (): Promise<{ channel: string; ts: string }> => {
  await talk.customer.write(CAKE);
  const { ts } = await stage.inThread(talk.card, "*cake*");
  return { channel: stage.channel, ts };
};

const open = async (place: { channel: string; ts: string }, staff = aki): Promise<ShownView> => {
  await staff.shortcut("forward_message", place);
  const shown = stage.slack.views.at(-1);
  if (!shown) throw new Error("nothing shown");
  return shown;
};

const toChannel = (channel: string): Json => ({
  channel: { channel: { type: "conversations_select", selected_conversation: channel } },
});
const toChat = (chat: number): Json => ({
  chat: { chat: { type: "external_select", selected_option: { value: String(chat) } } },
});

const answer = ({ answer: said }: Delivery): string => JSON.stringify(said);

const inKitchen = async (): Promise<string[]> => (await stage.slack.history(elsewhere)).map(({ text }) => text);

describe("a message forwarded to a Slack channel", () => {
  it("is quoted there as it was written, with who did it and where it stands", async () => {
    const shown = await open(await post());
    const said = await aki.submit(shown.view, toChannel(elsewhere));
    await aki.submit(shown.view, toChannel(elsewhere));
    const seen = await until("the quote", async () => (await inKitchen()).find((text) => text.includes("*cake*")));
    await talk.told("aki forwarded a message to");
    await stage.quiet();

    expect(JSON.stringify(shown.view.blocks)).toContain(CAKE);
    expect(answer(said)).toContain("Forwarded to");
    expect(seen).toContain("aki forwarded a message from chat");
    expect(seen).toContain("&lt;@U1&gt; *cake*?");
    expect(seen).toContain("https://");
    expect((await inKitchen()).filter((text) => text.includes("*cake*"))).toHaveLength(1);
    expect(talk.received()).toEqual([]);
  });

  it("that we may not write in is told to who forwarded it", async () => {
    const closed = stage.slack.channel("closed");
    await stage.slack.removeBot(closed);
    const shown = await open(await post());
    await aki.submit(shown.view, toChannel(closed));
    const told = await until("a direct message", async () =>
      (await stage.slack.directMessages(aki.userId)).find(({ text }) => text.includes("not forwarded")),
    );
    await talk.say(aki, "Yes, we do");
    await talk.arrived();

    expect(told.text).toContain(closed);
    expect(await stage.db.account.findMany({ select: { deskState: true } })).toEqual([{ deskState: "ok" }]);
  });
});

it("a message is not forwarded where another organisation reads along, whatever the form offers", async () => {
  const partners = stage.slack.channel("partners");
  await stage.slack.share(partners, true);
  const shown = await open(await post());
  await aki.submit(shown.view, toChannel(partners));
  const told = await until("a direct message", async () =>
    (await stage.slack.directMessages(aki.userId)).find(({ text }) => text.includes("is shared with another")),
  );

  expect(told.text).toContain(`<#${partners}>`);
  expect(await stage.slack.history(partners)).toEqual([]);
});

describe("a message forwarded to another customer", () => {
  it("is sent once, and both threads say so", async () => {
    const other = await openTalk(stage, `Taro${count}`);
    const to = other.number;
    const shown = await open(await post());
    await Promise.all([aki.submit(shown.view, toChat(to)), aki.submit(shown.view, toChat(to))]);
    await other.arrived();
    await other.told("aki sends to the customer");
    await talk.told(`forwarded a message to #${to}`);
    await stage.quiet();

    expect(other.received()).toEqual([CAKE]);
    expect(talk.received()).toEqual([]);
  });

  it("of whom nobody knows whether words arrive is asked for first", async () => {
    const other = await openTalk(stage, `Taro${count}`, { minutesAgo: 8 * 24 * 60 });
    const to = other.number;
    const shown = await open(await post());
    await aki.submit(shown.view, toChat(to));
    const asked = stage.slack.views.at(-1);
    if (!asked) throw new Error("nothing asked");
    const before = other.received();
    await aki.clickView(asked.view, "sure:send");
    await other.arrived();
    await talk.told(`forwarded a message to #${to}`);

    expect(JSON.stringify(asked.view.blocks)).toContain("Nobody knows whether it arrives");
    expect(before).toEqual([]);
  });
});

describe("nothing is forwarded", () => {
  it("without a choice, or with two", async () => {
    const shown = await open(await post());

    expect(answer(await aki.submit(shown.view, {}))).toContain("Choose either");
    expect(answer(await aki.submit(shown.view, { ...toChannel(elsewhere), ...toChat(talk.number) }))).toContain(
      "Choose either",
    );
  });

  it("of a card, of other messages, or by a guest", async () => {
    const card = await open({ channel: stage.channel, ts: talk.card.ts });
    const other = await aki.say(elsewhere, "lunch?");
    const foreign = await open(other);
    const guest = await open(await post(), visitor);

    expect(JSON.stringify(card.view.blocks)).toContain("no message of a customer or of staff");
    expect(JSON.stringify(foreign.view.blocks)).toContain("belongs to no chat");
    expect(JSON.stringify(guest.view.blocks)).toContain("guests");
  });

  it("by the command, which says how it is done", async () => {
    expect(answer(await aki.slash("/line", "forward", stage.channel))).toContain("LINE: forward");
    expect(answer(await aki.slash("/line", "転送 12", stage.channel))).toContain("LINE: forward");
  });
});
