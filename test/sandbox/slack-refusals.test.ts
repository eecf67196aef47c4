import type { KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";

import { client, refusal, stage } from "./slack-stage.ts";

const text = (length: number) => "x".repeat(length);
const plain = (length: number) => ({ type: "plain_text" as const, text: text(length) });
const button = (more: object = {}) => ({ type: "button" as const, text: plain(5), ...more });
const section = (more: object = {}) => ({ type: "section" as const, text: plain(5), ...more });
const actions = (elements: object[]) => ({ type: "actions", elements }) as unknown as KnownBlock;

const BLOCKS: [string, KnownBlock[], string][] = [
  ["50 blocks", Array.from({ length: 50 }, () => section()), "accepted"],
  ["51 blocks", Array.from({ length: 51 }, () => section()), "invalid_blocks"],
  ["a section of 3,000 characters", [section({ text: plain(3000) })], "accepted"],
  ["a section of 3,001 characters", [section({ text: plain(3001) })], "invalid_blocks"],
  ["an empty text", [section({ text: plain(0) })], "invalid_blocks"],
  ["a section without a text", [{ type: "section" }], "invalid_blocks"],
  ["eleven fields", [section({ fields: Array.from({ length: 11 }, () => plain(1)) })], "invalid_blocks"],
  ["a header of 151 characters", [{ type: "header", text: plain(151) }], "invalid_blocks"],
  [
    "eleven elements of context",
    [{ type: "context", elements: Array.from({ length: 11 }, () => plain(1)) }],
    "invalid_blocks",
  ],
  ["26 buttons", [actions(Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })))], "invalid_blocks"],
  ["a button text of 76 characters", [actions([button({ text: plain(76) })])], "invalid_blocks"],
  ["a button value of 2,001 characters", [actions([button({ value: text(2001) })])], "invalid_blocks"],
  ["an action_id of 256 characters", [actions([button({ action_id: text(256) })])], "invalid_blocks"],
  ["the same action_id twice", [actions([button({ action_id: "a" }), button({ action_id: "a" })])], "invalid_blocks"],
  ["a block_id of 256 characters", [section({ block_id: text(256) })], "invalid_blocks"],
  ["the same block_id twice", [section({ block_id: "b" }), section({ block_id: "b" })], "invalid_blocks"],
  ["an image without alt_text", [{ type: "image", image_url: "https://a.b/c.png" } as KnownBlock], "invalid_blocks"],
  ["an unknown block", [{ type: "poem" } as unknown as KnownBlock], "invalid_blocks"],
  [
    "an empty text in rich_text",
    [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "" }] }] }],
    "invalid_blocks",
  ],
];

