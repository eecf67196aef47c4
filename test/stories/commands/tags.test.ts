import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";
import { startTwoAccounts } from "../../support/two-accounts.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let stage: Stage;
let talk: Talk;
let other: Talk;
let aki: Staff;
let boss: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  boss = await stage.slack.staff({ name: "boss", admin: true });
  talk = await openTalk(stage, "Hanako");
  other = await openTalk(stage, "Taro");
});
afterAll(() => closeSpotless(stage));

const line = (staff: Staff, text: string) => staff.slash("/line", text, stage.channel);
const tags = async (): Promise<string[]> =>
  (await stage.db.tag.findMany({ orderBy: { name: "asc" } })).map((tag) => tag.name);
const idOf = async (name: string): Promise<number> => (await stage.db.tag.findFirstOrThrow({ where: { name } })).id;
const carded = (chat: Talk, shown: string, hidden?: string): Promise<true> =>
  until(`the card shows ${shown}`, async () => {
    const card = await chat.status();
    return (card.includes(shown) && !(hidden !== undefined && card.includes(hidden))) || undefined;
  });
/** Chooses from the menu of a tag. */
const choose = async (staff: Staff, verb: string, name: string): Promise<void> => {
  const id = await idOf(name);
  await staff.clickView(await windowOf(stage, staff), `board:tags:more:${id}`, `${verb} ${id}`);
};

describe("the list of tags", () => {
  it("shows each with its chats, and every member makes new ones", async () => {
    await line(aki, "tags");
    expect(written(await windowOf(stage, aki))).toContain("There are no tags yet.");
    await aki.submit(await windowOf(stage, aki), { new0: "ＶＩＰ" });
    expect(written(await windowOf(stage, aki))).toContain("The tag *VIP* is there now.");
    await aki.submit(await windowOf(stage, aki), { new1: "常連" });

    await line(aki, "tag 1 vip 常連");
    await line(aki, "tag 2 vip");
    await line(aki, "タグ一覧");

    const list = written(await windowOf(stage, aki));
    expect(list).toContain("*VIP* · 2 chats");
    expect(list).toContain("*常連* · 1 chat");
    await carded(talk, "`VIP` `常連`");
    expect(await stage.db.audit.findFirst({ where: { act: "tagMade" } })).toMatchObject({
      actor: aki.userId,
      conversationId: null,
      detail: { name: "VIP" },
    });
  });

  it.each([
    ["a name of 21 characters", "x".repeat(21), "is no name for a tag"],
    ["no name", " \u200b", "is no name for a tag"],
    ["one that is there in other letters", "ｖｉｐ", "There is such a tag already"],
  ])("does not make %s", async (_what, name, why) => {
    const before = await tags();
    await line(aki, "tags");

    const { answer } = await aki.submit(await windowOf(stage, aki), { new0: name });

    expect(answer).toMatchObject({ response_action: "errors", errors: { new0: expect.stringContaining(why) } });
    expect(await tags()).toEqual(before);
  });

  it("opens from the thread, behind a button", async () => {
    await talk.say(aki, `<@${stage.slack.botUserId}> tags`);
    await aki.clickEphemeral(await talk.asked(aki, "All tags"), "pick:open");

    expect(written(await windowOf(stage, aki))).toContain("*VIP* · 2 chats");
  });
});

