import { describe, expect, it } from "vitest";

import { postFallback } from "../src/slack/chat-post.ts";
import { english } from "../src/words/en.ts";
import { japanese } from "../src/words/ja.ts";

const [en, ja] = [english("Asia/Tokyo"), japanese("Asia/Tokyo")];
const head = { kind: "digest" as const, waiting: 3, unassigned: 0, late: 1, target: 1440, before: null };
const when = { at: "11/30 9:00", before: undefined };

describe("the answer time", () => {
  it.each([
    ["English", en, "24 h of response hours"],
    ["Japanese", ja, "応答時間で24時間"],
  ])("is one of response hours wherever it is said, in %s", (_, { office: { digest } }, words) => {
    const said = [
      digest.head({ ...head, of: "account" }, when),
      digest.late({ kind: "late", count: 3, target: 1440, calls: true }),
      digest.nudged(1440),
      digest.waitedLong(1440),
      digest.listed(1440),
      digest.nudgedDirectly("#12", 1440),
      digest.chosen.target(1440),
    ];

    for (const sentence of said) expect(sentence).toContain(words);
  });

  it("is passed by customers who are spoken of politely", () => {
    const late = { kind: "late" as const, count: 3, target: 90, calls: false };

    expect(ja.office.digest.late(late)).toBe(
      ":rotating_light: *返信の目標時間（応答時間で1時間30分）を過ぎてお待ちのお客さまが3名いらっしゃいます。*",
    );
  });
});

it("commands are called by their Japanese names in Japanese", () => {
  const { digest, help, templates } = ja.office;
  const said = [
    digest.more(3),
    digest.refused("大阪店", "C1", "not_in_channel"),
    digest.refused("大阪店", "C1"),
    digest.chosen.off,
    templates.reply.nothing,
    help.more,
  ];

  expect(said.join("\n")).not.toMatch(/\/line [a-z]/);
  expect(digest.more(3)).toContain("`/line 受信箱`");
  expect(digest.refused("大阪店", "C1")).toContain("`/line まとめ`");
});

it.each([
  ["English", en, "Hanako · #1 · 2 h", "Taro · #2 · does not wait any more"],
  ["Japanese", ja, "Hanako · #1 · 2時間待ち", "Taro · #2 · 返信待ちではなくなりました"],
])("a notification says who waits and who has been answered since, in %s", (_, words, waits, answered) => {
  const row = {
    kind: "user",
    link: undefined,
    since: new Date(0),
    waited: 7_200_000,
    open: undefined,
    tags: [],
    words: [],
    thanks: false,
  };
  const rows = [
    { ...row, number: 1, name: "Hanako", waits: true },
    { ...row, number: 2, name: "Taro", waits: false },
  ];

  const lines = postFallback(words, {
    at: new Date(0),
    zone: "Asia/Tokyo",
    account: undefined,
    head: { ...head, of: "account" },
    page: 1,
    pages: 1,
    groups: [{ assignee: "Aki", waiting: 2, rows }],
    more: 0,
  }).split("\n");

  expect(lines.slice(1)).toEqual([waits, answered]);
});
