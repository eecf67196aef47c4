import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

let two: TwoAccounts;
let aki: Staff;
let visitor: Staff;

beforeAll(async () => {
  two = await startTwoAccounts();
  const { stage, tokyo, osaka } = two;
  aki = await stage.staff("aki");
  visitor = await stage.slack.staff({ name: "visitor" });
  const write = (city: typeof tokyo, name: string, text: string, minutesAgo: number) =>
    city.line.customer({ name }).write(text, { timestamp: Date.now() - minutesAgo * 60_000 });
  await write(tokyo, "Tokyo A", "請求書について", 90);
  await write(osaka, "Osaka B", "浴衣について", 60);
  await write(tokyo, "Tokyo C", "Hello", 30);
  await until(
    "all have their names",
    async () => (await stage.db.conversation.count({ where: { search: { not: "" } } })) === 3 || undefined,
  );
  await stage.quiet();
});
afterAll(async () => {
  expect(two.stage.slack.violations).toEqual([]);
  await two.close();
});

const homeOf = (who: Staff): View => {
  const shown = two.stage.slack.views.findLast(({ user, view }) => user === who.userId && view.type === "home");
  if (!shown) throw new Error("no Home tab");
  return shown.view;
};
const open = async (who = aki): Promise<View> => {
  await who.openHome();
  return homeOf(who);
};
const press = async (id: string, value?: string): Promise<View> => {
  expect((await aki.clickView(homeOf(aki), id, value)).status).toBe(200);
  return homeOf(aki);
};
const rows = ({ blocks }: View): string[] =>
  blocks.flatMap((block) => {
    const text = (block["text"] as { text?: string } | undefined)?.text ?? "";
    return block["accessory"] ? [/\|([^>]+)>/.exec(text)?.[1] ?? text] : [];
  });
const said = ({ blocks }: View): string => JSON.stringify(blocks);

describe("the Home tab", () => {
  it("begins with one's own chats, in words where there are none", async () => {
    const view = await open();

    expect(said(view)).toContain("*My chats*");
    expect(said(view)).toContain("No open chat is yours.");
  });

  it("shows all who wait, the longest first, each with its account", async () => {
    const view = await press("home:list", "all");

    expect(rows(view)).toEqual(["Tokyo A", "Osaka B", "Tokyo C"]);
    expect(said(view)).toContain(" · Osaka · ");
    expect(said(view)).toMatch(/<https:\/\/[^|]+\/archives\//);
  });

  it("filters by account and by tag, and takes the filters away again", async () => {
    await aki.slash("/line", "tag 2 +急ぎ", two.osaka.channel);
    const { answer } = await aki.suggest(homeOf(aki), "home:tag", "急");
    expect(answer).toMatchObject({ options: [{ value: "*" }, { value: "=急ぎ" }] });

    expect(rows(await press("home:tag", "=急ぎ"))).toHaveLength(1);
    expect(rows(await press("home:tag", "*"))).toHaveLength(3);
    const osaka = await two.stage.db.account.findFirstOrThrow({ where: { name: "Osaka" } });
    expect(rows(await press("home:account", String(osaka.id)))).toEqual(["Osaka B"]);
    expect(rows(await press("home:account", "*"))).toHaveLength(3);
  });

  it("looks for words, and goes back to the list", async () => {
    const found = await press("home:find", "浴衣");
    expect(said(found)).toContain('"text":"浴衣","style":{"bold":true}');
    expect(said(found)).toContain("Osaka B #");

    expect(said(await press("home:find", "見当たらない"))).toContain("Nothing was found");
    expect(rows(await press("home:end"))).toEqual(["Tokyo A", "Osaka B", "Tokyo C"]);
  });

  it("opens a chat's modal from its row, and does there what commands do", async () => {
    const id = (await two.stage.db.conversation.findFirstOrThrow({ where: { search: "tokyo a" } })).id;
    await press("do:manage", String(id));
    const modal = two.stage.slack.views.findLast(({ view }) => view.type === "modal");
    if (!modal) throw new Error("no modal");
    expect(modal.view.private_metadata).toContain('"door":"home"');

    await aki.clickView(modal.view, "do:done");

    await until(
      "it is done",
      async () => (await two.stage.db.conversation.findUniqueOrThrow({ where: { id } })).status === "done" || undefined,
    );
    expect(rows(await press("home:refresh"))).toEqual(["Osaka B", "Tokyo C"]);
    expect(rows(await press("home:list", "done"))).toEqual(["Tokyo A"]);
  });

  it("has pages, within Slack's limits", async () => {
    const osaka = await two.stage.db.account.findFirstOrThrow({ where: { name: "Osaka" } });
    await two.stage.db.conversation.createMany({
      data: Array.from({ length: 25 }, (_, n) => ({
        accountId: osaka.id,
        kind: "group",
        lineId: `C${n}`,
        title: `${"長い名前".repeat(30)}${n}`,
        waitingSince: new Date(Date.now() - n * 1_000),
      })),
    });

    expect(rows(await press("home:list", "all"))).toHaveLength(20);
    expect(rows(await press("home:page:2"))).toHaveLength(7);
    expect(rows(await press("home:page:1"))).toHaveLength(20);
    expect(said(await open())).toContain("*All waiting*");
  });

  it("shows a member of one account that account alone, in lists and in searches", async () => {
    await two.stage.slack.move(aki.userId, two.osaka.channel, false);

    expect(rows(await open())).toEqual(["Tokyo C"]);
    expect(said(await press("home:find", "浴衣"))).toContain("Nothing was found");
    const { answer } = await aki.slash("/line", "find 浴衣", two.tokyo.channel);
    expect(answer).toMatchObject({ text: expect.stringContaining("Nothing was found") });
    expect((await aki.slash("/line", "inbox", two.tokyo.channel)).answer).not.toMatchObject({
      text: expect.stringContaining("Osaka"),
    });
  });

  it("tells who may when somebody may not, and shows them nothing", async () => {
    for (const { channel } of [two.tokyo, two.osaka]) await two.stage.slack.move(visitor.userId, channel, false);

    const view = await open(visitor);

    expect(view.blocks).toHaveLength(1);
    expect(said(view)).toContain("only members of");
    expect((await visitor.slash("/line", "find Tokyo", two.tokyo.channel)).answer).toMatchObject({
      text: expect.stringContaining("only members of"),
    });
  });
});
