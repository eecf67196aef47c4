/** In which language a customer reads a text, by its letters. */
import { withoutPlaces } from "./auto-message.ts";

export type Language = "en" | "ja" | "th" | "zh";

const LINKS = /\b(?:https?:\/\/|www\.)[\x21-\x7e]+/gi;
/** Without の, which Chinese shops write, too. */
const KANA = /(?!の)[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Han that Japanese alone writes, and what Chinese alone does: there are Japanese texts without kana, 「次回営業：{next_open}」. */
const JAPANESE =
  /[の々営応対駅様実売発図円読楽気広検験単経継続変戻込働帰県圏桜沢浜黒歩毎増収払拝栄覧観権歓総聴薬訳譲豊転軽辺鉄録関隠雑頼髪鶏麺価仮圧囲塩拡覚渋済処乗浄専戦帯択団遅伝抜仏舗満緑両労]/u;
const CHINESE =
  /[您你妳們们嗎吗呢吧喔唷囉啦這这麼么请歡欢營营业點號时间對对應应开關关样樣还说话电讯訊给讓让很晚幫帮烊预谢]|今天|明天|謝謝/u;

/** `otherwise`: the team's; for a text without letters, and for Han that might be either. */
export function languageOf(text: string, otherwise: Language): Language {
  const said = withoutPlaces(text).replaceAll(LINKS, "");
  if (KANA.test(said)) return "ja";
  if (/\p{Script=Thai}/u.test(said)) return "th";
  if (CHINESE.test(said)) return "zh";
  if (JAPANESE.test(said)) return "ja";
  if (/\p{Script=Han}/u.test(said)) return otherwise === "ja" ? "ja" : "zh";
  return /\p{Script=Latin}/u.test(said) ? "en" : otherwise;
}
