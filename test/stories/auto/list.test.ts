/** `/line auto`: how rules are made, tried, moved, changed and deleted. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closedNow, openAccount } from "../../support/auto.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let stage: Stage;
let aki: Staff;
let boss: Staff;
let vice: Staff;

beforeAll(async () => {
  stage = await startStage({ started: false });
  await openAccount(stage);
  await stage.start();
  aki = await stage.staff("aki");
  boss = await stage.slack.staff({ name: "boss", admin: true });
  vice = await stage.slack.staff({ name: "vice", admin: true });
  await openTalk(stage, "Hanako");
});
afterAll(() => closeSpotless(stage));

const line = (staff: Staff, text: string) => staff.slash("/line", text, stage.channel);
const make = async (trigger: string, fields: Record<string, unknown>) => {
  await line(boss, "auto");
  await boss.clickView(await windowOf(stage, boss), `board:auto:make:${trigger}`, trigger);
  return boss.submit(await windowOf(stage, boss), fields);
};
const idOf = async (name: string): Promise<number> =>
  (await stage.db.autoReply.findFirstOrThrow({ where: { name } })).id;
const choose = async (staff: Staff, verb: string, name: string): Promise<void> => {
  const id = await idOf(name);
  await staff.clickView(await windowOf(stage, staff), `board:auto:more:${id}`, `${verb} ${id}`);
};
const names = async (): Promise<string[]> =>
  (await stage.db.autoReply.findMany({ orderBy: { position: "asc" } })).map(({ name }) => name);

describe("automatic replies", () => {
  it("are made by an admin, seen and tried by everybody, and answer at once", async () => {
    await make("keyword", {
      name: "Hours",
      keywords: "営業時間\nopen",
      match: "contains",
      text0: "9 to 18, {name}.",
      buttons0: "Shop | https://example.com/\n電話 ｜ ０３-1234-5678\nMore | opening",
      text2: "See you!",
      weekdays: ["1", "2", "3", "4", "5", "6", "7"],
    });
    const list = written(await windowSays(stage, boss, "The automatic reply *Hours* is saved."));
    expect(list).toContain('words that contain \\"営業時間\\", \\"open\\" (taps, too) · at any time');
    await make("uniform", { name: "Thanks", text0: "Thank you." });
    await windowSays(stage, boss, "The automatic reply *Thanks* is saved.");

    await line(aki, "自動応答 テスト OPEN today?");
    const tried = written(await windowOf(stage, aki));
    expect(tried).toContain("*Hours* would answer now:");
    expect(tried).toContain("9 to 18, {name}.");
    expect(tried).toContain("[電話] 03-1234-5678");
    expect(tried).not.toContain("board:auto:m");
    await aki.submit(await windowOf(stage, aki), { words: "Good evening" });
    const again = written(await windowOf(stage, aki));
    expect(again).toContain("*Thanks* would answer now:");
    expect(again).toContain("*Hours* does not: none of its keywords fits.");

    const talk = await openTalk(stage, "Taro", { words: "When do you open?", minutesAgo: 0, fresh: true });
    const texts = await talk.arrived(2);
    expect(texts).toEqual([expect.stringContaining("9 to 18, Taro."), "See you!"]);
    await talk.told("Automatic reply (Hours)");
    expect(await stage.db.audit.count({ where: { act: "autoMade", actor: boss.userId, conversationId: null } })).toBe(
      2,
    );
  });

  it.each([
    ["uniform", { name: " ", text0: "x" }, { name: "Write something." }],
    ["keyword", { name: "x", keywords: " \n", text0: "x" }, { keywords: "Write at least one keyword." }],
    [
      "uniform",
      { name: "x", text0: "x", buttons0: "Shop" },
      { buttons0: expect.stringContaining("its label, then |") },
    ],
    [
      "uniform",
      { name: "x", text0: "x", buttons0: "Shop | http://a.example" },
      { buttons0: expect.stringContaining("https://") },
    ],
    ["uniform", { name: "x", text0: "x", buttons1: "Shop | word" }, { text1: "Buttons need a text above them." }],
    ["uniform", { name: "x", text0: "長".repeat(161), buttons0: "a | b" }, { text0: expect.stringContaining("160") }],
    [
      "uniform",
      { name: "x", text0: "We open {next_open}" },
      { text0: expect.stringContaining("outside response hours only") },
    ],
    [
      "uniform",
      { name: "x", text0: "Hello {staff}" },
      { text0: expect.stringContaining("Only {name} and {next_open}") },
    ],
    [
      "follow",
      { name: "x", text0: "x", from: "2026-12-29", until: "2026-12-28" },
      { until: expect.stringContaining("before") },
    ],
    ["unblock", { name: "x", text0: "x", start: "09:00" }, { end: "Say both times, or neither." }],
  ])("of the kind %s with %j are refused, each fault at its place", async (trigger, fields, errors) => {
    const before = await names();

    const { answer } = await make(trigger, fields);

    expect(answer).toEqual({ response_action: "errors", errors });
    expect(await names()).toEqual(before);
  });

  it.each([
    ["follow", "Thank you for adding us! Send us a message here"],
    ["unblock", "Thank you for coming back! Send us a message here"],
  ])(
    "that greet on %s begin with words that invite the first message; nothing is kept before it is saved",
    async (trigger, invites) => {
      const before = await names();

      await line(boss, "auto");
      await boss.clickView(await windowOf(stage, boss), `board:auto:make:${trigger}`, trigger);

      expect(written(await windowOf(stage, boss))).toContain(`"initial_value":"${invites}`);
      expect(await names()).toEqual(before);
      await boss.submit(await windowOf(stage, boss), { name: "Hello" });
      await windowSays(stage, boss, "The automatic reply *Hello* is saved.");
      const saved = await stage.db.autoReply.findFirstOrThrow({ where: { name: "Hello" } });
      expect(saved).toMatchObject({ trigger, body: { messages: [{ text: expect.stringContaining(invites) }] } });
      await stage.db.autoReply.delete({ where: { id: saved.id } });
    },
  );

  it("say which of them can never apply, and what the mode of the account forbids", async () => {
    await make("uniform", {
      name: "Closed",
      when: "closed",
      text0: "We are back {next_open}.",
      text1: "{next_open}から営業",
    });
    await windowSays(stage, boss, "Never applies: no response hours are set");
    await make("uniform", { name: "Second", text0: "Never heard" });
    await windowSays(stage, boss, "Never applies: one above it always answers first.");
    await make("keyword", { name: "Same", keywords: "OPEN now", text0: "Never heard" });
    await windowSays(stage, boss, "a rule above it takes all its keywords");
    await make("follow", { name: "Old", until: "2020-01-01", text0: "Never heard" });
    await windowSays(stage, boss, "its last day is over");

    for (const name of ["Second", "Same", "Old"]) {
      await choose(boss, "remove", name);
      await boss.submit(await windowOf(stage, boss));
      await windowSays(stage, boss, `The automatic reply *${name}* is gone.`);
    }
    expect(await names()).toEqual(["Hours", "Thanks", "Closed"]);
  });

  it("are moved past others of their kind, turned off and on", async () => {
    await line(boss, "auto");
    await choose(boss, "up", "Closed");
    await windowSays(stage, boss, "*Closed* was moved.");
    expect(await names()).toEqual(["Hours", "Closed", "Thanks"]);
    await choose(boss, "up", "Closed");
    await windowSays(stage, boss, "There is nothing to move past.");

    await choose(boss, "off", "Thanks");
    await windowSays(stage, boss, "*Thanks* is off now.");
    await line(aki, "auto test Good evening");
    const tried = written(await windowOf(stage, aki));
    expect(tried).toContain("nothing would be answered now.");
    expect(tried).toContain("*Thanks* does not: it is off.");
    expect(tried).toContain("*Closed* does not: it depends on response hours, and none are set.");
    await choose(boss, "on", "Thanks");
    await windowSays(stage, boss, "*Thanks* is on now.");
  });

  it("keep an order when two admins move and make them at once", async () => {
    await line(boss, "auto");
    const list = await windowOf(stage, boss);
    const [closed, thanks] = [await idOf("Closed"), await idOf("Thanks")];
    const press = (staff: Staff, verb: string, id: number) =>
      staff.clickView(list, `board:auto:more:${id}`, `${verb} ${id}`);
    await boss.clickView(list, "board:auto:make:uniform", "uniform");
    const sheet = await windowOf(stage, boss);
    const before = stage.slack.views.length;
    await Promise.all([
      press(boss, "down", closed),
      press(vice, "up", thanks),
      press(boss, "up", closed),
      press(vice, "down", closed),
      boss.submit(sheet, { name: "New", text0: "New" }),
    ]);
    await until("the new one", () => stage.db.autoReply.findFirst({ where: { name: "New" } }));
    const ends = /was moved\.|nothing to move past/;
    await until(
      "four ends",
      () => stage.slack.views.slice(before).filter(({ view }) => ends.test(written(view))).length >= 4 || undefined,
    );
    const places = (await stage.db.autoReply.findMany()).map(({ position }) => position);
    expect(new Set(places).size).toBe(4);

    await stage.db.autoReply.deleteMany({ where: { name: "New" } });
    for (const [index, name] of ["Hours", "Closed", "Thanks"].entries())
      await stage.db.autoReply.updateMany({ where: { name }, data: { position: index + 1 } });
  });

  it("are changed and deleted, and not over what somebody else changed", async () => {
    await line(boss, "auto");
    await choose(boss, "edit", "Hours");
    const mine = await windowOf(stage, boss);
    expect(written(mine)).toContain(
      '"initial_value":"Shop | https://example.com/\\n電話 | 03-1234-5678\\nMore | opening"',
    );
    await line(vice, "auto");
    await choose(vice, "remove", "Hours");
    const removing = await windowOf(stage, vice);
    await boss.submit(mine, { text0: "10 to 18." });
    await windowSays(stage, boss, "The automatic reply *Hours* is saved.");

    await vice.submit(removing);
    await windowSays(stage, vice, "Nothing was changed: meanwhile somebody changed this automatic reply. Look again.");
    await boss.submit(mine, { text0: "11 to 18." });
    const asked = written(await windowOf(stage, boss));
    expect(asked).toContain("Press the button once more to replace it");
    expect(asked).toContain("10 to 18.");
    await boss.submit(await windowOf(stage, boss));
    await windowSays(stage, boss, "The automatic reply *Hours* is saved.");

    expect(await stage.db.autoReply.findFirst({ where: { name: "Hours" } })).toMatchObject({
      body: { messages: [{ text: "11 to 18." }, { text: "See you!" }] },
    });
  });

  it("are not made by a member who presses all the same", async () => {
    await line(boss, "auto");
    const list = await windowOf(stage, boss);
    const before = await names();
    await aki.clickView(list, "board:auto:make:uniform", "uniform");
    await windowSays(stage, aki, "made, changed and deleted by admins");
    await aki.clickView(list, `board:auto:more:${await idOf("Thanks")}`, `off ${await idOf("Thanks")}`);
    await boss.clickView(list, "board:auto:make:uniform", "uniform");
    await aki.submit(await windowOf(stage, boss), { name: "Mine", text0: "x" });
    await windowSays(stage, aki, "made, changed and deleted by admins");

    expect(await names()).toEqual(before);
    expect(await stage.db.autoReply.count({ where: { enabled: false } })).toBe(0);
  });

  it("that nobody understands are answered with how it goes", async () => {
    await line(aki, "auto tset open");
    await windowSays(stage, aki, "/line auto [test TEXT]");

    expect(await names()).toEqual(["Hours", "Closed", "Thanks"]);
  });

  it("come in pages, and fit into Slack's window", async () => {
    const [{ accountId } = { accountId: 0 }] = await stage.db.autoReply.findMany({ take: 1 });
    const body = { keywords: ["長".repeat(100)], when: "closed", messages: [{ text: "長".repeat(3_000) }] };
    const data = Array.from({ length: 50 }, (_, index) => {
      return { accountId, position: 100 + index, name: `Z${index}`, trigger: "keyword", body };
    });
    await stage.db.autoReply.createMany({ data });

    await line(boss, "auto test 長");
    expect(written(await windowOf(stage, boss))).toContain("1–20 of 53");
    await boss.clickView(await windowOf(stage, boss), "board:auto:page:1");
    await windowSays(stage, boss, "21–40 of 53");
    await stage.db.autoReply.deleteMany({ where: { name: { startsWith: "Z" } } });
  });
});

it("the words of an opening are those of the account's hours", async () => {
  const hours = closedNow(stage);
  const settle = async (settings: object): Promise<void> => {
    await stage.db.account.updateMany({ data: { settings } });
    await stage.stop();
    await stage.start();
  };
  await settle({ hours });

  await line(aki, "auto test Hello");
  expect(written(await windowOf(stage, aki))).toMatch(
    /» We are back (today|tomorrow) \d?\d:\d\d\.(\\n)+(本日|明日) \d?\d:\d\dから営業/,
  );

  await settle({ hours, modes: { inside: "both", outside: "manual" } });
  await line(aki, "auto test Hello");
  const manual = written(await windowSays(stage, aki, "the mode of the account is manual at this hour"));
  expect(manual).toContain("Outside response hours the mode of the account is manual");
  expect(manual).not.toContain("We are back today");
});
