import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;
let yuki: Staff;
let nth = 0;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  yuki = await stage.staff("yuki");
});
beforeEach(async () => {
  nth += 1;
  talk = await openTalk(stage, `Hanako${nth}`);
});
afterAll(() => closeSpotless(stage));

const notes = async (): Promise<string[]> => {
  const rows = await stage.db.note.findMany({ where: { conversationId: nth }, orderBy: { at: "asc" } });
  return rows.map((row) => row.text);
};
const line = (staff: Staff, text: string) => staff.slash("/line", text, stage.channel);

describe("a note", () => {
  it("is kept, told in the thread, shown on the card, and never reaches the customer", async () => {
    const { answer } = await line(aki, `note ${nth} prefers *mornings* & tea`);

    expect(answer).toMatchObject({ text: `#${nth} · aki wrote a note` });
    const told = await talk.told("aki wrote a note");
    expect(seen(told)).toEqual([":memo: aki wrote a note", "» prefers *mornings* & tea"]);
    await until("the card shows it", async () => (await talk.status()).includes("📝 prefers *mornings*") || undefined);
    expect(talk.received()).toEqual([]);
    expect(await stage.db.audit.findFirst({ where: { act: "noted", conversationId: nth } })).toMatchObject({
      actor: aki.userId,
      detail: {},
    });
  });

  it("is written in Japanese in the thread, with the names of whom it mentions", async () => {
    await talk.say(
      aki,
      `<@${stage.slack.botUserId}> メモ <@${yuki.userId}> が 午前中 に電話\nhttps://example.com/a?b=1`,
    );

    await until("the note", async () => (await notes())[0]);
    expect(await notes()).toEqual(["@yuki が 午前中 に電話\nhttps://example.com/a?b=1"]);
    const row = await stage.db.note.findFirstOrThrow({ where: { conversationId: nth } });
    expect(row.search).toBe("@yuki が 午前中 に電話 https://example.com/a?b=1");
    expect(row.authorName).toBe("aki");
  });

  it("is written in the form of the card and of the chat's own window", async () => {
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:note");
    await aki.submit(await windowOf(stage, aki), { note: "from the card" });

    await aki.shortcut("manage_chat", { channel: stage.channel, ts: talk.card.ts });
    await aki.clickView(await windowOf(stage, aki), "do:note");
    await aki.submit(await windowOf(stage, aki), { note: "from the window" });

    expect(await notes()).toEqual(["from the card", "from the window"]);
    await until("the newest on the card", async () => (await talk.status()).includes("from the window") || undefined);
  });

  it("is refused when it is too long or empty, and says so", async () => {
    const long = await line(aki, `note ${nth} ${"あ".repeat(2_001)}`);
    expect(long.answer).toMatchObject({ text: expect.stringContaining("longer than 2000 characters") });

    await line(aki, `note ${nth} `);
    const empty = await aki.submit(await windowOf(stage, aki), { note: " \u200b " });
    expect(empty.answer).toMatchObject({ response_action: "errors", errors: { note: "Write something." } });

    expect(await notes()).toEqual([]);
    expect((await line(aki, `note ${nth} ${"あ".repeat(2_000)}`)).answer).toMatchObject({
      text: expect.stringContaining("wrote a note"),
    });
    await talk.told("wrote a note");
  });

  it.each([
    ["// call back at 5", "call back at 5"],
    ["メモ： 領収書が必要", "領収書が必要"],
    ["note: <&>", "<&>"],
  ])("keeps the internal comment %j from the menu of its message", async (comment, kept) => {
    const said = await talk.say(aki, comment.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));

    await yuki.shortcut("keep_note", { channel: stage.channel, ts: said.ts });
    const form = await windowOf(stage, yuki);
    expect(form.blocks.at(-1)).toMatchObject({ element: { initial_value: kept } });
    await yuki.submit(form);

    expect(await notes()).toEqual([kept]);
    await talk.told("yuki wrote a note");
    expect(talk.received()).toEqual([]);
  });

  it("keeps as much of a long message as a note holds, and says so", async () => {
    const said = await talk.say(aki, `// ${"長".repeat(2_500)}`);

    await aki.shortcut("keep_note", { channel: stage.channel, ts: said.ts });

    expect((await windowOf(stage, aki)).blocks.at(-1)).toMatchObject({
      element: { initial_value: "長".repeat(2_000) },
    });
    expect(written(await windowOf(stage, aki))).toContain("the end of the message is missing");
  });

  it("keeps the words of a customer, too, and of no message that belongs to no chat", async () => {
    const words = await talk.told("Hello?");
    await aki.shortcut("keep_note", { channel: stage.channel, ts: words.ts });
    expect((await windowOf(stage, aki)).blocks.at(-1)).toMatchObject({ element: { initial_value: "Hello?" } });

    const stray = await aki.say(stage.channel, "lunch?");
    await aki.shortcut("keep_note", { channel: stage.channel, ts: stray.ts });
    expect(written(await windowOf(stage, aki))).toContain("belongs to no chat");
  });
});

