import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { ShownView, Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

/** The id that the first person hired gets is not known before: the story names its admin when it starts. */
async function cast(instances = 1): Promise<{ stage: Stage; aki: Staff; ben: Staff; kim: Staff }> {
  const stage = await startStage({ started: false });
  const aki = await stage.staff("aki");
  const ben = await stage.staff("ben");
  const kim = await stage.staff("kim");
  stage.settings["ADMINS"] = aki.userId;
  for (let i = 0; i < instances; i += 1) await stage.start();
  for (const each of [aki, ben, kim]) await each.slash("/line", "help", stage.channel);
  return { stage, aki, ben, kim };
}

async function settingsOf(stage: Stage, staff: Staff): Promise<ShownView> {
  await staff.slash("/line", "settings", stage.channel);
  const shown = stage.slack.views.at(-1);
  if (!shown) throw new Error("nothing was opened");
  return shown;
}

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
    const after = { assignOnReply: false, roundRobin: [ben.userId, kim.userId] };
    expect(await stored(stage)).toEqual(after);
    expect(await stage.db.audit.findFirst({ where: { act: "settings" } })).toMatchObject({
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

describe("whoever has a chat", () => {
  let stage: Stage;
  let ben: Staff;
  beforeAll(async () => ({ stage, ben } = await cast(2)));
  afterAll(() => stage.close());

  const called = async (talk: Talk): Promise<number> =>
    (await talk.thread()).filter((text) => text.includes(`<@${ben.userId}>, the customer waits`)).length;

  it("is mentioned when the customer begins to wait, not with every message, and not when it is muted", async () => {
    const talk = await openTalk(stage, "Hanako");
    await ben.slash("/line", "assign 1 me", stage.channel);
    await talk.say(ben, "Here");
    await talk.arrived();
    await stage.quiet();
    expect(await called(talk)).toBe(0);

    await talk.customer.write("Thanks");
    await talk.customer.write("One more thing");
    await talk.told("the customer waits");
    await stage.quiet();
    expect(await called(talk)).toBe(1);

    await ben.slash("/line", "done 1", stage.channel);
    await talk.customer.write("And another");
    await until("called again", async () => ((await called(talk)) === 2 ? true : undefined));

    await ben.slash("/line", "done 1", stage.channel);
    await stage.db.conversation.update({ where: { id: 1 }, data: { muted: "muted" } });
    await talk.customer.write("And nobody hears this");
    await stage.quiet();
    expect(await called(talk)).toBe(2);
  });

  it("is written to directly instead, with the way to the thread", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "direct" });
    const talk = await openTalk(stage, "Jiro");
    await ben.slash("/line", "assign 2 me", stage.channel);
    await talk.say(ben, "Hello");
    await talk.arrived();
    await stage.quiet();

    await talk.customer.write("A question");
    await stage.quiet();

    const direct = await stage.slack.directMessages(ben.userId);
    expect(direct.map(({ text }) => text)).toEqual([expect.stringContaining("*Jiro* #2")]);
    expect(direct[0]?.text).toContain(`/archives/${stage.channel}/p`);
    expect(await called(talk)).toBe(0);
  });

  it("hears nothing who wants to hear nothing", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "off" });
    const before = (await stage.slack.directMessages(ben.userId)).length;
    const talk = await openTalk(stage, "Saburo");
    await ben.slash("/line", "assign 3 me", stage.channel);
    await ben.slash("/line", "done 3", stage.channel);

    await talk.customer.write("Again");
    await stage.quiet();

    expect((await stage.slack.directMessages(ben.userId)).length).toBe(before);
    expect(await called(talk)).toBe(0);
  });

  it("is called in the thread where no direct message reaches them", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "direct" });
    const talk = await openTalk(stage, "Shiro");
    await ben.slash("/line", "assign 4 me", stage.channel);
    await ben.slash("/line", "done 4", stage.channel);
    const refusal = { status: 200, headers: {}, body: { ok: false, error: "cannot_dm_bot" } };
    stage.slack.setFault(({ method }, phase) =>
      method === "conversations.open" && phase === "before" ? { kind: "answer", ...refusal } : undefined,
    );

    await talk.customer.write("Again");
    await until("called in the thread", async () => ((await called(talk)) === 1 ? true : undefined));
    stage.slack.setFault(undefined);
    expect(stage.slack.violations).toEqual([]);
  });

  it("is called once for one waiting, however often LINE tells of it, and whatever restarts", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "thread" });
    const talk = await openTalk(stage, "Goro");
    await ben.slash("/line", "assign 5 me", stage.channel);
    await ben.slash("/line", "done 5", stage.channel);
    const { event } = await talk.customer.write("Again", { deliver: false });

    await Promise.all([stage.line.post([event]), stage.line.post([event])]);
    await talk.told("the customer waits");
    stage.line.setWebhook(`${stage.apps[1]?.url}/line/webhook`);
    await stage.line.post([event]);
    await stage.stop();
    await stage.start();
    await stage.line.post([event]);
    await stage.quiet();

    expect(await called(talk)).toBe(1);
    expect(stage.slack.violations).toEqual([]);
  });
});

