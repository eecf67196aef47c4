import { describe, expect, it } from "vitest";

import { answered, type ConversationState } from "../../src/core/conversation.ts";
import { decide } from "../../src/core/decide.ts";
import type { Decision, Known, KnownMessage, Rules } from "../../src/core/decision.ts";
import type { MessengerChatId, MessengerUserId } from "../../src/core/ids.ts";
import type { CustomerMessage, CustomerNews, Inbound } from "../../src/core/inbound.ts";
import type { News } from "../../src/core/notice.ts";

const NOW = new Date("2026-11-20T10:00:00Z");
const EARLIER = new Date("2026-11-20T09:00:00Z");
const rules: Rules = { holdSeconds: 10, sendMode: "reply", broadcastWaiting: true, threadQuietDays: 7 };

const state: ConversationState = {
  status: "open",
  doneAt: null,
  waitingSince: null,
  answeredUntil: null,
  lastMessageAt: EARLIER,
  lastCustomerAt: EARLIER,
  threadId: "thread",
  snoozedUntil: null,
  muted: "no",
};

const from = {
  key: "line:event",
  accountId: 1,
  chat: { kind: "user" as const, id: "U1" as MessengerChatId },
  contact: "U1" as MessengerUserId,
  at: NOW,
  standby: false,
  replyToken: undefined,
};
const message: CustomerMessage = {
  ...from,
  kind: "customerMessage",
  messageId: "1",
  quoteToken: undefined,
  readToken: undefined,
  parts: [{ kind: "text", text: "Buy this!" }],
};
const newsOf = (news: News): CustomerNews => ({ ...from, kind: "customerNews", news });

const seen: KnownMessage = {
  id: "m",
  state: "sent",
  reason: null,
  words: "Hello",
  sentText: null,
  went: 1,
  files: [],
  gone: [],
  sketch: "",
  editedAt: null,
  deskTs: "1.000001",
  at: EARLIER,
};

function decided(conversation: Partial<ConversationState>, inbound: Inbound, about: Known["about"] = []): Decision[] {
  return decide({ conversation: { ...state, ...conversation }, heldSince: null, about }, inbound, NOW, rules);
}
const kinds = (decisions: Decision[]): string[] => decisions.map(({ kind }) => kind);

describe.each(["muted", "spam"])("a chat that is %s", (muted) => {
  it("stores what comes, shows nothing, and nobody waits", () => {
    expect(decided({ muted }, message)).toEqual([
      { kind: "conversation", set: { lastMessageAt: NOW, lastCustomerAt: NOW } },
      { kind: "keep" },
    ]);
  });

  it("opens no thread, however long ago it was done", () => {
    const long = { muted, status: "done", doneAt: new Date("2020-01-01"), lastMessageAt: null } as const;

    expect(kinds(decided(long, message))).toEqual(["conversation", "keep"]);
    expect(kinds(decided({ ...long, threadId: null }, message))).toEqual(["conversation", "keep"]);
  });

  it.each<News>([
    { kind: "blocked" },
    { kind: "membersJoined", count: 2 },
    { kind: "postback", data: "x" },
    { kind: "unknownEvent", type: "new" },
  ])("is not told that $kind", (news) => {
    expect(decided({ muted }, newsOf(news))).toEqual([{ kind: "ignore", because: "muted" }]);
    expect(kinds(decided({ muted, threadId: null }, newsOf(news)))).toEqual(["ignore"]);
  });

  it("forgets words that are taken back, and says so only where they were seen", () => {
    const unsent = newsOf({ kind: "unsent" });

    expect(kinds(decided({ muted }, unsent))).toEqual(["takeBack", "card"]);
    expect(kinds(decided({ muted }, unsent, [{ ...seen, deskTs: null }]))).toEqual(["takeBack", "card"]);
    expect(kinds(decided({ muted }, unsent, [seen]))).toEqual(["takeBack", "notice", "card"]);
  });

  it("says nothing when the customer comes back", () => {
    const followed: Inbound = { ...from, kind: "customerFollowed", unblocked: true };

    expect(kinds(decided({ muted }, followed))).toEqual(["ignore"]);
    expect(kinds(decided({}, followed))).toEqual(["notice", "card"]);
  });

  it("does not wait after an answer either, whoever wrote since", () => {
    expect(answered({ ...state, muted }, EARLIER, NOW).waitingSince).toBeNull();
    expect(answered(state, EARLIER, NOW).waitingSince).toEqual(NOW);
  });
});

describe("a chat that is put off", () => {
  it("is put off no more when the customer writes, and the channel sees it even if they waited before", () => {
    const decisions = decided({ snoozedUntil: new Date("2026-12-01"), waitingSince: EARLIER }, message);

    expect(decisions).toContainEqual({ kind: "say", broadcast: true });
    expect(decisions).toContainEqual({
      kind: "conversation",
      set: expect.objectContaining({ snoozedUntil: null, waitingSince: EARLIER }),
    });
    expect(decided({ waitingSince: EARLIER }, message)).toContainEqual({ kind: "say", broadcast: false });
  });
});
