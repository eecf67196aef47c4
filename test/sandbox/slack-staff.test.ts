import { describe, expect, it } from "vitest";

import { listening } from "./slack-stage.ts";

describe("staff", () => {
  it("answer in a thread, and the app hears the whole message", async () => {
    const { slack, channel, heard, aki, rootTs } = await listening();

    const said = await aki.say(channel, "Good morning", { thread_ts: rootTs });

    expect(said.delivery.status).toBe(200);
    expect(heard).toMatchObject([
      {
        type: "message",
        user: aki.userId,
        text: "Good morning",
        ts: said.ts,
        event_ts: said.ts,
        team: slack.teamId,
        channel,
        channel_type: "channel",
        thread_ts: rootTs,
        parent_user_id: slack.botUserId,
        client_msg_id: expect.any(String),
        blocks: [{ type: "rich_text" }],
      },
    ]);
    expect((await slack.thread(channel, rootTs)).map((message) => message.text)).toEqual([
      "a customer",
      "Good morning",
    ]);
  });

  it("write with links, emoji, entities and quotes", async () => {
    const { slack, channel, aki } = await listening();

    const said = await aki.say(channel, `<@${aki.userId}> *yes* & https://a.b/c?d=1&e :tada: 👍🏽 12:30:45\n> a < b`);

    const text = `<@${aki.userId}> *yes* &amp; <https://a.b/c?d=1&amp;e> :tada: :+1::skin-tone-4: 12:30:45\n&gt; a &lt; b`;
    expect(said.text).toBe(text);
    const space = { type: "text", text: " " };
    expect(said.event["blocks"]).toMatchObject([
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "user", user_id: aki.userId },
              space,
              { type: "text", text: "yes", style: { bold: true } },
              { type: "text", text: " & " },
              { type: "link", url: "https://a.b/c?d=1&e" },
              space,
              { type: "emoji", name: "tada", unicode: "1f389" },
              space,
              { type: "emoji", name: "+1", unicode: "1f44d-1f3fd", skin_tone: 4 },
              { type: "text", text: " 12:30:45" },
            ],
          },
          { type: "rich_text_quote", elements: [{ type: "text", text: "a < b" }] },
        ],
      },
    ]);
    expect(slack.violations).toEqual([]);
  });

  it.each([
    ["1️⃣ 🇯🇵", ":one: :jp:", [[{ name: "one" }, { text: " " }, { name: "jp" }]]],
    ["a\n```\nb <c>\n```\nd", "a\n```\nb &lt;c&gt;\n```\nd", [[{ text: "a" }], [{ text: "b <c>" }], [{ text: "d" }]]],
    ["snake_case_x `k & v`", "snake_case_x `k &amp; v`", [[{ text: "snake_case_x " }, { text: "k & v" }]]],
    ["• a\n• b", "• a\n• b", [[{ elements: [{ text: "a" }] }, { elements: [{ text: "b" }] }]]],
    [
      "<!here> <https://a.b|c>",
      "<!here> <https://a.b|c>",
      [[{ range: "here" }, { text: " " }, { url: "https://a.b", text: "c" }]],
    ],
  ])("type %j", async (typed, text, inside) => {
    const { channel, aki } = await listening();

    const said = await aki.say(channel, typed);

    expect(said.text).toBe(text);
    expect(said.event["blocks"]).toMatchObject([{ elements: inside.map((elements) => ({ elements })) }]);
  });

  it("also send to the channel: a broadcast with its root, then a change that changes nothing", async () => {
    const { channel, heard, aki, rootTs } = await listening();

    await aki.say(channel, "for all", { thread_ts: rootTs, broadcast: true });

    expect(heard).toMatchObject([
      { subtype: "thread_broadcast", thread_ts: rootTs, root: { ts: rootTs, text: "a customer" } },
      { subtype: "message_changed", hidden: true, message: { text: "for all" }, previous_message: { text: "for all" } },
    ]);
    expect(heard[1]).not.toHaveProperty("message.edited");
  });

  it("mention the bot: the same words come twice", async () => {
    const { slack, channel, heard, aki, rootTs } = await listening();

    await aki.say(channel, `<@${slack.botUserId}> close`, { thread_ts: rootTs });

    expect(heard.map((event) => event["type"])).toEqual(["message", "app_mention"]);
    expect(heard[1]).toMatchObject({ text: `<@${slack.botUserId}> close`, thread_ts: rootTs, user: aki.userId });
  });

  it("edit: the new words, the old words and who edited", async () => {
    const { channel, heard, aki, rootTs } = await listening();
    const said = await aki.say(channel, "helo", { thread_ts: rootTs });

    await aki.edit(said, "hello");

    expect(heard[1]).toMatchObject({
      subtype: "message_changed",
      hidden: true,
      message: { text: "hello", ts: said.ts, thread_ts: rootTs, user: aki.userId, edited: { user: aki.userId } },
      previous_message: { text: "helo" },
    });
    expect(heard[1]).not.toHaveProperty("user");
  });

  it("delete a reply, or a root whose replies stay", async () => {
    const { slack, channel, heard, aki } = await listening();
    const root = await aki.say(channel, "root");
    const reply = await aki.say(channel, "reply", { thread_ts: root.ts });
    await aki.say(channel, "stays", { thread_ts: root.ts });

    await aki.remove(reply);
    await aki.remove(root);

    expect(heard.slice(3)).toMatchObject([
      { subtype: "message_deleted", deleted_ts: reply.ts, previous_message: { text: "reply", thread_ts: root.ts } },
      {
        subtype: "message_changed",
        message: { subtype: "tombstone", ts: root.ts },
        previous_message: { text: "root" },
      },
    ]);
    expect(await slack.thread(channel, root.ts)).toMatchObject([{ subtype: "tombstone" }, { text: "stays" }]);
  });

  it("react and take it back", async () => {
    const { slack, channel, heard, aki, rootTs } = await listening();

    await aki.react(channel, rootTs, "eyes");
    await aki.unreact(channel, rootTs, "eyes");

    const item = { type: "message", channel, ts: rootTs };
    expect(heard).toMatchObject([
      { type: "reaction_added", user: aki.userId, reaction: "eyes", item, item_user: slack.botUserId },
      { type: "reaction_removed", reaction: "eyes", item },
    ]);
    expect(await slack.reactions(channel, rootTs)).toEqual([]);
  });

  it("upload a picture, which the bot can download and others cannot", async () => {
    const { slack, channel, heard, aki, rootTs } = await listening();
    const bytes = Buffer.from("not really a picture");

    await aki.upload(channel, [{ name: "shop.png", bytes, mimetype: "image/png" }], {
      text: "look",
      thread_ts: rootTs,
    });

    expect(heard[0]).toMatchObject({ subtype: "file_share", text: "look", thread_ts: rootTs, upload: true });
    const [file] = (heard[0]?.["files"] ?? []) as { url_private_download: string }[];
    expect(file).toMatchObject({ name: "shop.png", mimetype: "image/png", size: bytes.length, file_access: "visible" });
    const fetchAs = (token: string) =>
      fetch(file!.url_private_download, { headers: { authorization: `Bearer ${token}` } });
    const good = await fetchAs(slack.botToken);
    expect([good.headers.get("content-type"), await good.text()]).toEqual(["image/png", bytes.toString()]);
    const bad = await fetchAs("xoxb-wrong");
    expect([bad.status, bad.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("take a file out of a message, which edits it, or delete it, which does not", async () => {
    const { slack, channel, heard, aki, rootTs } = await listening();
    const files = ["one.txt", "two.txt"].map((name) => ({ name, bytes: Buffer.from(name), mimetype: "text/plain" }));
    const said = await aki.upload(channel, files, { text: "look", thread_ts: rootTs });
    const [one = "", two = ""] = (said.event["files"] as { id: string }[]).map(({ id }) => id);

    await aki.deleteFile(said, two);
    await aki.takeOutFile(said, one);

    const changes = heard.filter(({ subtype }) => subtype === "message_changed");
    expect(changes).toMatchObject([
      { message: { text: "look", files: [{ id: one }, { id: two, mode: "tombstone" }] } },
      { message: { files: [{ id: two, mode: "tombstone" }], edited: { user: aki.userId } } },
    ]);
    expect(changes[0]?.["message"]).not.toHaveProperty("edited");
    expect(await slack.message(channel, said.ts)).toMatchObject({ files: [{ id: two, mode: "tombstone" }] });
  });

  it("of another organisation are told apart, and of their files only the id comes", async () => {
    const { slack, channel, heard } = await listening();
    const out = await slack.staff({ name: "Out", outside: true });

    await out.upload(channel, [{ name: "a.txt", bytes: Buffer.from("a") }]);

    expect(heard[0]).toMatchObject({
      user: out.userId,
      files: [{ mode: "file_access", file_access: "check_file_info" }],
    });
    expect(heard[0]?.["user_team"]).not.toBe(slack.teamId);
    expect(slack.events[0]?.body).toMatchObject({ is_ext_shared_channel: true });
  });

  it("can be another app's bot", async () => {
    const { slack, channel, heard } = await listening();
    const robo = await slack.staff({ name: "Robo", bot: true });

    await robo.say(channel, "beep");

    expect(heard).toMatchObject([
      { user: robo.userId, bot_id: expect.stringMatching(/^B/), bot_profile: { name: "Robo" } },
    ]);
    expect(heard[0]).not.toHaveProperty("client_msg_id");
  });

  it("write to the bot alone", async () => {
    const { slack, heard, aki } = await listening();

    await aki.say(await slack.directChannel(aki.userId), "psst");

    expect(heard).toMatchObject([{ text: "psst", channel_type: "im", channel: expect.stringMatching(/^D/) }]);
  });

  it("open the app's home", async () => {
    const { heard, aki } = await listening();

    await aki.openHome();

    expect(heard).toMatchObject([{ type: "app_home_opened", user: aki.userId, tab: "home" }]);
  });
});
