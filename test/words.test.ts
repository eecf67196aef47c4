import { describe, expect, it } from "vitest";

import type { Notice } from "../src/core/notice.ts";
import { english } from "../src/words/en.ts";
import { japanese } from "../src/words/ja.ts";

const AT = "2026-11-20T04:02:00.000Z";

/** One of every kind: a new kind that is missing here does not compile. */
const notices: { [K in Notice["kind"]]: Extract<Notice, { kind: K }> } = {
  act: { kind: "act", by: "Aki", act: { kind: "tagged", added: ["VIP"], removed: [] } },
  woke: { kind: "woke", to: "U1", broadcast: true },
  called: { kind: "called", user: "U1" },
  calledDirectly: { kind: "calledDirectly", number: 12, name: "<Osaka>", link: "https://slack.example/1" },
  nudged: { kind: "nudged", user: "U1", target: 1440 },
  nudgedDirectly: { kind: "nudgedDirectly", number: 12, name: "<Osaka>", link: "", target: 90 },
  waitedLong: { kind: "waitedLong", target: 1440, calls: false },
  digestRefused: { kind: "digestRefused", account: "<Osaka>", channel: "C1", reason: "not_in_channel" },
  dealt: { kind: "dealt", to: { id: "U1", name: "Aki" }, calls: false },
  blocked: { kind: "blocked" },
  unblocked: { kind: "unblocked" },
  unsent: { kind: "unsent" },
  unsentRemains: { kind: "unsentRemains", links: ["https://slack.example/1"] },
  mediaNotKept: { kind: "mediaNotKept", what: "video", name: "", code: "disk_full" },
  mediaSlow: { kind: "mediaSlow", what: "file", name: "<order>.pdf" },
  editedByCustomer: { kind: "editedByCustomer", words: "w" },
  botJoined: { kind: "botJoined" },
  botLeft: { kind: "botLeft" },
  membersJoined: { kind: "membersJoined", count: 2 },
  membersLeft: { kind: "membersLeft", count: 1 },
  postback: { kind: "postback", data: "w" },
  unknownEvent: { kind: "unknownEvent", type: "<!channel>" },
  askCommand: { kind: "askCommand", words: "w" },
  askMention: { kind: "askMention", words: "w" },
  askConfirm: { kind: "askConfirm", words: "w" },
  askLate: { kind: "askLate", words: "w", minutes: 20 },
  askUnclear: { kind: "askUnclear", words: "w" },
  askRestored: { kind: "askRestored", words: "w" },
  askUnreachable: { kind: "askUnreachable", words: "w" },
  askQuota: { kind: "askQuota", words: "w" },
  askQuote: { kind: "askQuote", because: "elsewhere", words: "w" },
  askWhichQuote: { kind: "askWhichQuote", messages: [{ id: "1", words: "x" }], words: "w" },
  notSentOnlyQuote: { kind: "notSentOnlyQuote" },
  sentUnquoted: { kind: "sentUnquoted", by: "U1" },
  askFiles: { kind: "askFiles", words: "w", failed: [{ name: "<Osaka>", trouble: { kind: "deleted" } }] },
  notSentFiles: { kind: "notSentFiles", failed: [{ name: "", trouble: { kind: "tooBig", most: 100_000_000 } }] },
  filesWait: { kind: "filesWait", code: "disk_full" },
  fileOpened: { kind: "fileOpened", name: "<Osaka>" },
  sentRest: { kind: "sentRest", by: "U1" },
  notSentEmpty: { kind: "notSentEmpty" },
  notSentGuest: { kind: "notSentGuest" },
  notSentOutside: { kind: "notSentOutside" },
  notSentUnknownWriter: { kind: "notSentUnknownWriter" },
  notSentStandby: { kind: "notSentStandby" },
  notSentRefused: { kind: "notSentRefused", words: "w", details: "d" },
  notSentToken: { kind: "notSentToken", words: "w" },
  notSentAccount: { kind: "notSentAccount" },
  notSentTooOld: { kind: "notSentTooOld", words: "w" },
  messengerDown: { kind: "messengerDown", until: AT },
  editedAfterSend: { kind: "editedAfterSend", before: "w", after: "x" },
  deletedAfterSend: { kind: "deletedAfterSend", words: "w" },
  internalStays: { kind: "internalStays" },
  commandMissed: { kind: "commandMissed", words: "w" },
  answeredElsewhere: { kind: "answeredElsewhere", by: "U1" },
  leftUnsent: { kind: "leftUnsent", by: "U1" },
  keptInternal: { kind: "keptInternal", by: "U1" },
  sentAnyway: { kind: "sentAnyway", by: "U1" },
  continuedIn: { kind: "continuedIn", link: "https://slack.example/1" },
  away: { kind: "away", from: AT, until: AT },
  groupIgnored: { kind: "groupIgnored", chat: "group", accountId: 1, lineId: "C1" },
  groupLeft: { kind: "groupLeft", by: "U1" },
  messengerTokenDead: { kind: "messengerTokenDead", account: "<Osaka>", details: "d" },
  deskDead: { kind: "deskDead", channel: "C1", reason: "is_archived" },
  notSentForgotten: { kind: "notSentForgotten" },
  forwardedHere: { kind: "forwardedHere", by: "<Osaka>", chat: 12, words: "w", link: "https://slack.example/1" },
  notForwarded: { kind: "notForwarded", channel: "C1", reason: "not_in_channel" },
  erased: { kind: "erased", chat: 12, links: ["https://slack.example/1"], left: 2 },
  quotaWarning: { kind: "quotaWarning", account: "<Osaka>", used: 140, limit: 200, level: 70, forecast: 210 },
  deskShared: { kind: "deskShared", channel: "C1" },
  publicChannel: { kind: "publicChannel", channel: "C1" },
  autoReplied: { kind: "autoReplied", rule: "<Osaka>", words: "w" },
  autoUnclear: { kind: "autoUnclear", rule: "<Osaka>", words: "w" },
  autoNotSent: { kind: "autoNotSent", rule: "<Osaka>", because: "refused", details: "d" },
  socketRefused: { kind: "socketRefused", reason: "invalid_auth" },
  strandedThread: { kind: "strandedThread", channel: "C1" },
  otherAccount: { kind: "otherAccount", account: "a" },
};

