import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let stage: Stage;
let aki: Staff;
let yuki: Staff;
let boss: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  yuki = await stage.staff("yuki");
  boss = await stage.slack.staff({ name: "boss", admin: true });
  await openTalk(stage, "Hanako");
});
afterAll(() => closeSpotless(stage));

const line = (staff: Staff, text: string) => staff.slash("/line", text, stage.channel);
const names = async (): Promise<string[]> =>
  (await stage.db.template.findMany({ orderBy: { id: "asc" } })).map((row) => row.name);
const make = async (fields: Record<string, string>): Promise<void> => {
  await line(boss, "templates");
  await boss.clickView(await windowOf(stage, boss), "board:templates:make");
  await boss.submit(await windowOf(stage, boss), fields);
};
const choose = async (staff: Staff, verb: string, name: string): Promise<void> => {
  const { id } = await stage.db.template.findFirstOrThrow({ where: { name } });
  await staff.clickView(await windowOf(stage, staff), `board:templates:more:${id}`, `${verb} ${id}`);
};

describe("the canned replies", () => {
  it("are made by an admin, with a link or a telephone number", async () => {
    await make({ name: "営業時間", text: "{name}様、9時から営業しています。" });
    await windowSays(stage, boss, "The template *営業時間* is saved.");
    await make({ name: "Call", text: "Please call, {name}.", label: "Call us", target: "０３-1234-5678" });
    await make({
      name: "Catalogue",
      text: "Here it is: {order}. {staff}",
      label: "Shop",
      target: "https://example.com",
    });

    const list = await windowSays(stage, boss, "*Catalogue* · Shop: https://example.com");
    expect(written(list)).toContain("*Call* · Call us: 03-1234-5678");
    expect(await stage.db.audit.findFirst({ where: { act: "templateMade" } })).toMatchObject({
      actor: boss.userId,
      conversationId: null,
    });
  });

  it("are looked at and searched by every member, and changed by none of them", async () => {
    await line(aki, "templates");
    expect(written(await windowOf(stage, aki))).toContain("*営業時間*");
    expect(written(await windowOf(stage, aki))).not.toContain("board:templates:m");
    await aki.submit(await windowOf(stage, aki), { words: "９時" });
    expect(written(await windowOf(stage, aki))).toContain("*営業時間*");
    expect(written(await windowOf(stage, aki))).not.toContain("*Call*");

    await line(aki, "定型文 CALL");
    expect(written(await windowOf(stage, aki))).toContain("*Call*");
    await line(aki, "templates zzz");
    expect(written(await windowOf(stage, aki))).toContain('No template has \\"zzz\\"');
  });

  it("are not made by a member who presses all the same", async () => {
    await line(boss, "templates");
    const list = await windowOf(stage, boss);
    await aki.clickView(list, "board:templates:make");
    expect(written(await windowOf(stage, aki))).toContain("made, changed and deleted by admins");
    await boss.clickView(list, "board:templates:make");
    const before = await names();
    await aki.submit(await windowOf(stage, boss), { name: "Mine", text: "x" });

    expect(written(await windowOf(stage, aki))).toContain("made, changed and deleted by admins");
    expect(await names()).toEqual(before);
  });

  it.each([
    [{ name: "x".repeat(41), text: "x" }, { name: "This is too long." }],
    [{ name: "ＣＡＬＬ", text: "x" }, { name: "There is a template with this name already." }],
    [{ name: "Empty", text: " \u200b" }, { text: "Write something." }],
    [
      { name: "Http", text: "x", label: "Shop", target: "http://example.com" },
      { target: expect.stringContaining("https://") },
    ],
    [
      { name: "Alone", text: "x", label: "", target: "https://example.com" },
      { label: expect.stringContaining("called") },
    ],
  ])("%j are refused, each fault at its place", async (fields, errors) => {
    const before = await names();
    await line(boss, "templates");
    await boss.clickView(await windowOf(stage, boss), "board:templates:make");

    const { answer } = await boss.submit(await windowOf(stage, boss), fields);

    expect(answer).toEqual({ response_action: "errors", errors });
    expect(await names()).toEqual(before);
  });

  it("are changed and deleted, and not over what somebody else changed", async () => {
    const second = await stage.slack.staff({ name: "vice", admin: true });
    await make({ name: "Old", text: "one" });
    await line(boss, "templates Old");
    await choose(boss, "edit", "Old");
    const mine = await windowOf(stage, boss);
    await line(second, "templates Old");
    await choose(second, "remove", "Old");
    const removing = await windowOf(stage, second);
    await boss.submit(mine, { text: "two" });
    await windowSays(stage, boss, "The template *Old* is saved.");

    await second.submit(removing);
    await windowSays(stage, second, "Nothing was deleted");
    await boss.submit(mine, { text: "three" });
    const asked = written(await windowOf(stage, boss));
    expect(asked).toContain("meanwhile somebody changed this template");
    expect(asked).toContain('"initial_value":"three"');
    expect(await stage.db.template.findFirst({ where: { name: "Old" } })).toMatchObject({ text: "two" });

    await choose(second, "remove", "Old");
    await second.submit(await windowOf(stage, second));
    await windowSays(stage, second, "The template *Old* is gone.");
    expect(await names()).not.toContain("Old");
  });

  it("come in pages of 20", async () => {
    const [{ accountId } = { accountId: 0 }] = await stage.db.template.findMany({ take: 1 });
    const data = Array.from({ length: 30 }, (_, index) => {
      return { accountId, name: `Z${index}`, key: `z${index}`, text: "長".repeat(2_000) };
    });
    await stage.db.template.createMany({ data });

    await line(aki, "templates z");
    expect(written(await windowOf(stage, aki))).toContain("1–20 of 30");
    await aki.clickView(await windowOf(stage, aki), "board:templates:page:1");
    await windowSays(stage, aki, "21–30 of 30");
    await stage.db.template.deleteMany({ where: { key: { startsWith: "z" } } });
  });
});

