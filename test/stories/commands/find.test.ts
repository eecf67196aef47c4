import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let hanako: Talk;
let taro: Talk;
let aki: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  hanako = await openTalk(stage, "山田ハナコ", { words: "浴衣の請求書をください *b*", minutesAgo: 60 });
  taro = await openTalk(stage, "Taro", { words: "Is the ＶＩＰ ﾌﾟﾗﾝ still to be had?", minutesAgo: 30 });
  await hanako.say(aki, "請求書をお送りします");
  await hanako.arrived(1);
});
afterAll(async () => {
  // what a customer takes back stands under their name, which Slack may keep: that is found out by trying
  expect(stage.slack.violations.filter((each) => each !== "chat.delete: cant_delete_message")).toEqual([]);
  await stage.close();
});

interface Said {
  text: string;
  blocks?: { type: string; elements?: { type: string; elements: Piece[] }[] }[];
}
interface Piece {
  type: string;
  text?: string;
  url?: string;
  style?: { bold?: boolean };
}

async function find(words: string, by = aki): Promise<Said> {
  const { status, answer } = await by.slash("/line", `find ${words}`, stage.channel);
  expect(status).toBe(200);
  expect(answer).toMatchObject({ response_type: "ephemeral" });
  return answer as Said;
}

const pieces = ({ blocks = [] }: Said): Piece[] =>
  blocks.flatMap((block) =>
    block.type === "rich_text" ? (block.elements ?? []).flatMap((each) => each.elements) : [],
  );
const bold = (said: Said): string[] =>
  pieces(said).flatMap(({ text, style }) => (style?.bold && text && !/#\d+$/.test(text) ? [text] : []));
const links = (said: Said): string[] => pieces(said).flatMap(({ url }) => url ?? []);

describe("find", () => {
  it("finds two Japanese characters inside a message, shows them in bold and leads to the message", async () => {
    const said = await find("浴衣");

    expect(said.text).toContain("#1 山田ハナコ:  *浴衣* の請求書をください *b*");
    expect(bold(said)).toEqual(["浴衣"]);
    const stored = await stage.db.message.findFirstOrThrow({ where: { author: "customer", conversationId: 1 } });
    expect(links(said)).toEqual([
      `https://${hostOf(said)}/archives/${stage.channel}/p${stored.deskTs?.replace(".", "")}?thread_ts=${hanako.card.ts}&cid=${stage.channel}`,
    ]);
  });

  it("does not mind width, case and kana", async () => {
    for (const words of ["vip", "ＶＩＰ", "プラン", "ぷらん", "ﾌﾟﾗﾝ"])
      expect((await find(words)).text).toContain("#2 Taro");
    expect(bold(await find("ぷらん"))).toEqual(["ﾌﾟﾗﾝ"]);
    expect((await find("やまだ")).text).toContain("Nothing was found");
    expect((await find("はなこ")).text).toContain("#1 山田ハナコ");
  });

  it("wants all words, in whatever order, and shows the newest first", async () => {
    expect((await find("請求書 ください")).text).toContain("#1");
    expect((await find("ください 請求書 vip")).text).toContain("Nothing was found");

    const both = (await find("請求書")).text.split("\n");
    expect(both).toHaveLength(3);
    expect(both[1]).toContain("お送りします");
    expect(both[2]).toContain("ください");
  });

  it("finds names, the one that staff gave too, and what staff wrote down", async () => {
    await aki.slash("/line", "name 2 常連の太郎さん", stage.channel);
    await aki.slash("/line", "note 2 窓側の席を希望", stage.channel);

    expect((await find("常連")).text).toContain("#2 常連の太郎さん:  *常連* の太郎さん · Taro");
    expect((await find("taro")).text).toContain("#2 常連の太郎さん");
    expect((await find("窓側")).text).toContain(" *窓側* の席を希望");
  });

  it("looks for one character in names alone, and says so", async () => {
    const said = await find("山");

    expect(said.text).toContain("#1 山田ハナコ");
    expect(JSON.stringify(said.blocks)).toContain("looked for in names only");
    expect((await find("浴")).text).toContain("Nothing was found");
  });

  it("looks in one chat alone, however that is said", async () => {
    for (const typed of ["請求書 in 1", "請求書 #1", "請求書 ｉｎ １", "請求書 チャット：1", "請求書 in 山田"])
      expect((await find(typed)).text.match(/^#1 /gm)).toHaveLength(2);
    expect((await find("請求書 in 2")).text).toContain("Nothing was found");
    expect((await find("請求書 in 99")).text).toContain('no chat "99"');
    // one character is enough where there is little to read
    expect((await find("浴 in 1")).text).toContain("浴");
  });

  it("takes a word that only looks like a chat for a word", async () => {
    await taro.customer.write("please sign in here", { timestamp: Date.now() - 60_000 });

    await until("it is found", async () => (await find("sign in here")).text.includes("#2") || undefined);
  });

  it("does not find what was taken back, and finds what was edited", async () => {
    const secret = await taro.customer.write("my <number> is 5551234", { timestamp: Date.now() - 50_000 });
    await until("it is found", async () => (await find("5551234")).text.includes("my &lt;number&gt; is") || undefined);

    await taro.customer.unsend(secret.messageId ?? "");

    await until("it is gone", async () => (await find("5551234")).text.includes("Nothing") || undefined);
    const said = await taro.say(aki, "// 社内の覚え書き");
    await until("it is found", async () => (await find("覚え書き")).text.includes("#2") || undefined);
    await aki.edit(said, "// 別の言葉");
    await until("the edit is found", async () => (await find("別の言葉")).text.includes("#2") || undefined);
    expect((await find("覚え書き")).text).toContain("Nothing was found");
    await aki.remove(said);
    await until("it is gone", async () => (await find("別の言葉")).text.includes("Nothing") || undefined);
  });

  it("keeps within Slack's limits whatever is found", async () => {
    const long = `${"長い文章".repeat(900)} 目印 ${"<&>".repeat(300)}`;
    for (let i = 0; i < 25; i += 1) await taro.customer.write(`${i} ${long}`, { timestamp: Date.now() - 40_000 + i });
    await until(
      "all are stored",
      async () => (await stage.db.message.count({ where: { search: { contains: "目印" } } })) === 25 || undefined,
    );

    const said = await find("目印");

    expect(said.blocks?.filter(({ type }) => type === "rich_text")).toHaveLength(20);
    expect(JSON.stringify(said.blocks)).toContain("these are the first 20");
    expect(said.text.length).toBeLessThanOrEqual(3_000);
    expect(bold(said)).toEqual(Array.from({ length: 20 }, () => "目印"));
  });

  it("shows no spam, and says how it goes when no word is given", async () => {
    await stage.db.conversation.update({ where: { id: 1 }, data: { muted: "spam" } });
    expect((await find("浴衣")).text).toContain("Nothing was found");
    expect((await find("ハナコ")).text).toContain("Nothing was found");
    await stage.db.conversation.update({ where: { id: 1 }, data: { muted: "no" } });

    expect((await find("")).text).toContain("`/line find WORDS [in CHAT]`");
  });

  it("works in a thread, by its Japanese name", async () => {
    await hanako.say(aki, `<@${stage.slack.botUserId}> 検索 浴衣`);

    expect((await hanako.asked(aki, "浴衣")).text).toContain("#1 山田ハナコ");
    // the question itself is no answer
    expect((await find("検索")).text).toContain("Nothing was found");
  });
});

const hostOf = (said: Said): string => new URL(links(said)[0] ?? "").host;
