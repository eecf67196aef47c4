import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  cleanName,
  customerUsername,
  isInternalComment,
  isMarked,
  afterOwnCommand,
  leadsWithCommand,
  senderName,
  splitText,
  takeGraphemes,
  uncomment,
  unmark,
} from "../../src/core/text.ts";

const FAMILY = "👨‍👩‍👧‍👦";
const SCOTLAND = "🏴󠁧󠁢󠁳󠁣󠁴󠁿";
const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });
const clusters = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

describe("splitText", () => {
  it.each([
    ["a paragraph before a line", "one two\n\nthree\nfour", 15, ["one two\n\n", "three\nfour"]],
    [
      "a line when the paragraph would leave most of the room",
      "one\n\ntwo\nthree four",
      14,
      ["one\n\ntwo\n", "three four"],
    ],
    ["a line before a sentence", "Hello one. Yes\nagain. And more", 24, ["Hello one. Yes\n", "again. And more"]],
    ["a line that ends as on Windows", "first line\r\nsecond", 13, ["first line\r\n", "second"]],
    ["a sentence before a word", "It is so. And then it went", 16, ["It is so. ", "And then it went"]],
    ["a Japanese sentence", "ありがとうございます。またのお越しを", 14, ["ありがとうございます。", "またのお越しを"]],
    ["a Japanese sentence in quotes", "彼は「はい。」と言いました", 8, ["彼は「はい。」", "と言いました"]],
    ["no full stop at the head of a piece", "あい うえおか。きく", 7, ["あい ", "うえおか。きく"]],
    ["a word", "alpha beta gamma", 12, ["alpha beta ", "gamma"]],
    ["an ideographic space", "東京　大阪　京都", 7, ["東京　大阪　", "京都"]],
    [
      "a long URL is not cut for a word before it",
      "see https://a.example/0123456789",
      28,
      ["see ", "https://a.example/0123456789"],
    ],
    ["words that fit exactly", "12345 67890", 5, ["12345", " 6789", "0"]],
    ["no place at all", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["Thai keeps its vowels and tones", "น้ำที่นี่", 4, ["น้ำ", "ที่", "นี่"]],
    ["flags", "🇯🇵🇹🇭🇺🇸", 6, ["🇯🇵", "🇹🇭", "🇺🇸"]],
    ["families", FAMILY + FAMILY, 15, [FAMILY, FAMILY]],
    ["combining marks", "e\u0301e\u0301e\u0301", 3, ["e\u0301", "e\u0301", "e\u0301"]],
    ["a space that carries an accent is no place to cut", "abc \u0301def", 5, ["abc \u0301", "def"]],
    ["a grapheme that is longer than the limit", FAMILY, 5, ["👨\u200d👩", "\u200d", "👧\u200d👦"]],
    ["a grapheme that is longer, between its pairs", FAMILY, 4, ["👨\u200d", "👩\u200d", "👧\u200d", "👦"]],
    ["nothing", "", 5, []],
    ["what fits", "fits", 4, ["fits"]],
  ])("cuts at the best place: %s", (_, text, limit, pieces) => {
    expect(splitText(text, limit)).toEqual(pieces);
  });

  const any = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc.string({ unit: "binary", maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          "a",
          "。",
          " ",
          "\n",
          "\r\n",
          "\u3000",
          "👍🏽",
          FAMILY,
          "🇯🇵",
          "ที่",
          "e\u0301",
          "」",
          ". ",
          "\u200d",
          "\ud83d",
        ),
        {
          maxLength: 80,
        },
      )
      .map((parts) => parts.join("")),
  );

  it("loses nothing and keeps the limit, whatever the text", () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 2, max: 40 }), (text, limit) => {
        const pieces = splitText(text, limit);

        expect(pieces.join("")).toBe(text);
        expect(pieces.every((piece) => piece.length > 0 && piece.length <= limit)).toBe(true);
      }),
    );
  });

  it("never cuts a surrogate pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (text, limit) => {
        expect(splitText(text, limit).every((piece) => piece.isWellFormed())).toBe(true);
      }),
    );
  });

  it("never cuts a grapheme that fits", () => {
    fc.assert(
      fc.property(any, (text) => {
        const limit = Math.max(20, ...clusters(text).map((cluster) => cluster.length));

        expect(splitText(text, limit).flatMap(clusters)).toEqual(clusters(text));
      }),
    );
  });

  it.each([
    ["words", "word ".repeat(200_000)],
    ["no spaces", "x".repeat(1_000_000)],
    ["full stops", "。".repeat(1_000_000)],
    ["one endless grapheme", `e${"\u0301".repeat(1_000_000)}`],
    ["flags", "🇯🇵".repeat(250_000)],
    ["accented spaces", " \u0301".repeat(500_000)],
  ])("takes a million units of %s in its stride", (_, text) => {
    const started = performance.now();

    expect(splitText(text, 5000).join("")).toBe(text);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("refuses a limit that cannot hold one character", () => {
    expect(() => splitText("👍👍", 1)).toThrow(RangeError);
  });
});