describe.each([
  ["English", english("Asia/Tokyo")],
  ["Japanese", japanese("Asia/Tokyo")],
])("%s", (_language, words) => {
  it.each(Object.values(notices))("says what $kind means", (notice) => {
    const { sentence, quotes } = words.notice(notice);

    expect(sentence.length).toBeGreaterThan(5);
    // what people wrote is quoted, never put into a sentence that Slack formats
    if ("words" in notice && notice.kind !== "unsent") expect(quotes).toContain("w");
    expect(sentence).not.toMatch(/undefined|NaN|\[object|<!channel>|<Osaka>/);
  });

  it.each([
    "askQuota",
    "notSentRefused",
    "notSentGuest",
    "askFiles",
    "filesWait",
    "internalStays",
    "leftUnsent",
  ] as const)("says with %s how much the customer has already, where it is the rest of something", (kind) => {
    const { sentence: whole } = words.notice(notices[kind]);
    const { sentence: rest } = words.notice({ ...notices[kind], went: 5 });

    expect(whole).not.toMatch(/5 messages in LINE|LINEのメッセージ5通/);
    expect(rest.split("\n")[0]).toMatch(/5 messages in LINE|LINEのメッセージ5通/);
    expect(rest).not.toMatch(/Nothing was sent|何も送信/);
  });

  it("tells times in the shop's time zone", () => {
    expect(words.notice(notices.away).sentence).toContain("13:02");
  });
});

it("speaks Japanese in Japanese", () => {
  const words = japanese("Asia/Tokyo");
  for (const notice of Object.values(notices)) expect(words.notice(notice).sentence).toMatch(/[ぁ-んァ-ン一-龠]/);
});

describe("a full disk", () => {
  const english0 = english("Asia/Tokyo");
  const japanese0 = japanese("Asia/Tokyo");
  const both = [notices.mediaNotKept, notices.filesWait];

  it("says what happened, what to do, and that it is tried again by itself", () => {
    for (const notice of both) {
      const said = english0.notice(notice).sentence;
      for (const each of ["the disk of the machine", "is full", "have room made", "npm run doctor", "by itself"])
        expect(said).toContain(each);
      const inJapanese = japanese0.notice(notice).sentence;
      for (const each of ["ディスクがいっぱい", "空き容量を増やして", "npm run doctor", "自動で"])
        expect(inJapanese).toContain(each);
    }
  });

  it("is not blamed for what has another reason", () => {
    for (const notice of both) {
      const other = { ...notice, code: "no_access" };
      expect(english0.notice(other).sentence).not.toMatch(/full|room/);
      expect(english0.notice(other).sentence).toContain("`no_access`");
      expect(japanese0.notice(other).sentence).not.toMatch(/いっぱい|空き/);
    }
  });
});
