import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let talk: Talk;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
  talk = await openTalk(stage, "Sakura");
});
afterEach(() => expect(stage.slack.violations).toEqual([]));
afterAll(() => stage.close());

describe("internal comments", () => {
  const comments = [
    "// check the stock first",
    "//no space",
    "  // after spaces",
    "／／ full width",
    "/／ mixed",
    "メモ: 在庫を確認",
    "メモ：在庫を確認",
    " メモ ： 空白つき",
    "ﾒﾓ: half width",
    "note: call her back",
    "Note: call her back",
    "NOTE ： call her back",
    "ｎｏｔｅ：call her back",
  ];
  it.each(comments)("%s stays inside and is marked so", async (comment) => {
    const said = await talk.say(aki, comment);
    await talk.marked(said, "lock");
    await stage.quiet();

    expect(sends(stage)).toEqual([]);
  });
});

describe("what nobody wrote for the customer", () => {
  it("our own posts, and what Slack tells of them, send nothing", async () => {
    await talk.customer.write("Another question", { timestamp: stage.clock.now().getTime() - 120_000 });
    await talk.told("Another question");
    await stage.quiet();

    expect(stage.slack.events.filter(({ echo }) => echo).length).toBeGreaterThan(0);
    expect(sends(stage)).toEqual([]);
  });

  it("words of another app send nothing", async () => {
    const bot = await stage.slack.staff({ name: "reminder", bot: true });

    await talk.say(bot, "Remember to answer!");
    await stage.quiet();

    expect(sends(stage)).toEqual([]);
  });

  const subtypes = ["channel_join", "channel_topic", "channel_purpose", "channel_name", "bot_message", "me_message"];
  it.each([...subtypes, "reminder_add", "pinned_item", "something_new"])("a %s sends nothing", async (subtype) => {
    const ts = `${Math.floor(Date.now() / 1000)}.000777`;
    const message = { type: "message", subtype, user: aki.userId, text: "not a reply", ts, event_ts: ts };

    const delivery = await stage.slack.emit({ ...message, channel: stage.channel, thread_ts: talk.card.ts });
    await stage.quiet();

    expect(delivery.status).toBe(200);
    expect(sends(stage)).toEqual([]);
  });

  it("an edit by Slack itself (an unfurled link) sends nothing again", async () => {
    const other = await openTalk(stage, "Ren");
    const said = await other.say(aki, "See <https://shop.example/a>");
    await other.arrived();
    const message = await stage.slack.message(stage.channel, said.ts);
    const unfurled = { ...message, attachments: [{ from_url: "https://shop.example/a", title: "A" }] };
    const change = { type: "message", subtype: "message_changed", hidden: true, channel: stage.channel };

    await stage.slack.emit({ ...change, message: unfurled, previous_message: message, ts: "1.000001", event_ts: "1" });
    await stage.quiet();

    expect(other.received()).toEqual(["See https://shop.example/a"]);
    expect((await other.thread()).filter((text) => text.includes("Edited"))).toEqual([]);
  });
});

describe("words elsewhere", () => {
  it("words beside threads send nothing", async () => {
    const before = sends(stage).length;

    await aki.say(stage.channel, "Good morning, team");
    await stage.quiet();

    expect(sends(stage).length).toBe(before);
  });

  it("words in a thread that is not ours send nothing", async () => {
    const before = sends(stage).length;
    const root = await aki.say(stage.channel, "Lunch?");

    const said = await aki.say(stage.channel, "Yes!", { thread_ts: root.ts });
    await stage.quiet();

    expect(sends(stage).length).toBe(before);
    expect(await stage.slack.reactions(stage.channel, said.ts)).toEqual([]);
  });
});
