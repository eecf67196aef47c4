import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;
let ben: Staff;
let rie: Staff;
let ken: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  ben = await stage.staff("Ben Sato");
  rie = await stage.staff("Rie Ito");
  ken = await stage.staff("Ken Ito");
  talk = await openTalk(stage, "Hanako");
  // known by name once they were seen here
  for (const each of [aki, ben, rie, ken]) await each.slash("/line", "help", stage.channel);
});
afterAll(() => stage.close());

const line = (staff: Staff, text: string): Promise<string> => answerTo(stage, staff, text);
const assignee = async (): Promise<string | null | undefined> =>
  (await stage.db.conversation.findFirst({ where: { id: 1 } }))?.assigneeId;
const told = async (words: string): Promise<number> =>
  (await talk.thread()).filter((text) => text.includes(words)).length;

describe("whose chat it is", () => {
  it("takes a chat without calling anybody", async () => {
    expect(await line(aki, "assign 1 me")).toBe("#1 · aki took it");

    await talk.told("aki took it");
    await until("the card shows it", async () => (await talk.status()).includes("*Assignee* aki") || undefined);
    expect(await assignee()).toBe(aki.userId);
    expect((await talk.thread()).join("\n")).not.toContain(`<@${aki.userId}>`);
  });

  it("calls whoever is given a chat by somebody else, once", async () => {
    await line(aki, `assign 1 <@${ben.userId}>`);

    await talk.told(`aki assigned it to <@${ben.userId}>`);
    await stage.quiet();
    expect(await told(`<@${ben.userId}>`)).toBe(1);
    expect(await assignee()).toBe(ben.userId);
  });

  it("does nothing where it is so already", async () => {
    expect(await line(aki, "assign 1 ben")).toContain("It is so already");

    await stage.quiet();
    expect(await told(`<@${ben.userId}>`)).toBe(1);
    expect(await assignee()).toBe(ben.userId);
  });

  it("takes the assignee away, in either language", async () => {
    expect(await line(aki, "担当 １ なし")).toBe("#1 · aki took the assignee away");
    expect(await assignee()).toBeNull();

    await line(ben, "ＡＳＳＩＧＮ 1 自分");
    expect(await assignee()).toBe(ben.userId);
  });

  it("asks which of several people is meant", async () => {
    const answer = await line(aki, "assign 1 ito");
    expect(answer).toContain(`several people are called "ito"`);
    expect(answer).toContain(`Ken Ito (<@${ken.userId}>), Rie Ito (<@${rie.userId}>)`);
    expect(await assignee()).toBe(ben.userId);

    await line(aki, "assign 1 Ｒｉｅ");
    expect(await assignee()).toBe(rie.userId);
  });

  it.each([
    ["a bot", { bot: true }, "Slack knows no such person who could answer"],
    ["a guest", { guest: true }, "ALLOW_GUESTS"],
    ["somebody of another organisation", { outside: true }, "ALLOW_OUTSIDE"],
  ])("gives it to no one who may not answer: %s", async (_who, kind, why) => {
    const before = await assignee();
    const stranger = await stage.slack.staff({ name: "stranger", ...kind });

    const answer = await line(aki, `assign 1 <@${stranger.userId}>`);

    expect(answer).toContain("Nothing was changed");
    expect(answer).toContain(why);
    expect(await assignee()).toBe(before);
  });

  it("gives it to no one who is not in the account's channel", async () => {
    const { userId } = await stage.slack.staff({ name: "elsewhere", notIn: ["support"] });
    await line(aki, "assign 1 me");

    expect(await line(aki, `assign 1 <@${userId}>`)).toContain("not a member of the account's Slack channel");
    expect(await line(aki, "assign 1 nobody-known")).toContain("nobody-known is not a member");
    expect(await assignee()).toBe(aki.userId);
  });

  it.each(["assign 1 <!channel>", "assign 1 @", `assign 1 ${"x".repeat(90)}`])("says how it goes: %s", async (text) => {
    const before = await assignee();

    expect(await line(aki, text)).toContain("/line assign CHAT @PERSON|me|nobody");
    expect(await assignee()).toBe(before);
  });

  it("is chosen in a form, and empty is nobody", async () => {
    await aki.slash("/line", "assign 1", stage.channel);
    const form = stage.slack.views.at(-1);
    if (!form) throw new Error("no form");
    expect(JSON.stringify(form.view.blocks)).toContain(`"initial_user":"${aki.userId}"`);
    await aki.submit(form.view, { to: ben.userId });
    expect(await assignee()).toBe(ben.userId);

    await aki.slash("/line", "assign 1", stage.channel);
    const next = stage.slack.views.at(-1);
    if (!next) throw new Error("no form");
    await aki.submit(next.view, { to: { to: { type: "users_select", selected_user: null } } });
    expect(await assignee()).toBeNull();
  });

  it("tells who submits late what others did meanwhile", async () => {
    await aki.slash("/line", "assign 1", stage.channel);
    const form = stage.slack.views.at(-1);
    if (!form) throw new Error("no form");
    await line(ben, "assign 1 me");

    const { answer } = await aki.submit(form.view, { to: aki.userId });

    expect(JSON.stringify(answer)).toContain("Meanwhile Ben Sato took it");
    expect(await assignee()).toBe(ben.userId);
  });

  it("is a button of the card and a word in the thread", async () => {
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:assign");
    expect(await assignee()).toBe(aki.userId);

    await talk.say(aki, `<@${stage.slack.botUserId}> assign nobody`);
    await until("nobody", async () => ((await assignee()) === null ? true : undefined));
  });

  it("leaves who did it in the books, and nothing at the customer", async () => {
    await stage.quiet();
    const acts = await stage.db.audit.findMany({ where: { act: "assigned" }, orderBy: { at: "asc" } });

    expect(acts[0]).toMatchObject({ actor: aki.userId, detail: { to: { id: aki.userId, name: "aki" } } });
    expect(talk.received()).toEqual([]);
    expect(stage.slack.violations).toEqual([]);
  });
});
