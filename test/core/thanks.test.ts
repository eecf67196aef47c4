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
    "ありがとうございます。よろしくお願いします。",
    "ご対応ありがとうございます。引き続きよろしくお願いいたします。",
    "ご連絡、ご対応ありがとうございました",
    "お返事ありがとう😊",
    "教えてくれてありがとう",
    "ありがとう、教えてくださって",
    "対応してくださりありがとうございます",
    "早速のご回答、助かります",
    "お手数おかけしました。ありがとうございます",
    "ありがとうございます。また連絡します",
    "ご案内に感謝します",
    "thanks for your help",
    "Thank you for the reply",
    "Thank you so much for your quick and kind reply!",
    "Thanks for the info",
    "thanks for all your help and support",
    "Thanks for that",
    "謝謝您的回覆",
    "非常感謝你們的幫助！",
    "謝謝回覆喔",
    "感谢您的及时回复",
    "收到，謝謝",
    "辛苦了，謝謝您",
    "ขอบคุณสำหรับข้อมูลค่ะ",
    "ขอบคุณมากสำหรับคำตอบครับ",
    "รับทราบค่ะ ขอบคุณค่ะ",
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
    "ご対応よろしくお願いします。ありがとうございます。",
    "お返事よろしくお願いします。感謝します",
    "ありがとう。連絡してね",
    "教えて 助かります",
    "ありがとう。教えて",
    "Help! Thanks",
    "Reply, thanks",
    "ありがとうございます。ご回答をよろしくお願いいたします。",
    "ありがとうございます！ご連絡の程よろしくお願いします",
    "ご返信ありがとうございます。ご案内宜しくお願い致します",
    "お手数おかけしますがよろしくお願いします。ありがとうございます。",
    "返信して！ありがとう",
    "ありがとう、対応してよ",
    "了解です。説明して",
    "感謝します。ご対応を",
    "ありがとう。お返事は",
    "お知らせよろしくお願いします🙏",
    "Thanks. Reply",
    "Info, thanks!",
    "Your answer, thanks",
    "A quick response is appreciated",
    "Quick reply appreciated",
    "Appreciate your quick reply",
    "Support, thank you",
    "Help me, thanks",
    "回覆，謝謝",
    "謝謝，回覆",
    "請幫助，謝謝",
    "幫助 謝謝您",
    "收到，請回覆",
    "ข้อมูลค่ะ ขอบคุณค่ะ",
    "ขอข้อมูลหน่อยค่ะ ขอบคุณค่ะ",
    "ขอบคุณค่ะ คำตอบนะคะ",
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
