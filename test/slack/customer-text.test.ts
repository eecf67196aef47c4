import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { NO_NAMES, plainTextOf, toRichText } from "../../src/slack/mrkdwn.ts";

const text = (words: string): object => ({ type: "text", text: words });

describe("customer text to rich_text", () => {
  const elementsOf = (words: string): readonly object[] =>
    toRichText(words, "a1").elements.flatMap((element) => element.elements as object[]);
  const link = (url: string): object => ({ type: "link", url, text: url });

  it("is one block with its id", () => {
    expect(toRichText("こんにちは", "a1")).toEqual({
      type: "rich_text",
      block_id: "a1",
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "こんにちは" }] }],
    });
  });

  it.each<[string, object[]]>([
    ["https://a.example/xです。", [link("https://a.example/x"), text("です。")]],
    ["見て→https://a.example/x、どう？", [text("見て→"), link("https://a.example/x"), text("、どう？")]],
    ["See https://a.example/x?q=1&r=2. Ok", [text("See "), link("https://a.example/x?q=1&r=2"), text(". Ok")]],
    ["(https://a.example/x)", [text("("), link("https://a.example/x"), text(")")]],
    ["https://a.example/x_(y)", [link("https://a.example/x_(y)")]],
    ["[https://a.example/x_(y)]!?", [text("["), link("https://a.example/x_(y)"), text("]!?")]],
    ["HTTP://A.example http://b.example:8080/", [link("HTTP://A.example"), text(" "), link("http://b.example:8080/")]],
    ["https://a.example\nhttps://b.example", [link("https://a.example"), text("\n"), link("https://b.example")]],
    ["<https://a.example|x>", [text("<"), link("https://a.example"), text("|x>")]],
    [
      "https:// http://localhost https://a..b https://a.example:99999",
      [text("https:// http://localhost https://a..b https://a.example:99999")],
    ],
    [
      "javascript:alert(1) ftp://a.example xhttps://a.example",
      [text("javascript:alert(1) ftp://a.example xhttps://a.example")],
    ],
    ["<!channel> <@U1> :wave: *b* &amp;", [text("<!channel> <@U1> :wave: *b* &amp;")]],
    ["ok👍🏽\ud83d", [text("ok👍🏽\ufffd")]],
    ["", [text(" ")]],
  ])("%s", (words, elements) => {
    expect(elementsOf(words)).toEqual(elements);
  });

  it("shows exactly the words, and only text and links", () => {
    const part = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "<!channel>",
        "<@U1>",
        "@here",
        ":wave:",
        "https://a.example/x",
        "http://",
        ")",
        "。",
        ". ",
        "`",
        "\n",
      ),
    );

    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const words = parts.join("");
        const elements = elementsOf(words) as { type: string; text: string }[];

        expect(elements.map((element) => element.text).join("")).toBe(words === "" ? " " : words);
        expect(elements.every(({ type, text: shown }) => (type === "text" || type === "link") && shown !== "")).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("comes back as the same words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (words) => {
        expect(plainTextOf({ blocks: [toRichText(words, "a1")] }, NO_NAMES)).toBe(words);
      }),
    );
  });

  it("takes a long run of brackets in its stride", () => {
    const started = performance.now();

    toRichText(`https://a.example/${")".repeat(100_000)}`, "a1");
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
