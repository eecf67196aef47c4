/** `@Threadline …`: a command, and never words for the customer, however it is written. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Json, Staff } from "../../../src/sandbox/slack/types.ts";
import { watch } from "../../support/doors.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const bot = (stage: Stage): string => `<@${stage.slack.botUserId}>`;

/** Marks wait for Slack's budget of reactions; words do not. */
const allSaid = (stage: Stage): Promise<true> =>
  until("nothing left to say", async () => {
    const rest = { status: { in: ["pending", "trying"] }, kind: { not: "mark" } };
    return (await stage.db.delivery.count({ where: rest })) === 0 || undefined;
  });

describe.each(["reply", "confirm", "marked"])("with SEND_MODE=%s", (mode) => {
  let stage: Stage;
  let aki: Staff;
  let talk: Talk;

  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_MODE: mode } });
    aki = await stage.staff("aki");
    talk = await openTalk(stage, "Hanako");
  });
  afterEach(() => {
    expect(talk.received()).toEqual([]);
  });
  afterAll(async () => {
    await allSaid(stage);
    expect(talk.received()).toEqual([]);
    expect(stage.slack.violations).toEqual([]);
    await stage.close();
  });

  const tags = async (): Promise<string[]> => {
    const rows = await stage.db.chatTag.findMany({ where: { conversationId: talk.number }, include: { tag: true } });
    return rows.map(({ tag }) => tag.name);
  };
  const say = (text: string, more: object = {}) => watch(stage, aki, () => talk.say(aki, text, more));

  it.each([
    ["alone", (me: string) => `${me} tag alone`, "alone"],
    ["with text before it", (me: string) => `>> so, ${me} tag before`, "before"],
    ["without a space", (me: string) => `${me}tag nospace`, "nospace"],
    ["twice", (me: string) => `${me} ${me} tag twice ${me}`, "twice"],
    ["with a colon of habit", (me: string) => `${me} /line tag habit`, "habit"],
    ["in full width", (me: string) => `${me}　ｔａｇ　ｗｉｄｅ`, "wide"],
    ["in Japanese", (me: string) => `${me} タグ 日本語`, "日本語"],
    ["in code", (me: string) => `${me} \`tag code\``, "code"],
    ["in bold", (me: string) => `*${me} tag bold*`, "bold"],
    ["in a quote", (me: string) => `&gt; ${me} tag quoted\nand what follows`, "quoted"],
    ["in a list", (me: string) => `• ${me} tag listed\n• another item`, "listed"],
    ["in a numbered list", (me: string) => `1. first\n2. ${me} tag second\n3. third`, "second"],
    ["with its label", (me: string) => `${me.replace(">", "|threadline>")} tag label`, "label"],
  ])("%s", async (_how, write, tag) => {
    const before = await tags();

    await say(write(bot(stage)));

    const fresh = (await tags()).filter((each) => !before.includes(each));
    expect(fresh).toEqual([tag]);
  });

  it.each([
    ["／ｌｉｎｅ　タグ　-alone", "alone"],
    [" /line tag -before", "before"],
  ])("%j is the command that Slack took for words", async (text, tag) => {
    await say(text);

    expect(await tags()).not.toContain(tag);
  });

  it("also in the channel", async () => {
    await say(`${bot(stage)} tag broadcast`, { broadcast: true });

    expect(await tags()).toContain("broadcast");
  });

  it("in the comment of a file", async () => {
    const file = { name: "a.txt", bytes: new TextEncoder().encode("words") };
    const upload = () => aki.upload(stage.channel, [file], { text: `${bot(stage)} tag file`, thread_ts: talk.card.ts });

    await watch(stage, aki, upload);

    expect(await tags()).toContain("file");
  });

  it("at the top of the channel, where the chat is named", async () => {
    const { text } = await watch(stage, aki, () => aki.say(stage.channel, `${bot(stage)} tag ${talk.number} top`));

    expect(text).toContain("tagged *top*");
    expect(await tags()).toContain("top");
  });

  it("at the top of the channel without a chat: a button opens the list", async () => {
    const asked = await watch(stage, aki, () => aki.say(stage.channel, `${bot(stage)} done`));
    const opened = await watch(stage, aki, () => aki.clickEphemeral(asked.ephemeral!, "pick:open"));

    expect(opened.view?.callback_id).toBe("which");
  });

  it("of a form: a button opens it", async () => {
    const asked = await say(`${bot(stage)} tag`);
    const opened = await watch(stage, aki, () => aki.clickEphemeral(asked.ephemeral!, "pick:open"));
    await aki.submit(opened.view!, { more: "by button" });

    expect(await tags()).toContain("by button");
  });

  it("edited into words, it runs nothing", async () => {
    const said = await talk.say(aki, "// only for us");

    const told = await watch(stage, aki, () => aki.edit(said, `${bot(stage)} tag edited`));

    expect(told.text).toContain("A command runs once");
    expect(await tags()).not.toContain("edited");
  });

  it("edited away, the words stay inside", async () => {
    const said = await talk.say(aki, `${bot(stage)} tag away`);
    await until("the tag", async () => (await tags()).includes("away") || undefined);

    await aki.edit(said, "Your order is ready.");

    const stored = await stage.db.message.findFirst({ where: { deskTs: said.ts } });
    expect(stored?.state).toBe("internal");
  });

  it("edited afterwards, it runs no second time", async () => {
    const said = await talk.say(aki, `${bot(stage)} tag once`);
    await aki.edit(said, `${bot(stage)} tag again`);

    expect(await tags()).toContain("once");
    expect(await tags()).not.toContain("again");
  });

  it("delivered again, it runs once", async () => {
    const said = await talk.say(aki, `${bot(stage)} note only once`);
    await Promise.all([said.redeliver(1), said.redeliver(2)]);

    expect(await stage.db.note.count({ where: { text: "only once" } })).toBe(1);
  });

  it("changed by Slack itself, for a link it shows or a copy in the channel, nobody is told anything", async () => {
    const said = await talk.say(aki, `${bot(stage)} tag unfurled`);
    const before = stage.slack.ephemerals.length;
    const { event } = said;
    const same = { type: "message", subtype: "message_changed", channel: stage.channel, hidden: true };
    const times = { ts: "1700000000.000100", event_ts: "1700000000.000100" };
    const message: Json = { ...event, attachments: [{ title: "a link" }] };

    await stage.slack.emit({ ...same, ...times, message, previous_message: event });

    expect(stage.slack.ephemerals.length).toBe(before);
  });

  it("is no command in the mouth of another app", async () => {
    const robot = await stage.slack.staff({ name: "robot", bot: true });

    await robot.say(stage.channel, `${bot(stage)} tag robot`, { thread_ts: talk.card.ts });

    expect(await tags()).not.toContain("robot");
  });

  it("only remarks on us are answered, too, and stay inside", async () => {
    const { text } = await say(`Please ask ${bot(stage)} what this is about`);

    expect(text).toContain("There is no command");
  });
});

