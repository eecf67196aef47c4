import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { excerpt, readFindWish } from "../../src/core/find-words.ts";
import { namesToFind, searchable, searchableParts } from "../../src/core/search.ts";

const shown = (text: string, words: string[], length = 40): string =>
  excerpt(text, words.map(searchable), length)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join("");

describe("what is typed behind find", () => {
  it.each([
    ["invoice", ["invoice"], undefined],
    ["  請求書　ｉｎ　１２ ", ["請求書"], "12"],
    ["invoice blue in #12", ["invoice", "blue"], "#12"],
    ["invoice in:12", ["invoice"], "12"],
    ["在庫 チャット：１２", ["在庫"], "12"],
    ["在庫 ＃１２", ["在庫"], "#12"],
    ['invoice in "old friend"', ["invoice"], "old friend"],
    ["請求書 in 「田中 花子」", ["請求書"], "田中 花子"],
    ['"next monday" please', ["next monday", "please"], undefined],
    ["in 12", ["in", "12"], undefined],
    ["VIP ＶＩＰ vip", ["vip"], undefined],
    ["begin 12", ["begin", "12"], undefined],
  ])("%j", (typed, words, chat) => {
    expect(readFindWish(typed)).toEqual({ words, chat });
  });
});

describe("an excerpt", () => {
  it.each([
    ["the words in a short text", "Is the blue one there?", ["blue"], "Is the [blue] one there?"],
    ["words of other width, case and kana", "ﾌﾟﾗﾝＡとプランB", ["ぷらん"], "[ﾌﾟﾗﾝ]Ａと[プラン]B"],
    ["marks of their own code point", "か\u3099くせい", ["がく"], "[か\u3099く]せい"],
    ["one character that becomes several", "㍿テスト", ["株式会社"], "[㍿]テスト"],
    ["words over each other", "東京都庁", ["東京", "京都"], "[東京都]庁"],
    ["nothing, where they are not", "abc", ["x"], "abc"],
    ["lines as one", "a\n\n b  c", ["b c"], "a [b c]"],
  ])("shows %s", (_what, text, words, expected) => {
    expect(shown(text, words)).toBe(expected);
  });

  it("shows the place of the first hit in a long text", () => {
    const said = shown(`${"前".repeat(200)}目印${"後".repeat(200)}`, ["目印"]);

    expect(said).toMatch(/^…前{14}\[目印\]後+…$/u);
    expect(said.length).toBeLessThan(48);
  });

  it("is never longer than told, cuts no character in two and shows every word that is in it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 2, max: 60 }),
        (text, at, length) => {
          const words = [
            searchable(
              Array.from(text)
                .slice(at % 200, (at % 200) + 3)
                .join(""),
            ),
          ].filter((word) => word.length > 1);
          const pieces = excerpt(text, words, length);

          const joined = pieces.map((piece) => piece.text).join("");
          expect(joined.length).toBeLessThanOrEqual(length + 3);
          if (text.isWellFormed()) expect(joined.isWellFormed()).toBe(true);
          for (const { text: piece, hit } of pieces) if (hit) expect(text.replaceAll(/\s+/gu, " ")).toContain(piece);
        },
      ),
    );
  });
});

it("a message is found by its words, its files and its places", () => {
  expect(
    searchableParts([
      { kind: "text", text: "ＶＩＰ\nカード" },
      { kind: "image" },
      { kind: "file", name: "見積.PDF" },
      { kind: "location", label: "駅", latitude: 1, longitude: 1 },
      { kind: "sticker", words: "ok" },
    ]),
  ).toBe("vip かーど 見積.pdf 駅");
  expect(searchableParts([])).toBe("");
});

it("a chat is found by each of its names", () => {
  expect(namesToFind(["タナカ様", "Tanaka"])).toBe("たなか様\ntanaka");
  expect(namesToFind([null, "Tanaka", undefined])).toBe("tanaka");
  expect(namesToFind(["Same", "SAME"])).toBe("same");
});
