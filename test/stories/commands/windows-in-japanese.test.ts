import { afterAll, beforeAll, expect, it } from "vitest";

import type { Delivery, Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let shop: Stage;
let hana: Staff;

beforeAll(async () => {
  shop = await startStage({ settings: { LOCALE: "ja" } });
  hana = await shop.slack.staff({ name: "花", admin: true });
  await openTalk(shop, "田中");
});
afterAll(() => closeSpotless(shop));

const say = (text: string): Promise<Delivery> => hana.slash("/line", text, shop.channel);
const fill = async (values: Record<string, string>): Promise<Delivery> =>
  hana.submit(await windowOf(shop, hana), values);
const press = async (id: string, value?: string): Promise<Delivery> =>
  hana.clickView(await windowOf(shop, hana), id, value);

it("notes and names in Japanese", async () => {
  await say("メモ １ 午前中を希望");
  await say("メモ一覧 １");
  await press("board:notes:edit");
  await fill({ note: "午後を希望" });
  await windowSays(shop, hana, "花さんがメモを書き直しました");

  await say("名前 １");
  await fill({ name: "田中様（渋谷店）" });
  const done = await windowSays(shop, hana, "管理名を「田中様（渋谷店）」にしました");
  expect(written(done)).toContain("#1");
});

it("the form of response hours says of closed days what its hint says, and reads it back", async () => {
  await say("応答時間 月-金 9:00-18:00");
  await say("応答時間 編集");
  const form = await windowSays(shop, hana, "09:00-18:00");
  const { answer } = await fill({ "day:0": "10:00-18:00" });

  expect(written(form)).toContain('"initial_value":"休み"');
  expect(written(form)).not.toContain(`"initial_value":"closed"`);
  expect(JSON.stringify(answer)).toContain("変更しました");
});

it.each([
  ["rename", "タグ名（20文字以内）"],
  ["merge", "残すタグ"],
  ["remove", "タグ「VIP」を削除しますか？ 1件"],
])("what is asked to %s a tag in Japanese", async (verb, words) => {
  await say("タグ １ ＶＩＰ");
  const { id } = await shop.db.tag.findFirstOrThrow();

  await say("タグ一覧");
  await press(`board:tags:more:${id}`, `${verb} ${id}`);

  expect(written(await windowSays(shop, hana, words))).toContain("VIP");
});

it("templates in Japanese, with places in Japanese", async () => {
  await say("名前 １ 田中様（渋谷店）");
  await say("定型文");
  await press("board:templates:make");
  await fill({ name: "営業時間", text: "{名前}へ。{注文}の件、{担当}より" });
  await windowSays(shop, hana, "定型文「営業時間」を保存しました。");

  await say("返信 １ 営業");

  const view = written(await windowOf(shop, hana));
  expect(view).toContain("田中様（渋谷店）へ。{注文}の件、花より");
  expect(view).toContain("`{注文}`に入る言葉がありません");
});

it("automatic replies in Japanese", async () => {
  await say("自動応答");
  await press("board:auto:make:keyword", "keyword");
  expect(written(await windowOf(shop, hana))).toContain("全角・半角、大文字・小文字、ひらがな・カタカナは区別しません");
  await fill({
    name: "営業時間",
    keywords: "営業時間",
    text0: "{お名前}様、9時からです。",
    buttons0: "電話｜０３-1234-5678",
  });
  await windowSays(shop, hana, "自動応答「営業時間」を保存しました。");
  await fill({ words: "えいぎょう" });
  const tried = written(await windowSays(shop, hana, "「えいぎょう」に対して"));
  expect(tried).toContain("「営業時間」は使われません：キーワードに当てはまりません。");
  expect(tried).toContain("「営業時間」と一致（タップも対象） · いつでも");

  await press("board:auto:make:follow", "follow");
  const greeting = await windowSays(shop, hana, "友だち追加ありがとうございます。ご質問やご予約は");
  expect(written(greeting)).toContain("このトークにメッセージをお送りください。");

  const talk = await openTalk(shop, "佐藤", { words: "営業時間", fresh: true, minutesAgo: 0 });
  expect(await talk.arrived()).toEqual(["佐藤様、9時からです。\n電話: 03-1234-5678"]);
  expect((await talk.told("自動応答（営業時間）を送信しました")).text).toContain("佐藤様、9時からです。");
});