describe("names", () => {
  it.each([
    ["all of it", takeGraphemes("花子", 5), "花子"],
    ["graphemes, not units", takeGraphemes(`${FAMILY}🇯🇵あ`, 2), `${FAMILY}🇯🇵`],
    ["whole graphemes only", takeGraphemes(`ab${FAMILY}`, 9, 6), "ab"],
    ["nothing", takeGraphemes("abc", 0), ""],
  ])("takes %s", (_, taken, expected) => {
    expect(taken).toBe(expected);
  });

  it.each([
    ["spaces at the ends and between", "  Hanako \u3000 Sato\u00a0 ", "Hanako Sato"],
    ["newlines and tabs", "a\r\nb\tc\u2028d", "a b c d"],
    ["control characters", "a\u0000b\u001b[31m", "a b [31m"],
    ["bidi overrides and isolates", "\u202eENIL\u202c \u2066x\u2069", "ENIL x"],
    ["zero-width characters", "H\u200ba\u200cn\u2060a\ufeff", "Hana"],
    ["emoji stay whole", `${FAMILY} ${SCOTLAND} ❤️`, `${FAMILY} ${SCOTLAND} ❤️`],
    ["Thai stays whole", "น้ำฝน", "น้ำฝน"],
    ["a joiner that joins no emoji", "a\u200db", "ab"],
    ["fillers", "\u3164\u115f", ""],
    ["blank Braille", "\u2800\u2800", ""],
    ["a lone selector", "\ufe0f", ""],
    ["lone surrogates", "a\ud83d", "a"],
    ["nothing", "", ""],
  ])("cleans %s", (_, raw, name) => {
    expect(cleanName(raw)).toBe(name);
  });

  it("cuts a long name at a grapheme", () => {
    expect(cleanName(`abcd ${FAMILY}`, 8)).toBe("abcd");
  });

  it.each([
    ["佐藤", "佐藤"],
    ["Sato\u202e", "Sato"],
    ["12345678901234567890123", "12345678901234567890"],
    [`123456789012345${FAMILY}`, "123456789012345"],
    ["LINE", undefined],
    ["Shop Line", undefined],
    ["ＬＩＮＥ公式", undefined],
    ["L\u200bINE", undefined],
    ["Ⓛⓘⓝⓔ", undefined],
    ["A name of twenty units LINE", undefined],
    ["\u200b \u3164", undefined],
    ["", undefined],
  ])("gives LINE a sender name it takes: %j", (raw, name) => {
    expect(senderName(raw)).toBe(name);
  });

  it.each([
    ["花子", "花子 · LINE"],
    ["", "LINE customer · LINE"],
    ["\u3164", "LINE customer · LINE"],
    ["Boss\n\n\n", "Boss · LINE"],
    ["Boss\u202e\u2067", "Boss · LINE"],
    [`Boss${"\u2800".repeat(90)}`, "Boss · LINE"],
    ["x".repeat(73), `${"x".repeat(73)} · LINE`],
    ["x".repeat(74), `${"x".repeat(72)}… · LINE`],
    [FAMILY.repeat(10), `${FAMILY.repeat(6)}… · LINE`],
  ])("names the customer in Slack: %j", (raw, username) => {
    expect(customerUsername(raw, "LINE customer")).toBe(username);
  });

  it("says where the customer writes from, whatever the name and the fallback", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "binary" }), (raw, fallback) => {
        const username = customerUsername(raw, fallback, "Shop");

        expect(username).toMatch(/(?:^| · )Shop$/);
        expect(username).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u);
        expect(username.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe("what leads a staff message", () => {
  it.each([
    "// not for them",
    "//",
    "  // indented",
    "／／ 全角",
    "/／ mixed",
    "\u200b// behind a zero-width space",
    "/\u200b/ around one",
    "メモ: 確認中",
    "メモ：確認中",
    "ﾒﾓ:半角",
    "note: later",
    "Note: later",
    "NOTE： later",
    "　メモ : spaced",
    `${" ".repeat(5000)}// far in`,
  ])("%j is internal", (text) => {
    expect(isInternalComment(text)).toBe(true);
    expect(leadsWithCommand(text)).toBe(false);
  });

  it.each([
    ["// indented", "indented"],
    ["／／ 全角", "全角"],
    ["メモ：確認中", "確認中"],
    ["ﾒﾓ:半角", "半角"],
    [" ＮＯＴＥ : later // on", "later // on"],
    ["/\u200b/ around one", "around one"],
    [`${" ".repeat(5000)}//far in`, "far in"],
    ["メモを送ります", "メモを送ります"],
    ["//", ""],
  ])("%j kept as a note says %j", (text, words) => {
    expect(uncomment(text)).toBe(words);
  });

  it.each(["/ /", "メモを送ります", "notebook: yes", "noted: yes", "see // there", "https://a.example", "", "/"])(
    "%j is not internal",
    (text) => {
      expect(isInternalComment(text)).toBe(false);
    },
  );

  it.each(["/line close", "/close", "  /help", "／line", "\u200b/remind me", "/メモ"])("%j is a command", (text) => {
    expect(leadsWithCommand(text)).toBe(true);
  });

  it.each([
    ["／ｌｉｎｅ　tag VIP", "　tag VIP"],
    ["／Ｌｉｎｅ", ""],
    [" /line\ntag", "\ntag"],
    ["/liner", undefined],
    ["/line1", undefined],
    ["see /line", undefined],
  ])("%j is our own command before %j", (text, rest) => {
    expect(afterOwnCommand(text)).toBe(rest);
  });

  it.each(["/", "/ 5", "/5", "// no", "1/2", "and/or", "", "/\nline", "(/line)"])("%j is not a command", (text) => {
    expect(leadsWithCommand(text)).toBe(false);
  });

  it.each([
    [">> Hello", "Hello"],
    [">>Hello\n>> more", "Hello\n>> more"],
    ["  ＞＞　こんにちは", "こんにちは"],
    [">＞ mixed", "mixed"],
    ["\u200b>>\u200b x", "x"],
    [">>> x", "x"],
    [">>", ""],
  ])("%j is marked", (text, words) => {
    expect(isMarked(text)).toBe(true);
    expect(unmark(text)).toBe(words);
  });

  it.each(["> quote", "Hello >>", "> > x", "", "»"])("%j is not marked and stays", (text) => {
    expect(isMarked(text)).toBe(false);
    expect(unmark(text)).toBe(text);
  });
});