describe("chats that are dealt", () => {
  let stage: Stage;
  let aki: Staff;
  let ben: Staff;
  let kim: Staff;
  beforeAll(async () => {
    ({ stage, aki, ben, kim } = await cast(2));
    // accounts are known once a customer wrote
    await openTalk(stage, "Hanako");
  });
  afterAll(() => stage.close());

  it("go to one after the other, whatever instance takes them, and only when they are nobody's", async () => {
    await aki.submit((await settingsOf(stage, aki)).view, { "round:1": [ben.userId, kim.userId] });
    const changedAt = Date.now();
    const customers = Array.from({ length: 6 }, (_, i) => stage.line.customer({ name: `Customer ${i}` }));

    const write = (each: (typeof customers)[number]) => each.write("Hello?", { timestamp: Date.now() - 60_000 });
    await Promise.all(customers.slice(0, 2).map(write));
    // the other instance hears of the change by itself, and takes the turns that are left
    await until("two seconds of beats", () => (Date.now() > changedAt + 2_000 ? true : undefined));
    stage.line.setWebhook(`${stage.apps[1]?.url}/line/webhook`);
    await Promise.all(customers.slice(2, 5).map(write));
    stage.line.setWebhook(`${stage.url()}/line/webhook`);
    await Promise.all(customers.slice(5).map(write));
    await stage.quiet();

    const dealt = (await chats(stage)).slice(1).map((chat) => chat.assigneeId);
    expect(dealt.filter((id) => id === ben.userId)).toHaveLength(3);
    expect(dealt.filter((id) => id === kim.userId)).toHaveLength(3);
    expect((await chats(stage))[0]?.assigneeId).toBeNull();
    for (const card of (await stage.cards()).slice(1)) {
      const thread = await stage.slack.thread(stage.channel, card.ts);
      expect(thread.filter(({ text }) => text.includes("turn: the chat is theirs now"))).toHaveLength(1);
    }
    expect(await stage.db.audit.findMany({ where: { act: "assigned" } })).toHaveLength(6);
  });

  it("pass by whoever left the channel", async () => {
    await stage.slack.move(kim.userId, stage.channel, false);
    const customers = Array.from({ length: 2 }, (_, i) => stage.line.customer({ name: `Late ${i}` }));

    for (const each of customers) await each.write("Hello?", { timestamp: Date.now() - 60_000 });
    await stage.quiet();

    const dealt = (await chats(stage)).slice(-2).map((chat) => chat.assigneeId);
    expect(dealt).toEqual([ben.userId, ben.userId]);
    expect(stage.slack.violations).toEqual([]);
  });
});
