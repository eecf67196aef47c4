import { describe, expect, it } from "vitest";

import { refusal, stage } from "./slack-stage.ts";

const metadata = { event_type: "attempt", event_payload: { id: "1" } };

describe("conversations.replies", () => {
  it("shows metadata only to who asks for all of them", async () => {
    const { bot, channel } = await stage();
    const { ts = "" } = await bot.chat.postMessage({ channel, text: "root", metadata });

    const without = await bot.conversations.replies({ channel, ts });
    const withAll = await bot.conversations.replies({ channel, ts, include_all_metadata: true });

    expect(without.messages?.[0]).not.toHaveProperty("metadata");
    expect(withAll.messages?.[0]).toHaveProperty("metadata", metadata);
  });

  it("comes in pages, oldest first", async () => {
    const { bot, channel } = await stage({ postsPerSecond: null });
    const { ts = "" } = await bot.chat.postMessage({ channel, text: "0" });
    for (let count = 1; count < 5; count += 1) await bot.chat.postMessage({ channel, text: `${count}`, thread_ts: ts });

    const first = await bot.conversations.replies({ channel, ts, limit: 3 });
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await bot.conversations.replies({ channel, ts, limit: 3, cursor });

    expect([first, second].map((page) => page.messages?.map((message) => message.text))).toEqual([
      ["0", "1", "2"],
      ["3", "4"],
    ]);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    expect(await refusal(bot.conversations.replies({ channel, ts, limit: 1001 }))).toBe("invalid_limit");
    expect(await refusal(bot.conversations.replies({ channel, ts: "1.000001" }))).toBe("thread_not_found");
  });

  it("finds a single reply by its own ts, with the thread it stands in", async () => {
    const { bot, channel } = await stage();
    const root = await bot.chat.postMessage({ channel, text: "root" });
    const reply = await bot.chat.postMessage({ channel, text: "reply", thread_ts: root.ts! });

    const found = await bot.conversations.replies({ channel, ts: reply.ts! });

    expect(found.messages).toMatchObject([{ text: "reply", thread_ts: root.ts }]);
  });

  it("leaves out what is older than oldest", async () => {
    const { bot, channel } = await stage();
    const root = await bot.chat.postMessage({ channel, text: "root" });
    const reply = await bot.chat.postMessage({ channel, text: "reply", thread_ts: root.ts! });

    const place = { channel, ts: root.ts!, oldest: reply.ts! };
    const after = await bot.conversations.replies(place);
    const from = await bot.conversations.replies({ ...place, inclusive: true });

    expect(after.messages).toEqual([]);
    expect(from.messages).toHaveLength(1);
  });

  it("keeps the replies of a deleted root under a tombstone", async () => {
    const { slack, bot, channel } = await stage();
    const root = await bot.chat.postMessage({ channel, text: "root" });
    await bot.chat.postMessage({ channel, text: "reply", thread_ts: root.ts! });

    await slack.deleteMessage(channel, root.ts!);

    const found = await bot.conversations.replies({ channel, ts: root.ts! });
    expect(found.messages).toMatchObject([{ subtype: "tombstone" }, { text: "reply" }]);
  });
});

it("conversations.history shows roots and broadcasts, newest first, with the number of replies", async () => {
  const { bot, channel } = await stage();
  const root = await bot.chat.postMessage({ channel, text: "root", username: "Taro" });
  await bot.chat.postMessage({ channel, text: "hidden", thread_ts: root.ts! });
  await bot.chat.postMessage({ channel, text: "shown", thread_ts: root.ts!, reply_broadcast: true });

  const { messages } = await bot.conversations.history({ channel });

  expect(messages).toMatchObject([
    { text: "shown", subtype: "thread_broadcast", thread_ts: root.ts },
    { text: "root", subtype: "bot_message", username: "Taro", reply_count: 2, thread_ts: root.ts },
  ]);
});

