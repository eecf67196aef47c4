import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { cast, settingsOf } from "../../support/cast.ts";
import { type Stage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const stored = async (stage: Stage): Promise<unknown> => (await stage.db.account.findFirst())?.settings;
const chats = (stage: Stage) => stage.db.conversation.findMany({ orderBy: { id: "asc" } });
const textOf = (answer: unknown): string => JSON.stringify(answer);

describe("settings", () => {
  let stage: Stage;
  let aki: Staff;
  let ben: Staff;
  let kim: Staff;
  beforeAll(async () => {
    ({ stage, aki, ben, kim } = await cast());
    await openTalk(stage, "Hanako");
  });
  afterAll(() => stage.close());

  it("shows members the account's as text, and their own to change", async () => {
    const { view } = await settingsOf(stage, ben);

    const types = view.blocks.map((block) => (block["element"] as { type: string } | undefined)?.type ?? block["type"]);
    expect(types).toEqual(["radio_buttons", "divider", "section", "section", "section"]);
    expect(textOf(view.blocks)).toContain("The first person to answer a chat that is nobody's becomes its assignee.");
    expect(textOf(view.blocks)).toContain("Admins can change this.");
  });

  it("takes an answer time, and says under the field what is none", async () => {
    const { view } = await settingsOf(stage, aki);

    const wrong = await aki.submit(view, { "target:1": "a day" });
    expect(textOf(wrong.answer)).toContain("Write hours and minutes, such as 24h");
    expect(await stored(stage)).toEqual({});

    const { answer } = await aki.submit(view, { "target:1": "１時間30分" });
    expect(textOf(answer)).toContain("Answer time: 1 h 30 min of response hours");
    expect(await stored(stage)).toMatchObject({ target: 90 });
    await aki.submit((await settingsOf(stage, aki)).view, { "target:1": "24h" });
  });

  it("keeps how somebody is called", async () => {
    const { view } = await settingsOf(stage, ben);

    const { answer } = await ben.submit(view, { calls: "off" });

    expect(textOf(answer)).toContain("When a customer of yours waits: tell me nothing.");
    expect(await stage.db.staff.findUnique({ where: { userId: ben.userId } })).toMatchObject({ calls: "off" });
    expect(await stage.db.audit.findFirst({ where: { act: "calls" } })).toMatchObject({
      actor: ben.userId,
      detail: { before: "thread", after: "off" },
    });
    expect(textOf((await ben.submit((await settingsOf(stage, ben)).view)).answer)).toContain("It is so already");
  });

  it("changes the account's by an admin, and says so in the books", async () => {
    const { view } = await settingsOf(stage, aki);

    const { answer } = await aki.submit(view, { "reply:1": [], "round:1": [ben.userId, kim.userId] });

    expect(textOf(answer)).toContain("Answering a chat makes nobody its assignee.");
    expect(textOf(answer)).toContain(`dealt in turn to <@${ben.userId}>, <@${kim.userId}>`);
    const after = { assignOnReply: false, roundRobin: [ben.userId, kim.userId], target: 1440 };
    expect(await stored(stage)).toEqual(after);
    expect(await stage.db.audit.findFirst({ where: { act: "settings" }, orderBy: { at: "desc" } })).toMatchObject({
      actor: aki.userId,
      conversationId: null,
      detail: { accountId: 1, before: { assignOnReply: true, roundRobin: [] }, after },
    });
  });

  it("puts nobody into the round who may not answer, and asks again with what was chosen", async () => {
    const guest = await stage.slack.staff({ name: "guest", guest: true });
    const before = await stored(stage);
    const { view } = await settingsOf(stage, aki);

    const { answer } = await aki.submit(view, { "round:1": [ben.userId, guest.userId] });

    expect(textOf(answer)).toContain("guest cannot have a chat");
    expect(textOf(answer)).toContain(`"initial_users":["${ben.userId}","${guest.userId}"]`);
    expect(await stored(stage)).toEqual(before);
  });

  it("takes nothing for the account from who is no admin", async () => {
    const before = await stored(stage);
    const { view } = await settingsOf(stage, aki);

    const { answer } = await ben.submit(view, { "round:1": [] });

    expect(textOf(answer)).toContain("is for admins");
    expect(await stored(stage)).toEqual(before);
  });

  it("does not undo what others chose while it was open", async () => {
    const early = await settingsOf(stage, aki);
    const other = await settingsOf(stage, aki);
    await aki.submit(other.view, { "round:1": [kim.userId] });

    const { answer } = await aki.submit(early.view, { "round:1": [ben.userId] });

    expect(textOf(answer)).toContain("Nothing was changed: meanwhile aki changed the settings");
    expect(await stored(stage)).toMatchObject({ roundRobin: [kim.userId] });

    // what was left as it was shown is not touched
    await aki.submit(early.view, { calls: "direct" });
    expect(await stored(stage)).toMatchObject({ roundRobin: [kim.userId] });
    expect(await stage.db.staff.findUnique({ where: { userId: aki.userId } })).toMatchObject({ calls: "direct" });
    expect(stage.slack.violations).toEqual([]);
  });
});

describe("the first person to answer", () => {
  let stage: Stage;
  let aki: Staff;
  let ben: Staff;
  beforeAll(async () => ({ stage, aki, ben } = await cast()));
  afterAll(() => stage.close());

  const answered = async (talk: Talk, staff: Staff, words: string): Promise<void> => {
    await talk.say(staff, words);
    await until("it arrived", () => talk.received().includes(words) || undefined);
    await stage.quiet();
  };

  it("has the chat from then on, and nobody takes it by answering later", async () => {
    const talk = await openTalk(stage, "Hanako");

    await answered(talk, ben, "Good morning");
    await answered(talk, aki, "And from me");

    expect((await chats(stage))[0]?.assigneeId).toBe(ben.userId);
    expect((await talk.thread()).filter((text) => text.includes("answered first and is the assignee now"))).toEqual([
      expect.stringContaining("ben answered first"),
    ]);
    expect(await stage.db.audit.findMany({ where: { act: "assigned" } })).toMatchObject([{ actor: ben.userId }]);
    await until("the card shows it", async () => (await talk.status()).includes("*Assignee* ben") || undefined);
  });

  it("has it not where the account does not want that", async () => {
    const { view } = await settingsOf(stage, aki);
    await aki.submit(view, { "reply:1": [] });
    const talk = await openTalk(stage, "Taro");

    await answered(talk, ben, "Good evening");

    expect((await chats(stage))[1]?.assigneeId).toBeNull();
  });
});