describe("words that were sent or held", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
    aki = await stage.staff("aki");
  });
  afterAll(() => stage.close());

  it("are taken back when a mention is edited into them within the hold", async () => {
    const talk = await openTalk(stage, "Hanako");
    const said = await talk.say(aki, "Your order is ready.");

    await aki.edit(said, `Your order is ready. ${bot(stage)} tag late`);

    await talk.marked(said, "lock");
    stage.clock.advance(30_000);
    await stage.quiet();
    expect(talk.received()).toEqual([]);
    expect(await stage.db.chatTag.count()).toBe(0);
  });

  it("do not go out when the mention is edited away again", async () => {
    const talk = await openTalk(stage, "Taro");
    const said = await talk.say(aki, `${bot(stage)} note call back`);
    await aki.edit(said, "We call you back.");

    stage.clock.advance(30_000);
    await stage.quiet();

    expect(talk.received()).toEqual([]);
  });
});

describe("in the thread of a channel that the account has left", () => {
  it("a mention is a command about the chat, and not for the customer", async () => {
    const stage = await startStage({ slack: { channels: [{ name: "old" }, { name: "new" }] } });
    const aki = await stage.staff("aki");
    const talk = await openTalk(stage, "Hanako");
    await stage.stop();
    stage.settings["SLACK_CHANNEL"] = stage.slack.channel("new");
    await stage.start();

    const { text } = await watch(stage, aki, () => talk.say(aki, `${bot(stage)} tag moved`));
    await stage.quiet();

    expect(text).toContain("tagged *moved*");
    expect(talk.received()).toEqual([]);
    await stage.close();
  });
});
