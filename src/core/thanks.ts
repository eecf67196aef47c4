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
  so very much a lot again ok okay great perfect good nice got it all i see for your you the help reply quick fast kind
  answer response support information info really dear have day one evening weekend and to team everyone hi hello
  どうも 本当に ほんとうに ほんとに 誠に 大変 たいへん とても すごく いつも 早速 さっそく 早速の 早々に 迅速な 迅速に ご丁寧に 丁寧に ご丁寧な 丁寧な 素早い
  ご連絡 連絡 ご返信 返信 ご返事 返事 お返事 ご対応 対応 ご回答 回答 ご案内 案内 ご説明 説明 お知らせ ご親切に 教えて 教えていただき 教えて頂き
  教えてくださり いただき 頂き いただきまして 頂きまして くださり 下さり くださいまして 下さいまして いただいて 頂いて くださって 下さって
  を に の で て も は と が まして して し です ます ました ね よ 笑 w はい うん 了 お手数おかけしました お手数をおかけしました お手数おかけします
  お世話になりました お世話になっております お世話になります よろしくお願いします よろしくお願いいたします よろしくお願い致します 宜しくお願いします
  宜しくお願いいたします 宜しくお願い致します こちらこそ またよろしくお願いします また 引き続き 今後とも さん 様 皆様 皆さん
  您 你 你们 您们 了 啦 好的 好 非常 十分 万分 萬分 的 帮助 幫助 回复 回覆 嗯 哦 喔 辛苦了 辛苦
  ครับ ค่ะ คะ ค่า คับ มาก มากๆ มากค่ะ นะ นะคะ นะครับ จ้า จ้ะ เลย สำหรับ คำตอบ ข้อมูล โอเค สวัสดี`);

function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== "");
}

const LONGEST = 80;

export function isThanks(text: string): boolean {
  if (text.length > LONGEST || /[?？]/u.test(text)) return false;
  const said = lettersOf(text);
  // where a word can end, with and without thanks before it
  const reached = new Map<number, boolean>([[0, false]]);
  for (let at = 0; at < said.length; at += 1) {
    const thanked = reached.get(at);
    if (thanked === undefined) continue;
    const go = (word: string, closes: boolean): void => {
      if (!said.startsWith(word, at)) return;
      const end = at + word.length;
      reached.set(end, (reached.get(end) ?? false) || thanked || closes);
    };
    for (const word of CLOSING) go(word, true);
    for (const word of BESIDE) go(word, false);
  }
  return said !== "" && (reached.get(said.length) ?? false);
}

/** Two hands that are folded say thanks; faces, signs and spaces say nothing. `ありがとう〜` is drawn out, not another word. */
const lettersOf = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/🙏\p{Emoji_Modifier}?/gu, "thanks")
    .toLowerCase()
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