describe("an answer from a template", () => {
  let talk: Talk;
  let chat = 1;
  const open = async (): Promise<void> => {
    chat += 1;
    talk = await openTalk(stage, `Taro${chat}`);
  };

  it("is filled, edited and sent only by the press on send", async () => {
    await open();
    await line(aki, `返信 ${chat} 営業`);
    const view = await windowOf(stage, aki);
    expect(view.blocks.at(-1)).toMatchObject({
      element: { initial_value: `Taro${chat}様、9時から営業しています。` },
    });
    expect(talk.received()).toEqual([]);

    await aki.submit(view, { words: "はい、9時からです。" });
    await talk.arrived();

    expect(talk.received()).toEqual(["はい、9時からです。"]);
    expect(written(await windowOf(stage, aki))).toContain("はい、9時からです。");
    await talk.told("aki sends to the customer");
  });

  const templates = (): unknown[] =>
    stage.line
      .phone(talk.customer)
      .flatMap(({ message }) => (message.type === "template" ? [[message["altText"], message["template"]]] : []));

  it("has its button below the words, and the name that staff gave", async () => {
    await open();
    await line(aki, `name ${chat} Mr Suzuki`);
    await line(aki, `reply ${chat} call`);
    await aki.submit(await windowSays(stage, aki, "Call us → 03-1234-5678"));
    await talk.arrived();

    const actions = [{ type: "uri", label: "Call us", uri: "tel:0312345678" }];
    expect(templates()).toEqual([
      ["Please call, Mr Suzuki.\nCall us: 03-1234-5678", { type: "buttons", text: "Please call, Mr Suzuki.", actions }],
    ]);
  });

  it("goes as words alone when its button is taken off", async () => {
    await open();
    await line(aki, `reply ${chat} call`);
    await aki.submit(await windowOf(stage, aki), { "with-button": [] });

    expect(await talk.arrived()).toEqual([`Please call, Taro${chat}.`]);
  });

  it("goes before its button when it is too long to stand above it", async () => {
    await open();
    await line(aki, `reply ${chat} call`);
    const long = "あ".repeat(161);
    await aki.submit(await windowOf(stage, aki), { words: long });
    expect((await talk.arrived(2))[0]).toBe(long);

    expect(templates()).toMatchObject([[expect.any(String), { text: "Call us" }]]);
    // billed once
    expect(sends(stage).at(-1)?.texts).toHaveLength(2);
  });

  it("goes once, however often it is submitted", async () => {
    await open();
    await line(aki, `reply ${chat} call`);
    const view = await windowOf(stage, aki);

    await Promise.all([aki.submit(view), aki.submit(view)]);
    await aki.submit(view);
    await talk.arrived();
    await stage.quiet();

    expect(talk.received()).toHaveLength(1);
    expect(written(await windowOf(stage, aki))).toContain("nothing was sent twice");
  });

  it("warns of places that nobody can fill; ours must be filled before it goes", async () => {
    await open();
    await line(aki, `reply ${chat} cata`);
    expect(written(await windowOf(stage, aki))).toContain("Nobody knows what stands for `{order}`");
    expect(written(await windowOf(stage, aki))).toContain("Here it is: {order}. aki");

    await stage.db.contact.updateMany({ data: { displayName: null } });
    await line(aki, `reply ${chat} call`);
    const nameless = await windowOf(stage, aki);
    expect(written(nameless)).toContain("The name of this customer is not known");
    const { answer } = await aki.submit(nameless);
    expect(answer).toEqual({
      response_action: "errors",
      errors: { words: "Write what should stand for {name}." },
    });
    const empty = await aki.submit(nameless, { words: " \u200b" });
    expect(empty.answer).toMatchObject({ response_action: "errors" });

    await stage.quiet();
    expect(talk.received()).toEqual([]);
  });

  it("asks which template is meant where several begin so, or none", async () => {
    await open();
    await line(aki, `reply ${chat} c`);
    const pick = await windowOf(stage, aki);
    expect(written(pick)).toContain('\\"c\\" is not the beginning of one template');
    const offered = await aki.suggest(pick, "which-template", "ＣＡＬ");
    expect(offered.answer).toMatchObject({ options: [{ text: { text: "Call" } }] });
    const [option] = (offered.answer as { options: { value: string }[] }).options;

    await aki.submit(pick, { "which-template": option?.value });
    await aki.submit(await windowOf(stage, aki), { words: "Call me." });

    expect(await talk.arrived()).toEqual(["Call me.\nCall us: 03-1234-5678"]);
  });

  it("opens from the card and from the chat's window", async () => {
    await open();
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:reply");
    expect((await windowOf(stage, aki)).callback_id).toBe("reply-pick");

    await aki.shortcut("manage_chat", { channel: stage.channel, ts: talk.card.ts });
    await aki.clickView(await windowOf(stage, aki), "do:reply");
    expect((await windowOf(stage, aki)).callback_id).toBe("reply-pick");
  });

  it("says who answered meanwhile, and goes at the second press", async () => {
    await open();
    await line(aki, `reply ${chat} call`);
    const view = await windowOf(stage, aki);
    await talk.say(yuki, "I am on it");
    await talk.arrived();

    await aki.submit(view, { words: "Hello!" });
    const asked = written(await windowOf(stage, aki));
    expect(asked).toContain("Meanwhile yuki wrote to the customer");
    expect(asked).toContain('"initial_value":"Hello!"');
    expect(talk.received()).toEqual(["I am on it"]);

    await aki.submit(await windowOf(stage, aki));
    expect(await talk.arrived(2)).toEqual(["I am on it", "Hello!\nCall us: 03-1234-5678"]);
  });

  it("does not go for whoever may not work on the chat any more", async () => {
    await open();
    await line(aki, `reply ${chat} call`);
    const view = await windowOf(stage, aki);
    const guest = await stage.slack.staff({ name: "gus", guest: true });

    await guest.submit(view);

    await windowSays(stage, guest, "guests of this workspace may not");
    await stage.quiet();
    expect(talk.received()).toEqual([]);
  });
});