it("chat.getPermalink leads to the message, and to the thread of a reply", async () => {
  const { bot, channel } = await stage();
  const root = await bot.chat.postMessage({ channel, text: "root" });
  const reply = await bot.chat.postMessage({ channel, text: "reply", thread_ts: root.ts! });

  const link = await bot.chat.getPermalink({ channel, message_ts: reply.ts! });

  const digits = reply.ts!.replace(".", "");
  const path = `archives/${channel}/p${digits}?thread_ts=${root.ts}&cid=${channel}`;
  expect(link.permalink).toBe(`https://threadline-sandbox.slack.com/${path}`);
});

it("an ephemeral message has a ts, is shown to one person and stored nowhere", async () => {
  const { slack, bot, channel } = await stage();
  const aki = await slack.staff({ name: "Aki" });

  const answer = await bot.chat.postEphemeral({ channel, user: aki.userId, text: "only you" });

  expect(slack.ephemerals).toMatchObject([{ user: aki.userId, text: "only you", message_ts: answer.message_ts }]);
  expect(await slack.history(channel)).toEqual([]);
  expect(await refusal(bot.chat.postEphemeral({ channel, user: "U0NOBODY", text: "x" }))).toBe("user_not_in_channel");
});

it("users.info tells guests, outsiders and bots from members", async () => {
  const { slack, bot } = await stage();
  const people = {
    member: await slack.staff({ name: "Aki Sato" }),
    guest: await slack.staff({ name: "Gus", guest: true }),
    single: await slack.staff({ name: "Sin", guest: "single" }),
    outside: await slack.staff({ name: "Out", outside: true }),
    bot: await slack.staff({ name: "Robo", bot: true }),
  };
  const info = async (person: { userId: string }) => (await bot.users.info({ user: person.userId })).user;

  expect(await info(people.member)).toMatchObject({ name: "aki.sato", is_restricted: false, team_id: slack.teamId });
  expect(await info(people.guest)).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
  expect(await info(people.single)).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  expect(await info(people.outside)).toMatchObject({ is_stranger: true });
  expect((await info(people.outside))?.team_id).not.toBe(slack.teamId);
  expect(await info(people.bot)).toMatchObject({ is_bot: true });
  expect((await bot.users.list({})).members?.map((user) => user.name).sort()).toEqual(
    ["aki.sato", "gus", "out", "robo", "sin", "threadline"].sort(),
  );
});

it("what the bot writes to a person can be read, by person or by direct channel", async () => {
  const { slack, bot } = await stage();
  const aki = await slack.staff({ name: "Aki" });
  const opened = await bot.conversations.open({ users: aki.userId });

  await bot.chat.postMessage({ channel: aki.userId, text: "one" });
  await bot.chat.postMessage({ channel: opened.channel!.id!, text: "two" });

  expect((await slack.directMessages(aki.userId)).map((message) => message.text)).toEqual(["one", "two"]);
});

it("a direct channel is read with a right of its own, and metadata only when asked for", async () => {
  const { slack, bot } = await stage({ scopes: ["chat:write", "im:write"] });
  const aki = await slack.staff({ name: "Aki" });
  const channel = (await bot.conversations.open({ users: aki.userId })).channel!.id!;
  const metadata = { event_type: "t", event_payload: { id: "1" } };
  const { ts } = await bot.chat.postMessage({ channel, text: "one", metadata });

  expect(await refusal(bot.conversations.history({ channel }))).toBe("missing_scope");
  expect(await refusal(bot.conversations.replies({ channel, ts: ts! }))).toBe("missing_scope");
  expect(slack.calls.at(-1)?.answer).toMatchObject({ needed: "im:history", provided: "chat:write,im:write" });
  slack.grant(["im:history"]);

  expect((await bot.conversations.history({ channel })).messages).toMatchObject([{ text: "one", ts }]);
  expect((await bot.conversations.history({ channel })).messages?.[0]).not.toHaveProperty("metadata");
  expect((await bot.conversations.history({ channel, include_all_metadata: true })).messages).toMatchObject([
    { metadata },
  ]);
  expect((await bot.conversations.replies({ channel, ts: ts! })).messages).toMatchObject([{ text: "one" }]);
});
