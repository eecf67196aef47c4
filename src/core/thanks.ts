/**
 * Last words that need no answer: thanks, and that something was understood. All of a text must be such words, so that a
 * question behind its thanks is never taken for them.
 */
import type { Part } from "./message.ts";

/** What closes a talk. Without spaces, in small letters. */
const CLOSING = words(`
  thanks thankyou thankyouverymuch thx tysm manythanks cheers muchappreciated appreciateit iappreciateit appreciated understood
  ありがとう ありがとうございます ありがとうございました ありがとうです ありがとうございまーす ありがとー 有難う 有り難う
  有難うございます 有り難うございます 有難うございました 有難う御座います 有り難う御座います ありがとう御座います
  ありがたいです 有難いです 感謝 感謝です 感謝します 感謝いたします 感謝致します 感謝申し上げます 御礼申し上げます お礼申し上げます
  助かります 助かりました 恐れ入ります 恐縮です サンキュー あざす あざます
  了解 了解です 了解しました 了解いたしました 了解致しました 承知しました 承知いたしました 承知致しました 承知です
  かしこまりました 畏まりました わかりました 分かりました 解りました 理解しました 納得しました
  谢谢 謝謝 谢谢你 謝謝你 谢谢您 謝謝您 谢谢啦 谢啦 谢了 謝啦 多谢 多謝 感谢 唔該 明白了 知道了 收到 收到了 了解了
  ขอบคุณ ขอบใจ ขอบพระคุณ ขอบคุน ขอบคุณมาก ขอบคุณมากๆ รับทราบ เข้าใจแล้ว`);

/** What may stand beside it and says nothing that wants an answer. */
const BESIDE = words(`
  so very much a lot again ok okay great perfect good nice got it all i see for your you the
  really dear have day one evening weekend and to team everyone hi hello
  どうも 本当に ほんとうに ほんとに 誠に 大変 たいへん とても すごく いつも 早速 さっそく 早速の 早々に 迅速な 迅速に ご丁寧に 丁寧に ご丁寧な 丁寧な 素早い
  ご親切に 教えていただき 教えて頂き 教えていただいて 教えて頂いて 教えてくださり 教えて下さり 教えてくださって 教えて下さって 教えてくれて
  いただき 頂き いただきまして 頂きまして くださり 下さり くださいまして 下さいまして いただいて 頂いて くださって 下さって くれて
  していただき して頂き していただいて して頂いて してくださり して下さり してくださって して下さって してくれて
  を に の で も は と が まして です ます ました ね よ 笑 w はい うん お手数おかけしました お手数をおかけしました
  お世話になりました お世話になっております お世話になります こちらこそ また 引き続き 今後とも さん 様 皆様 皆さん
  ご連絡します 連絡します ご連絡いたします
  您 你 你们 您们 你們 您們 了 啦 好的 好 非常 十分 万分 萬分 嗯 哦 喔 辛苦了 辛苦
  ครับ ค่ะ คะ ค่า คับ มาก มากๆ มากค่ะ นะ นะคะ นะครับ จ้า จ้ะ เลย โอเค สวัสดี
  สำหรับคำตอบ สำหรับข้อมูล สำหรับความช่วยเหลือ`);

/** What somebody did, or is to do: thanks must follow it. */
const DEEDS = words(`
  ご連絡 連絡 ご返信 返信 ご返事 返事 お返事 ご対応 対応 ご回答 回答 ご案内 案内 ご説明 説明 お知らせ
  お手数おかけします お手数をおかけします`);

/** Behind a deed it asks for it: 「ご対応よろしくお願いします」. */
const WISHES = words(`
  よろしくお願いします よろしくお願いいたします よろしくお願い致します 宜しくお願いします 宜しくお願いいたします 宜しくお願い致します`);

/** In English it stands behind its thanks: "thanks for your help", but not "Help! Thanks". */
const FOR_THAT = "forthat";
const FOR_A_DEED =
  /\b(?:for|the|your)\s+(?:(?:the|your|all|very|so|really|quick|fast|prompt|kind|great|good|nice|and)\s+)*(?:help|reply|answer|response|support|information|info)(?:\s+and\s+(?:help|reply|answer|response|support|information|info))*\b/g;
/** In Chinese, too, and at once: 「謝謝您的回覆」, but not 「回覆，謝謝」. */
const THANKED_FOR = /(?<=[谢謝])(?:[您你][们們]?)?的?(?:[及即][时時]|耐心|快速)?的?(?:回复|回覆|帮助|幫助|协助|協助)/gu;

/** In the shape of what they are compared with: NFKC takes the Thai vowel am apart. */
function words(list: string): string[] {
  return list
    .normalize("NFKC")
    .split(/\s+/)
    .filter((word) => word !== "");
}

const LONGEST = 80;

export function isThanks(text: string): boolean {
  if (text.length > LONGEST || /[?？]/u.test(text)) return false;
  const said = lettersOf(text);
  // where a word can end, and what has been said until there
  const reached = new Map<number, Set<Said>>([[0, new Set(["nothing"])]]);
  for (let at = 0; at < said.length; at += 1) {
    for (const before of reached.get(at) ?? []) {
      for (const [word, becomes] of WORDS) {
        const after = said.startsWith(word, at) ? becomes(before) : undefined;
        if (after === undefined) continue;
        const end = at + word.length;
        reached.set(end, (reached.get(end) ?? new Set()).add(after));
      }
    }
  }
  return reached.get(said.length)?.has("thanked") ?? false;
}

type Said = "nothing" | "deed" | "thanked";
type Becomes = (before: Said) => Said | undefined;

const WORDS: [string, Becomes][] = [
  ...each(CLOSING, () => "thanked"),
  ...each(BESIDE, (before) => before),
  ...each(DEEDS, () => "deed"),
  ...each(WISHES, (before) => (before === "deed" ? undefined : before)),
  ...each([FOR_THAT], (before) => (before === "thanked" ? before : undefined)),
];

function each(list: string[], becomes: Becomes): [string, Becomes][] {
  return list.map((word) => [word, becomes]);
}

/** Two hands that are folded say thanks; faces, signs and spaces say nothing. `ありがとう〜` is drawn out, not another word. */
const lettersOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/🙏\p{Emoji_Modifier}?/gu, "thanks")
    .toLowerCase()
    .replaceAll(FOR_A_DEED, FOR_THAT)
    .replaceAll(THANKED_FOR, "")
    .replaceAll(/m\(_+\s?_+\)m/g, "")
    .replaceAll(/[\uFE00-\uFE0F]|[^\p{L}\p{N}\p{M}]/gu, "")
    .replaceAll(/(?<=[ぁ-ん])ー+/gu, "")
    .replaceAll(/[っッ]+$/gu, "");

const STICKER = /thank|gracias|ありがと|感謝|谢|謝|ขอบคุณ/iu;

/** All that a customer said since the last answer, message after message. */
export function onlyThanks(messages: readonly (readonly Part[])[]): boolean {
  const parts = messages.flat();
  return parts.length > 0 && parts.every(thanksOf);
}

function thanksOf(part: Part): boolean {
  if (part.kind === "text") return isThanks(part.text);
  return part.kind === "sticker" && STICKER.test(part.words ?? "");
}
