import { expect, it } from "vitest";

import { closeSpotless } from "../../support/spotless.ts";
import { startStage } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

it("shows every window of notes, tags, names and templates in Japanese", async () => {
  const shop = await startStage({ settings: { LOCALE: "ja" } });
  const hana = await shop.slack.staff({ name: "花", admin: true });
  await openTalk(shop, "田中");
  const say = (text: string) => hana.slash("/line", text, shop.channel);
  const press = async (id: string, value?: string) => hana.clickView(await windowOf(shop, hana), id, value);
  const shows = (words: string) => windowSays(shop, hana, words);

  await say("メモ １ 午前中を希望");
  await say("メモ一覧 １");
  await press("board:notes:edit");
  await hana.submit(await windowOf(shop, hana), { note: "午後を希望" });
  await shows("花さんがメモを書き直しました");
  await say("名前 １");
  await hana.submit(await windowOf(shop, hana), { name: "田中様（渋谷店）" });
  await say("タグ １ ＶＩＰ");
  await say("タグ一覧");
  const { id } = await shop.db.tag.findFirstOrThrow();
  for (const [verb, words] of [
    ["rename", "タグ名（20文字以内）"],
    ["merge", "残すタグ"],
    ["remove", "タグ「VIP」を削除しますか？ 1件"],
  ] as const) {
    await say("タグ一覧");
    await press(`board:tags:more:${id}`, `${verb} ${id}`);
    await shows(words);
  }
  await say("定型文");
  await press("board:templates:make");
  await hana.submit(await windowOf(shop, hana), { name: "営業時間", text: "{名前}へ。{注文}の件、{担当}より" });
  await shows("定型文「営業時間」を保存しました。");
  await say("返信 １ 営業");

  expect(written(await windowOf(shop, hana))).toContain("田中様（渋谷店）へ。{注文}の件、花より");
  expect(written(await windowOf(shop, hana))).toContain("`{注文}`に入る言葉がありません");
  await closeSpotless(shop);
});
