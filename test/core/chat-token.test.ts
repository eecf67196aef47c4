import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readChatToken, takeToken } from "../../src/core/chat-token.ts";

describe("which chat somebody means", () => {
  it.each([
    ["12", 12],
    ["#12", 12],
    ["＃１２", 12],
    ["１２", 12],
    ["#１２", 12],
    ["0012", 12],
    ["\u200B12\uFEFF", 12],
    ["<#C0ROOM|12>", 12],
    ["<#C0ROOM|１２>", 12],
  ])("%s is a number", (typed, number) => {
    expect(readChatToken(typed)).toEqual({ kind: "number", number });
  });

  const place = { kind: "place", channel: "C0SHOP", ts: "1503435956.000247" };
  const root = "1503435950.000100";
  it.each([
    ["https://x.slack.com/archives/C0SHOP/p1503435956000247", undefined],
    ["<https://x.slack.com/archives/C0SHOP/p1503435956000247>", undefined],
    ["<https://x.slack.com/archives/C0SHOP/p1503435956000247|here>", undefined],
    [`https://x.slack.com/archives/C0SHOP/p1503435956000247?thread_ts=${root}&cid=C0SHOP`, root],
    [`<https://x.slack.com/archives/C0SHOP/p1503435956000247?thread_ts=${root}&amp;cid=C0SHOP>`, root],
    [`<https://x.enterprise.slack.com/archives/C0SHOP/p1503435956000247?cid=C0SHOP&amp;thread_ts=${root}>`, root],
    ["https://x.slack.com/archives/C0SHOP/p1503435956000247?thread_ts=nonsense", undefined],
  ])("%s is a place", (typed, threadTs) => {
    expect(readChatToken(typed)).toEqual({ ...place, threadTs });
  });

  it.each([
    ["さくら", "さくら"],
    ["  Sakura ", "Sakura"],
    ["12号室", "12号室"],
    ["1234567890", "1234567890"],
    ["R&amp;D &lt;Tokyo&gt;", "R&D <Tokyo>"],
    ["<#C0ROOM|shop>", "shop"],
    ["<#C0ROOM|>", ""],
    ["https://example.com/p1503435956000247", "https://example.com/p1503435956000247"],
    ["-12", "-12"],
    ["1.5", "1.5"],
    ["", ""],
  ])("%s is the beginning of a name", (typed, name) => {
    expect(readChatToken(typed)).toEqual({ kind: "name", name });
  });
});

describe("the first word of what is typed", () => {
  it.each([
    ["12 +VIP -new", "12", "+VIP -new"],
    ["１２　＋ＶＩＰ", "１２", "＋ＶＩＰ"],
    ["\u3000\n 12\t\u3000done ", "12", "done "],
    ['"Sakura Sato" done', "Sakura Sato", "done"],
    ["“Sakura Sato” done", "Sakura Sato", "done"],
    ["「佐藤 さくら」done", "佐藤 さくら", "done"],
    ["『佐藤　さくら』　done", "佐藤　さくら", "done"],
    ["｢ｻｸﾗ ｻﾄｳ｣ done", "ｻｸﾗ ｻﾄｳ", "done"],
    ["＂Sakura Sato＂ done", "Sakura Sato", "done"],
    ['"Sakura done', '"Sakura', "done"],
    ['"" done', "", "done"],
    ["<#C1|12> done", "<#C1|12>", "done"],
    [
      "<https://x.slack.com/archives/C1/p1503435956000247|a b> done",
      "<https://x.slack.com/archives/C1/p1503435956000247|a b>",
      "done",
    ],
    ["<", "<", ""],
    ["", "", ""],
  ])("%s", (typed, token, rest) => {
    expect(takeToken(typed)).toEqual({ token, rest });
  });

  it("takes something from every text that is not blank, so that reading word by word ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const { rest } = takeToken(text);
        expect(text.trim() === "" ? rest.trim() : rest.length < text.length).toBe(text.trim() === "" ? "" : true);
        readChatToken(text);
      }),
    );
  });
});
