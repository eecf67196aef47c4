import { describe, expect, it } from "vitest";

import type { ShownPost } from "../../src/bridge/ports.ts";
import { postBlocks, postFallback } from "../../src/slack/chat-post.ts";
import { english } from "../../src/words/en.ts";
import { japanese } from "../../src/words/ja.ts";

const digest: ShownPost = {
  at: new Date("2026-07-15T02:00:00Z"),
  zone: "Asia/Bangkok",
  account: undefined,
  head: {
    kind: "digest",
    waiting: 3,
    unassigned: 0,
    late: 0,
    target: 1440,
    of: "account",
    before: { waiting: 1, at: "2026-07-14T10:30:00Z" },
  },
  page: 1,
  pages: 1,
  groups: [],
  more: 0,
};

describe("a digest of an account in another time zone than the shop's", () => {
  it.each([
    ["en", english("Asia/Tokyo"), "+2 since 14/07, 17:30 (15/07, 09:00)"],
    ["ja", japanese("Asia/Tokyo"), "7/15 09:00現在"],
  ])("says when it is by the clock of the account: %s", (_language, words, said) => {
    expect(JSON.stringify(postBlocks(words, "b", digest))).toContain(said);
    expect(postFallback(words, digest)).toContain(said);
  });
});