describe("the notes of a chat", () => {
  it("stand in a window, the newest first, and in the thread behind a button", async () => {
    await line(aki, `notes ${nth}`);
    expect(written(await windowOf(stage, aki))).toContain("There are no notes yet.");

    await line(aki, `note ${nth} first`);
    await line(yuki, `note ${nth} 二番目`);
    await talk.say(aki, `<@${stage.slack.botUserId}> メモ一覧`);
    const offered = await talk.asked(aki, "Notes");
    await aki.clickEphemeral(offered, "pick:open");

    const list = written(await windowOf(stage, aki));
    expect(list.indexOf("二番目")).toBeGreaterThan(0);
    expect(list.indexOf("first")).toBeGreaterThan(list.indexOf("二番目"));
    expect(list).toContain("*yuki* · <!date^");
  });

  it("are changed and deleted there, by whoever works on the chat", async () => {
    await line(aki, `note ${nth} size 38`);
    await line(yuki, `notes ${nth}`);
    const list = await windowOf(stage, yuki);

    await yuki.clickView(list, "board:notes:edit");
    await yuki.submit(await windowOf(stage, yuki), { note: "size 39" });
    const changed = await windowSays(stage, yuki, "yuki changed a note");
    expect(changed.id).toBe(list.id);
    expect(written(changed)).toContain("changed <!date^");
    expect(await notes()).toEqual(["size 39"]);
    await talk.told("yuki changed a note");

    await yuki.clickView(changed, "board:notes:delete");
    await windowSays(stage, yuki, "There are no notes yet.");
    expect(await notes()).toEqual([]);
    await talk.told("yuki deleted a note");
    await until("none on the card", async () => !(await talk.status()).includes("📝") || undefined);
  });

  it("are written there, too, and come in pages", async () => {
    const row = { conversationId: nth, authorId: aki.userId, authorName: "aki" };
    const at = (index: number): Date => new Date(Date.now() - 60_000 + index);
    await stage.db.note.createMany({
      data: Array.from({ length: 21 }, (_, index) => {
        return { ...row, id: crypto.randomUUID(), text: `${index} ${"長".repeat(1_990)}`, at: at(index) };
      }),
    });

    await line(aki, `notes ${nth}`);
    expect(written(await windowOf(stage, aki))).toContain("1–10 of 21");
    await aki.clickView(await windowOf(stage, aki), "board:notes:page:1");
    await aki.clickView(await windowSays(stage, aki, "11–20 of 21"), "board:notes:page:2");
    const last = await windowSays(stage, aki, "21–21 of 21");
    expect(written(last)).toContain("0 長");

    await aki.clickView(last, "board:notes:write");
    await aki.submit(await windowOf(stage, aki), { note: "the newest" });
    expect(written(await windowSays(stage, aki, "1–10 of 22"))).toContain("the newest");
  });

  it("say what changed meanwhile, and write nothing over", async () => {
    await line(aki, `note ${nth} blue`);
    await line(aki, `notes ${nth}`);
    const list = await windowOf(stage, aki);
    await aki.clickView(list, "board:notes:edit");
    const mine = await windowOf(stage, aki);
    await line(yuki, `notes ${nth}`);
    await yuki.clickView(await windowOf(stage, yuki), "board:notes:edit");
    await yuki.submit(await windowOf(stage, yuki), { note: "green" });
    await windowSays(stage, yuki, "yuki changed a note");

    await aki.submit(mine, { note: "red" });
    const again = written(await windowOf(stage, aki));
    expect(again).toContain("meanwhile somebody changed this note");
    expect(again).toContain("green");
    expect(again).toContain('"initial_value":"red"');
    expect(await notes()).toEqual(["green"]);

    await aki.clickView(list, "board:notes:delete");
    await windowSays(stage, aki, "Nothing was deleted");
    expect(await notes()).toEqual(["green"]);

    await yuki.clickView(await windowSays(stage, yuki, "yuki changed a note"), "board:notes:delete");
    await windowSays(stage, yuki, "There are no notes yet.");
    await aki.submit(mine, { note: "red" });
    await windowSays(stage, aki, "not there any more");
    expect(await notes()).toEqual([]);
  });

  it("are shown to no one outside the channel", async () => {
    await line(aki, `note ${nth} secret`);
    const stranger = await stage.slack.staff({ name: "gus", guest: true });

    await stranger.slash("/line", `notes ${nth}`, stage.channel);

    expect(written(await windowOf(stage, stranger))).not.toContain("secret");
    expect(written(await windowOf(stage, stranger))).toContain("guests of this workspace may not");
  });
});
