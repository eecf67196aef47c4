import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { answered, type ConversationState, customerWrote, threadFor } from "../../src/core/conversation.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date("2026-11-20T10:00:00Z");
const before = (milliseconds: number): Date => new Date(NOW.getTime() - milliseconds);

const fresh: ConversationState = {
  status: "open",
  doneAt: null,
  waitingSince: null,
  answeredUntil: null,
  lastMessageAt: null,
  lastCustomerAt: null,
  threadId: null,
  snoozedUntil: null,
  muted: "no",
};

describe("the thread a customer's message belongs to", () => {
  const known: ConversationState = { ...fresh, threadId: "t", lastMessageAt: before(HOUR) };
  it.each([
    ["a first message opens a thread", fresh, "new"],
    ["an open chat goes on", known, "same"],
    ["6 days of silence go on", { ...known, lastMessageAt: before(6 * DAY) }, "same"],
    ["7 days to the millisecond go on", { ...known, lastMessageAt: before(7 * DAY) }, "same"],
    ["more than 7 days open a new thread", { ...known, lastMessageAt: before(7 * DAY + 1) }, "new"],
    ["done an hour ago: reopened", { ...known, status: "done", doneAt: before(HOUR) }, "same"],
    ["done 24 hours ago: reopened", { ...known, status: "done", doneAt: before(DAY) }, "same"],
    ["done longer ago: a new thread", { ...known, status: "done", doneAt: before(DAY + 1) }, "new"],
    ["done at an unknown time: a new thread", { ...known, status: "done" }, "new"],
  ] as const)("%s", (_sentence, state, thread) => {
    expect(threadFor(state, NOW, 7)).toBe(thread);
  });
});

describe("waiting", () => {
  it("begins with the oldest unanswered message and reopens a chat that was done", () => {
    const done: ConversationState = { ...fresh, status: "done", doneAt: before(HOUR) };

    const first = { ...done, ...customerWrote(done, before(1_000)) };
    const second = { ...first, ...customerWrote(first, NOW) };

    expect(second).toMatchObject({ status: "open", doneAt: null, waitingSince: before(1_000), lastCustomerAt: NOW });
  });

  it("is not begun by a message that is older than the newest answer", () => {
    const state = { ...fresh, answeredUntil: NOW };

    expect(customerWrote(state, before(5)).waitingSince).toBeNull();
  });

  // an independent, slow way to say who waits: look at everything that was ever said
  it("lasts from the oldest customer message after the newest accepted answer, in whatever order things arrive", () => {
    const said = fc.record({ who: fc.constantFrom("customer", "answer"), at: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (history) => {
        let state = fresh;
        const customers: number[] = [];
        const answers: number[] = [];
        for (const { who, at } of history) {
          if (who === "customer") {
            customers.push(at);
            state = { ...state, ...customerWrote(state, new Date(at)) };
          } else {
            answers.push(at);
            const until = Math.max(...answers);
            const open = customers.filter((each) => each > until);
            const oldest = open.length > 0 ? new Date(Math.min(...open)) : null;
            state = { ...state, ...answered(state, new Date(at), oldest) };
          }
          const unanswered = customers.filter((each) => each > Math.max(0, ...answers));
          expect(state.waitingSince?.getTime() ?? null).toBe(unanswered.length > 0 ? Math.min(...unanswered) : null);
        }
      }),
    );
  });
});