describe("a tag", () => {
  it("is renamed by any member, on all cards", async () => {
    await line(aki, "tags");
    await choose(aki, "rename", "VIP");
    expect((await windowOf(stage, aki)).blocks.at(-1)).toMatchObject({ element: { initial_value: "VIP" } });
    await aki.submit(await windowOf(stage, aki), { name: "Gold" });

    await windowSays(stage, aki, "*VIP* is called *Gold* now.");
    await carded(talk, "`Gold`", "`VIP`");
    await carded(other, "`Gold`", "`VIP`");
    expect(await tags()).toEqual(["Gold", "常連"]);
  });

  it("is not renamed over a name that somebody gave meanwhile", async () => {
    await line(aki, "tags");
    await choose(aki, "rename", "Gold");
    const mine = await windowOf(stage, aki);
    await line(boss, "tags");
    await choose(boss, "rename", "Gold");
    await boss.submit(await windowOf(stage, boss), { name: "Silver" });
    await windowSays(stage, boss, "is called *Silver* now");

    await aki.submit(mine, { name: "Bronze" });
    expect(written(await windowOf(stage, aki))).toContain("meanwhile somebody renamed *Gold* to *Silver*");
    expect(await tags()).toEqual(["Silver", "常連"]);

    await aki.submit(await windowOf(stage, aki));
    await windowSays(stage, aki, "*Silver* is called *Bronze* now.");
  });

  it("that gets the name of another is merged with it, after that was said, by an admin", async () => {
    await line(aki, "tags");
    await choose(aki, "rename", "Bronze");
    await aki.submit(await windowOf(stage, aki), { name: "常連" });
    await windowSays(stage, aki, "for admins");
    expect(await tags()).toEqual(["Bronze", "常連"]);

    await line(boss, "tags");
    await choose(boss, "rename", "Bronze");
    await boss.submit(await windowOf(stage, boss), { name: "常連" });
    const asked = await windowSays(stage, boss, "There is a tag *常連* already");
    expect(written(asked)).toContain("2 chats with *Bronze*");
    expect(await tags()).toEqual(["Bronze", "常連"]);
    await boss.submit(asked);

    await windowSays(stage, boss, "*Bronze* became *常連* on 2 chats.");
    expect(await tags()).toEqual(["常連"]);
    expect(await stage.db.chatTag.count()).toBe(2);
    await carded(other, "`常連`", "`Bronze`");
  });

  it("is merged into one that is chosen from a list", async () => {
    await line(aki, "tag 2 new old");
    await line(boss, "tags");
    await choose(boss, "merge", "old");
    const sheet = await windowOf(stage, boss);
    const offered = await boss.suggest(sheet, "board-tag-into", "NE");
    expect(offered.answer).toMatchObject({ options: [{ text: { text: "new" }, value: String(await idOf("new")) }] });

    await boss.submit(sheet, { "board-tag-into": String(await idOf("new")) });

    await windowSays(stage, boss, "*old* became *new* on 1 chat.");
    await carded(other, "`new`", "`old`");
    expect(await stage.db.audit.findFirst({ where: { act: "tagsMerged", actor: boss.userId } })).toMatchObject({
      conversationId: null,
    });
  });

  it("is deleted by an admin after a question, and by nobody else", async () => {
    await line(aki, "tags");
    await choose(aki, "remove", "new");
    expect(written(await windowOf(stage, aki))).toContain("deleting and merging tags is for admins");
    expect(await tags()).toEqual(["new", "常連"]);

    await line(boss, "tags");
    await choose(boss, "remove", "new");
    expect(written(await windowOf(stage, boss))).toContain("Delete the tag *new*? It is taken off 1 chat.");
    const sheet = await windowOf(stage, boss);
    await boss.submit(sheet);

    await windowSays(stage, boss, "The tag *new* is gone, from 1 chat.");
    await carded(other, "`常連`", "`new`");
    await boss.submit(sheet);
    await windowSays(stage, boss, "not there any more");
  });

  it("is made once when two make it, and put on a chat while another goes", async () => {
    await line(boss, "tags");
    const make = await windowOf(stage, boss);
    await Promise.all([line(aki, "tag 1 rush"), boss.submit(make, { new0: "ＲＵＳＨ" })]);

    expect((await tags()).filter((name) => name.toLowerCase() === "rush")).toHaveLength(1);
  });

  it("stays within 200 of an account, and the list comes in pages", async () => {
    const [{ accountId } = { accountId: 0 }] = await stage.db.tag.findMany({ take: 1 });
    const have = await stage.db.tag.count();
    const data = Array.from({ length: 200 - have }, (_, index) => {
      return { accountId, name: `t${index}`, key: `t${index}` };
    });
    await stage.db.tag.createMany({ data });

    await line(aki, "tags");
    expect(written(await windowOf(stage, aki))).toContain("1–40 of 200");
    const { answer } = await aki.submit(await windowOf(stage, aki), { new0: "one more" });
    expect(answer).toMatchObject({ errors: { new0: expect.stringContaining("an account 200") } });

    await aki.clickView(await windowOf(stage, aki), "board:tags:page:1");
    await windowSays(stage, aki, "41–80 of 200");
  });
});

describe("with two LINE accounts", () => {
  it("each has its own tags, seen by the members of its channel", async () => {
    const two = await startTwoAccounts();
    const both = await two.stage.slack.staff({ name: "both", admin: true });
    await two.stage.db.tag.count();
    const accounts = await until("both accounts", async () => {
      const rows = await two.stage.db.account.findMany({ orderBy: { id: "asc" } });
      return rows.length === 2 ? rows : undefined;
    });

    await both.slash("/line", "tags", two.tokyo.channel);
    await both.submit(await windowOf(two.stage, both), { new0: "VIP", account: String(accounts[0]?.id) });
    await both.submit(await windowOf(two.stage, both), { new1: "VIP", account: String(accounts[1]?.id) });

    expect(await two.stage.db.tag.findMany({ orderBy: { accountId: "asc" } })).toMatchObject([
      { accountId: accounts[0]?.id, name: "VIP" },
      { accountId: accounts[1]?.id, name: "VIP" },
    ]);
    const list = written(await windowOf(two.stage, both));
    expect(list).toContain("Tokyo");
    expect(list).toContain("Osaka");
    expect(two.stage.slack.violations).toEqual([]);
    await two.close();
  });
});
