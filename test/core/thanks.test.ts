import { describe, expect, it } from "vitest";

import { isThanks, onlyThanks } from "../../src/core/thanks.ts";

describe("thanks", () => {
  it.each([
    "ありがとうございます",
    "ありがとうございました！！",
    "早速のご返信ありがとうございます😊",
    "ご丁寧に教えていただきありがとうございます。",
    "どうもありがとうございました🙇‍♀️ またよろしくお願いします",
    "了解です！ありがとう〜",
    "承知いたしました。ありがとうございます。よろしくお願いいたします。",
    "わかりました、助かります",
    "有難う御座います",
    "Thanks!",
    "thank you so much",
    "Great, thanks for the quick reply!",
    "OK, thank you. Have a good day",
    "谢谢",
    "好的，谢谢您！",
    "非常感謝",
    "ขอบคุณครับ",
    "ขอบคุณมากค่ะ",
    "โอเค ขอบคุณค่ะ",
    "🙏",
    "ＴＨＡＮＫＳ",
  ])("close the talk: %s", (text) => {
    expect(isThanks(text)).toBe(true);
  });

  it.each([
    "",
    " ",
    "👍",
    "OK",
    "はい",
    "よろしくお願いします",
    "ありがとうございます。ところで駐車場はありますか",
    "ありがとうございます。もう一つ教えてください",
    "予約ありがとうございますと言われましたが届いていません",
    "thanks, but where is my order",
    "Thank you. Can I come at 3?",
    "no thanks",
    "谢谢，请问几点开门",
    "ขอบคุณค่ะ แล้วเปิดกี่โมง",
    "ありがとう？",
    `ありがとう${"ございます".repeat(40)}`,
  ])("are not all that is said: %s", (text) => {
    expect(isThanks(text)).toBe(false);
  });

  it("are found in texts of any kind in no time", () => {
    const begun = performance.now();
    isThanks("ありがとう".repeat(15));
    isThanks("thanksthank".repeat(7));

    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it("are all of what was said since the last answer, or nothing is closed", () => {
    const text = (words: string) => ({ kind: "text" as const, text: words });

    expect(onlyThanks([[text("了解しました")], [text("ありがとうございます")]])).toBe(true);
    expect(onlyThanks([[text("Thanks")], [{ kind: "sticker", words: "Thank you, bow" }]])).toBe(true);
    expect(onlyThanks([[text("何時までですか")], [text("ありがとうございます")]])).toBe(false);
    expect(onlyThanks([[text("Thanks")], [{ kind: "image" }]])).toBe(false);
    expect(onlyThanks([])).toBe(false);
  });
});
