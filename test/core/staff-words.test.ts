import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { DeskFileRef } from "../../src/core/desk-file.ts";
import { holdEnds } from "../../src/core/hold.ts";
import { judgeStaffWords } from "../../src/core/staff-words.ts";

const words = (text: string, more: { leadsWithMention?: boolean; files?: DeskFileRef[] } = {}) => ({
  text,
  leadsWithMention: false,
  forUs: false,
  files: [],
  ...more,
});

const photo: DeskFileRef = { id: "F1", name: "menu.png", kind: "image", bytes: 3 };

describe("what leaves", () => {
  it.each([
    ["an answer goes", words("はい、できます"), "reply", { kind: "send" }],
    ["a comment stays", words("// call her first"), "reply", { kind: "internal" }],
    ["a full-width comment stays", words("／／ 先に電話"), "reply", { kind: "internal" }],
    ["a memo stays", words("メモ：常連"), "reply", { kind: "internal" }],
    ["a note stays, however written", words("  NOTE: vip"), "reply", { kind: "internal" }],
    [
      "a comment with a file stays, without a word about the file",
      words("// x", { files: [photo] }),
      "reply",
      { kind: "internal" },
    ],
    ["a file goes with its words", words("see this", { files: [photo] }), "reply", { kind: "send" }],
    ["a file alone goes", words(" ", { files: [photo] }), "reply", { kind: "send" }],
    ["a file alone is asked about", words("", { files: [photo] }), "confirm", { kind: "ask", because: "confirm" }],
    ["nothing is not sent", words("  \n "), "reply", { kind: "refuse", because: "empty" }],
    ["a command typed by habit is asked about", words("/remind me"), "reply", { kind: "ask", because: "command" }],
    [
      "a remark to a colleague is asked about",
      words("@… look", { leadsWithMention: true }),
      "reply",
      { kind: "ask", because: "mention" },
    ],
    ["confirm mode asks about every answer", words("hello"), "confirm", { kind: "ask", because: "confirm" }],
    ["confirm mode does not ask about comments", words("// x"), "confirm", { kind: "internal" }],
    ["marked mode keeps what is not marked", words("hello"), "marked", { kind: "internal" }],
    ["marked mode sends what is marked", words(">> hello"), "marked", { kind: "send" }],
    ["marked mode knows the full-width mark", words("＞＞ hello"), "marked", { kind: "send" }],
    ["an unmarked file in marked mode is internal", words("x", { files: [photo] }), "marked", { kind: "internal" }],
  ] as const)("%s", (_sentence, said, mode, verdict) => {
    expect(judgeStaffWords(said, mode)).toEqual(verdict);
  });

  it("never sends a comment, whatever follows the slashes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (rest) => judgeStaffWords(words(`//${rest}`), "reply").kind === "internal",
      ),
    );
  });
});

describe("the hold", () => {
  const now = new Date("2026-11-20T10:00:00Z");
  const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
  it.each([
    ["counts from the message", null, 10, 10],
    ["counts from the last message", ago(8), 10, 10],
    ["ends 25 s after the first message at the latest", ago(20), 10, 5],
    ["of 0 s is none", null, 0, 0],
  ] as const)("%s", (_sentence, since, hold, seconds) => {
    expect(holdEnds(now, since, hold).getTime() - now.getTime()).toBe(seconds * 1000);
  });
});
