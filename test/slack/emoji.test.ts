import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { emojiModule } from "../../src/cli/emoji.ts";
import { EMOJI } from "../../src/slack/emoji-data.ts";
import { emojiFromHex, emojiOf, replaceEmoji } from "../../src/slack/emoji.ts";

describe("emoji", () => {
  it("knows every short name of Slack's", () => {
    expect(Object.keys(EMOJI)).toHaveLength(1972);
    expect(readFileSync(new URL("../../src/slack/emoji-data.ts", import.meta.url), "utf8")).toBe(emojiModule());
  });

  it.each([
    ["wave", undefined, "👋"],
    ["+1", undefined, "👍"],
    ["thumbsup", 4, "👍🏽"],
    ["wave", 2, "👋🏻"],
    ["wave", 6, "👋🏿"],
    ["v", 3, "✌🏼"],
    ["female-technologist", 5, "👩🏾‍💻"],
    ["people_holding_hands", 3, "🧑🏼‍🤝‍🧑🏼"],
    ["heart", 3, "❤️"],
    ["wave", 7, "👋"],
    ["flag-jp", undefined, "🇯🇵"],
    ["jp", undefined, "🇯🇵"],
    ["flag-scotland", undefined, "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["man-woman-girl-boy", undefined, "👨‍👩‍👧‍👦"],
    ["one", undefined, "1️⃣"],
    ["partyparrot", undefined, undefined],
    ["constructor", undefined, undefined],
    ["", undefined, undefined],
  ])("%s in tone %s is %s", (name, tone, glyph) => {
    expect(emojiOf(name, tone)).toBe(glyph);
  });

  it.each([
    ["1f44b", "👋"],
    ["1F44B-1F3FC", "👋🏼"],
    ["1f468-200d-1f469-200d-1f467", "👨‍👩‍👧"],
    ["0031-fe0f-20e3", "1️⃣"],
    ["1f1ef-1f1f5", "🇯🇵"],
    ["200d", undefined],
    ["0041", undefined],
    ["d83d", undefined],
    ["ffffff", undefined],
    ["1f44b-", undefined],
    ["", undefined],
  ])("the hex %s is %s", (hex, glyph) => {
    expect(emojiFromHex(hex)).toBe(glyph);
  });

  it.each([
    ["Hi :wave:!", "Hi 👋!"],
    [":wave::skin-tone-3::tada:", "👋🏼🎉"],
    [":handshake::skin-tone-2-4:", "🤝🏻"],
    ["ありがとう:bow:。", "ありがとう🙇。"],
    [":partyparrot: stays", ":partyparrot: stays"],
    [":partyparrot:tada:", ":partyparrot🎉"],
    ["12:30:45", "12:30:45"],
    ["12:30:heart:", "12:30❤️"],
    ["https://a.example:8080/x", "https://a.example:8080/x"],
    [":constructor: ::: :", ":constructor: ::: :"],
  ])("in %s", (text, shown) => {
    expect(replaceEmoji(text)).toBe(shown);
  });
});
