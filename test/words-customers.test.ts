/** What customers read of our words, in the language of the text that they fill. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { filled, inItsLanguage } from "../src/bridge/auto/filled.ts";
import { fillPlaces, saysNextOpen } from "../src/core/auto-message.ts";
import { type Language, languageOf } from "../src/core/language.ts";
import { customerWords } from "../src/words/customers.ts";

const { en, ja, th, zh } = customerWords;
const LANGUAGES: Language[] = ["en", "ja", "th", "zh"];

describe("a text", () => {
  it.each([
    ["We open {next_open}.", "en"],
    ["{next_open}から営業いたします。", "ja"],
    ["ﾏﾀ {next_open}", "ja"],
    ["LINE公式アカウント", "ja"],
    ["次回営業：{next_open}", "ja"],
    ["本日の営業", "ja"],
    ["我們{next_open}開始營業", "zh"],
    ["您好，目前休息中", "zh"],
    ["お茶の時間", "ja"],
    ["幸福の味，歡迎光臨", "zh"],
    ["เปิด {next_open} นะคะ", "th"],
    ["OPEN: เปิด {next_open}", "th"],
    ["LINE 官方帳號：我們休息", "zh"],
    ["¡Abrimos {next_open}!", "en"],
  ] as const)("%s is read in its own language, whatever the team speaks", (text, language) => {
    for (const team of ["en", "ja"] as const) expect(languageOf(text, team)).toBe(language);
  });

  it.each([
    "{next_open}",
    "{name} {次の営業} 🙏",
    "{お名前}",
    "12:00 → {next_open}!",
    "",
    "https://shop.example/ {next_open}",
  ])("%s has no letters of its own: it is in the language of the team", (text) => {
    for (const team of ["en", "ja"] as const) expect(languageOf(text, team)).toBe(team);
  });

  it("that might be Chinese or Japanese is Japanese where the team is", () => {
    expect(languageOf("本日休業 {next_open}", "ja")).toBe("ja");
    expect(languageOf("本日休業 {next_open}", "en")).toBe("zh");
  });
});

describe("the opening", () => {
  it.each([
    ["2026-11-29T09:00:00Z", "today 18:00", "本日 18:00", "วันนี้ 18:00 น.", "今天 18:00"],
    ["2026-11-30T00:00:00Z", "tomorrow 9:00", "明日 9:00", "พรุ่งนี้ 9:00 น.", "明天 9:00"],
    ["2026-11-30T15:00:00Z", "Tue 1 December 0:00", "12月1日(火) 0:00", "วันอังคารที่ 1 ธ.ค. 0:00 น.", "12/1(週二) 0:00"],
    ["2027-01-04T00:30:00Z", "Mon 4 January 9:30", "1月4日(月) 9:30", "วันจันทร์ที่ 4 ม.ค. 9:30 น.", "1/4(週一) 9:30"],
  ])("at %s is %s, %s, %s, %s", (at, ...said) => {
    const [opens, now] = [new Date(at), new Date("2026-11-29T03:00:00Z")];

    expect([en, ja, th, zh].map(({ nextOpen }) => nextOpen(opens, now, "Asia/Tokyo"))).toEqual(said);
  });

  it("knows tomorrow where clocks are changed", () => {
    const [opens, now] = [new Date("2026-03-29T07:00:00Z"), new Date("2026-03-28T22:30:00Z")];

    expect(en.nextOpen(opens, now, "Europe/Berlin")).toBe("tomorrow 9:00");
  });

  it("is never longer than the form of a rule leaves room for", () => {
    const now = new Date("2026-01-01T00:00:00Z");
    for (let day = 2; day < 366; day += 1) {
      const opens = new Date(now.getTime() + (day * 24 + 10.5) * 3_600_000);
      for (const language of LANGUAGES)
        expect(customerWords[language].nextOpen(opens, now, "UTC").length).toBeLessThanOrEqual(32);
    }
  });
});

describe("a name that nobody knows", () => {
  it.each([
    [en, "Hello {name}!", "Hello!"],
    [en, "Hello, {name}!", "Hello!"],
    [en, "{name}, welcome", "welcome"],
    [ja, "{name}様、ありがとうございます。", "お客様、ありがとうございます。"],
    [ja, "{お名前}さん、{name}へ", "お客様、お客様へ"],
    [th, "สวัสดีค่ะ คุณ{name}", "สวัสดีค่ะ คุณลูกค้า"],
    [th, "สวัสดีค่ะ {name}", "สวัสดีค่ะ คุณลูกค้า"],
    [th, "ขอบคุณ{name}ค่ะ", "ขอบคุณคุณลูกค้าค่ะ"],
    [zh, "{name}您好，歡迎光臨！", "您好，歡迎光臨！"],
    [zh, "{name}，您好", "您好"],
    [zh, "{name}先生/小姐，您好", "您好"],
    [zh, "您好，{name}！目前休息中", "您好！目前休息中"],
    [zh, "您好{name}！", "您好！"],
    [zh, "Hi {name}，歡迎", "Hi，歡迎"],
    [zh, "親愛的{name}，歡迎", "親愛的顧客，歡迎"],
    [zh, "親愛的{name}小姐您好", "親愛的顧客您好"],
    [zh, "謝謝{name}！", "謝謝您！"],
    [zh, "謝謝{name}的訊息", "謝謝您的訊息"],
    [zh, "我們會通知{name}小姐。", "我們會通知您。"],
    [zh, "已收到。\n{name}，請稍候", "已收到。\n請稍候"],
    [zh, "｛名前｝，您好", "您好"],
  ])("leaves a text that reads well (%#: %s)", ({ nameless }, text, said) => {
    expect(fillPlaces(text, { name: "", nameless, nextOpen: undefined })).toBe(said);
  });
});

it("fills the name and the opening, however the places are written", () => {
  const filling = { name: "Hanako", nameless: en.nameless, nextOpen: "tomorrow 9:00" };

  expect(fillPlaces("{name}, ｛名前｝, { NAME }: {next_open} {other}", filling)).toBe(
    "Hanako, Hanako, Hanako: tomorrow 9:00 {other}",
  );
  // what a customer calls themselves is no place
  expect(fillPlaces("{name}", { ...filling, name: "{next_open}" })).toBe("{next_open}");
});

describe("an automatic reply", () => {
  const of = (team: Language) => ({ toCustomers: inItsLanguage(team) });
  const places = { name: "", opens: new Date("2026-11-30T00:00:00Z"), at: new Date("2026-11-29T03:00:00Z") };
  const texts = [
    ["{name}様、{next_open}から営業します。", "お客様、明日 9:00から営業します。"],
    ["Hello {name}! We open {next_open}.", "Hello! We open tomorrow 9:00."],
    ["{name}您好，我們{next_open}營業。", "您好，我們明天 9:00營業。"],
    ["คุณ{name} เราเปิด{next_open}", "คุณลูกค้า เราเปิดพรุ่งนี้ 9:00 น."],
  ] as const;

  it.each(["en", "ja"] as const)("speaks one language in each of its messages (team: %s)", (team) => {
    const messages = texts.map(([text]) => ({ text, buttons: [] }));

    const said = filled(of(team), messages, { ...places, zone: "Asia/Tokyo" });

    expect(said.map(({ text }) => text)).toEqual(texts.map(([, whole]) => whole));
  });

  it("leaves no place for an opening that is known, whatever stands around it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "{next_open}",
        "｛次の営業｝",
        "{ NEXT_OPEN }",
        "{name}",
        "{お名前}",
        "｛ＮＡＭＥ｝",
        "{other}",
        "{",
        "}",
      ),
      fc.constantFrom(
        "様",
        "さん",
        "您好",
        "的",
        "，",
        " ",
        "\n",
        "คุณ",
        "ขอบคุณ",
        "先生/小姐",
        "Dear",
        "営",
        "$&",
        "\\",
      ),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    );
    const whole = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

    fc.assert(
      fc.property(whole, fc.constantFrom("", "Hanako", "花子"), fc.constantFrom(...LANGUAGES), (text, name, team) => {
        const said = filled(of(team), [{ text, buttons: [] }], { ...places, name, zone: "Asia/Tokyo" });

        expect(saysNextOpen(said)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