describe("a message with", () => {
  it.each(BLOCKS)("%s", async (_name, blocks, expected) => {
    const { slack, bot, channel } = await stage();

    const answer = await refusal(bot.chat.postMessage({ channel, text: "x", blocks }));

    expect(answer).toBe(expected);
    expect(slack.violations).toHaveLength(expected === "accepted" ? 0 : 1);
  });

  it("a wrong block tells where", async () => {
    const { slack, bot, channel } = await stage();

    await refusal(bot.chat.postMessage({ channel, text: "x", blocks: [section({ text: plain(3001) })] }));

    expect(slack.violations[0]).toContain("must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
  });

  it.each([
    ["no words", { text: "" }, "no_text"],
    ["40,001 characters", { text: text(40_001) }, "msg_too_long"],
    ["metadata without a type", { text: "x", metadata: { event_payload: {} } }, "invalid_metadata_format"],
    [
      "metadata two levels deep",
      { text: "x", metadata: { event_type: "t", event_payload: { a: { b: { c: 1 } } } } },
      "invalid_metadata_schema",
    ],
    ["large metadata", { text: "x", metadata: meta({ a: text(9000) }) }, "metadata_too_large"],
  ])("%s is refused", async (_name, body, expected) => {
    const { bot, channel } = await stage();

    expect(await refusal(bot.apiCall("chat.postMessage", { channel, ...body }))).toBe(expected);
  });
});

function meta(event_payload: Record<string, string>) {
  return { event_type: "t", event_payload };
}

describe("a channel", () => {
  it("that is unknown is not found", async () => {
    const { bot } = await stage();

    expect(await refusal(bot.chat.postMessage({ channel: "C0NOWHERE", text: "x" }))).toBe("channel_not_found");
  });

  it("that is archived takes no message and can be read", async () => {
    const { slack, bot, channel } = await stage();
    await slack.archive(channel);

    expect(await refusal(bot.chat.postMessage({ channel, text: "x" }))).toBe("is_archived");
    expect(await refusal(bot.conversations.history({ channel }))).toBe("accepted");
  });

  it("from which the bot was removed is closed; a private one does not exist any more", async () => {
    const { slack, bot } = await stage({ channels: [{ name: "open" }, { name: "closed", isPrivate: true }] });
    await slack.removeBot(slack.channel("open"));
    await slack.removeBot(slack.channel("closed"));

    expect(await refusal(bot.chat.postMessage({ channel: slack.channel("open"), text: "x" }))).toBe("not_in_channel");
    expect(await refusal(bot.conversations.info({ channel: slack.channel("closed") }))).toBe("channel_not_found");
  });

  it("that the bot was invited to again is open again", async () => {
    const { slack, bot, channel } = await stage();
    await slack.removeBot(channel);

    await slack.addBot(channel);

    expect(await refusal(bot.chat.postMessage({ channel, text: "x" }))).toBe("accepted");
  });
});

describe("a thread_ts", () => {
  it("that is a reply's sends the message to the channel", async () => {
    const { slack, bot, channel } = await stage();
    const root = await bot.chat.postMessage({ channel, text: "root" });
    const reply = await bot.chat.postMessage({ channel, text: "reply", thread_ts: root.ts! });

    const lost = await bot.chat.postMessage({ channel, text: "lost", thread_ts: reply.ts! });

    expect(lost.message).not.toHaveProperty("thread_ts");
    expect(slack.violations).toEqual([
      `chat.postMessage: the thread_ts ${reply.ts} is a reply, so the message went to the channel`,
    ]);
  });

  it("that was deleted sends the message to the channel", async () => {
    const { slack, bot, channel } = await stage();
    const root = await bot.chat.postMessage({ channel, text: "root" });
    await slack.deleteMessage(channel, root.ts!);

    await bot.chat.postMessage({ channel, text: "lost", thread_ts: root.ts! });

    expect((await slack.history(channel)).map((message) => message.text)).toEqual(["lost"]);
  });
});

describe("chat.update", () => {
  it("refuses more than 4,000 characters", async () => {
    const { bot, channel } = await stage();
    const { ts } = await bot.chat.postMessage({ channel, text: "x" });

    expect(await refusal(bot.chat.update({ channel, ts: ts!, text: text(4001) }))).toBe("msg_too_long");
  });

  it("takes a message's own name away", async () => {
    const { slack, bot, channel } = await stage();
    const { ts } = await bot.chat.postMessage({ channel, text: "x", username: "Taro", icon_emoji: ":eyes:" });

    await bot.apiCall("chat.update", { channel, ts, text: "x and y", username: "Taro" });

    const message = await slack.message(channel, ts!);
    expect(message).not.toHaveProperty("username");
    expect(message).toMatchObject({ text: "x and y", user: slack.botUserId });
    expect(slack.violations).toHaveLength(1);
  });

  it("complains about a lost name unless words were taken away", async () => {
    const { slack, bot, channel } = await stage();
    const { ts } = await bot.chat.postMessage({ channel, text: "my card is 4111", username: "Taro" });

    await bot.chat.update({ channel, ts: ts!, text: "(unsent)" });

    expect(await slack.message(channel, ts!)).toMatchObject({ text: "(unsent)", user: slack.botUserId });
    expect(slack.violations).toEqual([]);
  });

  it("removes the blocks when there is only text, and keeps the metadata", async () => {
    const { slack, bot, channel } = await stage();
    const { ts } = await bot.chat.postMessage({ channel, text: "x", blocks: [section()], metadata: meta({ id: "1" }) });

    await bot.chat.update({ channel, ts: ts!, text: "y" });

    const message = await slack.message(channel, ts!);
    expect(message).not.toHaveProperty("blocks");
    expect(message?.metadata).toEqual(meta({ id: "1" }));
  });

  it("does not touch what others wrote", async () => {
    const { slack, bot, channel } = await stage();
    const aki = await slack.staff({ name: "Aki" });
    const { ts } = await aki.say(channel, "mine");

    expect(await refusal(bot.chat.update({ channel, ts, text: "yours" }))).toBe("cant_update_message");
    expect(await refusal(bot.chat.delete({ channel, ts }))).toBe("cant_delete_message");
    expect(await refusal(bot.chat.update({ channel, ts: "1.000001", text: "x" }))).toBe("message_not_found");
  });
});

describe("chat.delete", () => {
  it.each([
    ["refused", "cant_delete_message"],
    ["allowed", "accepted"],
  ] as const)("of a message under another name can be %s", async (deleteOtherNames, expected) => {
    const { bot, channel } = await stage({ deleteOtherNames });
    const { ts } = await bot.chat.postMessage({ channel, text: "x", username: "Taro" });

    expect(await refusal(bot.chat.delete({ channel, ts: ts! }))).toBe(expected);
  });
});

describe("a token", () => {
  it("that is wrong, missing or revoked is refused", async () => {
    const { slack, bot } = await stage();

    expect(await refusal(client(slack, "xoxb-wrong").auth.test())).toBe("invalid_auth");
    expect(await refusal(client(slack, "").auth.test())).toBe("not_authed");
    await slack.revokeToken();
    expect(await refusal(bot.auth.test())).toBe("token_revoked");
    slack.restoreToken();
    expect(await bot.auth.test()).toMatchObject({
      bot_id: slack.botId,
      user_id: slack.botUserId,
      team_id: slack.teamId,
    });
  });
});

it("a method that does not exist is unknown", async () => {
  const { bot } = await stage();

  expect(await refusal(bot.apiCall("chat.sing"))).toBe("unknown_method");
});

it("a second reaction of the same name is refused, and so is one that does not exist", async () => {
  const { slack, bot, channel } = await stage();
  const { ts } = await bot.chat.postMessage({ channel, text: "x" });
  await bot.reactions.add({ channel, timestamp: ts!, name: "eyes" });

  expect(await refusal(bot.reactions.add({ channel, timestamp: ts!, name: "eyes" }))).toBe("already_reacted");
  expect(await refusal(bot.reactions.add({ channel, timestamp: ts!, name: "no_such_face" }))).toBe("invalid_name");
  expect(await refusal(bot.reactions.remove({ channel, timestamp: ts!, name: "tada" }))).toBe("no_reaction");
  expect(await slack.reactions(channel, ts!)).toEqual([{ name: "eyes", users: [slack.botUserId] }]);
});
