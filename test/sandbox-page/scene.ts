/** A morning in the shop, to be looked at: in the READMEs, and by the test that takes its picture. */
import type { Page } from "playwright-core";

import { until } from "../../src/cli/sandbox/world.ts";
import { endTour, talkOn } from "./talk.ts";

type Language = "en" | "ja";

const SCENE = {
  en: {
    customers: ["Sakura Sato", "Emma Wilson"],
    emma: "Hi! Do you have time for a cut and colour on Saturday?",
    question: "Hello! Can I book a haircut for tomorrow afternoon?",
    answer: "Thank you for asking! Tomorrow at three is free :blush: Shall I book it?",
    yes: "Yes, please! I'd like it about like this.",
    note: "Sensitive skin: mild colour only",
    inside: "// Ken, can you take her at three?",
    last: "Lovely! We are looking forward to seeing you.",
    tag: "/line tag 2 +VIP +regular",
  },
  ja: {
    customers: ["佐藤さくら", "Emma Wilson"],
    emma: "こんにちは！土曜日にカットとカラーの予約はできますか？",
    question: "こんにちは。明日の午後、カットの予約はできますか？",
    answer: "お問い合わせありがとうございます！明日の15時でお取りできます :blush: ご予約でよろしいですか？",
    yes: "はい、お願いします！こんな感じにしたいです。",
    note: "敏感肌。カラー剤は低刺激のもの",
    inside: "// 15時、Kenさんお願いできますか？",
    last: "素敵ですね！ご来店をお待ちしております。",
    tag: "/line tag 2 +VIP +常連",
  },
} as const;

export async function playScene(page: Page, language: Language): Promise<void> {
  const talk = talkOn(page);
  const said = SCENE[language];
  const [sakura, emma] = said.customers;
  await endTour(page);
  await talk.owner(emma);
  await talk.write(said.emma);
  await talk.card(emma).locator(".replies").waitFor();
  await talk.owner(sakura);
  await talk.write(said.question);
  await talk.openThread(sakura);
  await talk.slash(said.tag);
  await talk.card(sakura).locator("code", { hasText: "VIP" }).waitFor();
  await talk.slash(`/line note 2 ${said.note}`);
  await talk.card(sakura).getByText(said.note).waitFor();
  await talk.reply(said.answer);
  await talk.phone.locator(".theirs .bubble").first().waitFor();
  await talk.write(said.yes);
  await talk.inThread(said.yes).waitFor();
  await talk.phone.locator(".writer .menu > button").click();
  await talk.phone.getByRole("menuitem").first().click();
  await talk.thread.locator(".files img").first().waitFor();
  await talk.reply(said.inside);
  await talk.reply(said.last);
  await until("the last answer", async () => (await talk.phone.locator(".theirs").count()) === 2 || undefined);
  const whispers = talk.channel.getByRole("button", { name: /Dismiss|閉じる/ });
  for (let left = await whispers.count(); left > 0; left -= 1) {
    await whispers.first().click();
    await until("one less", async () => (await whispers.count()) < left || undefined);
  }
  await page.locator(".brand").hover();
  await page.waitForFunction("[...document.images].every((each) => each.complete && each.naturalWidth > 0)");
}
