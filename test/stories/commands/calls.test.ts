/** Who hears that a customer waits, and who gets the chats that are nobody's. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Call } from "../../../src/sandbox/faults.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { beats } from "../../support/beats.ts";
import { cast, settingsOf } from "../../support/cast.ts";
import { type Stage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const chats = (stage: Stage) => stage.db.conversation.findMany({ orderBy: { id: "asc" } });

describe("whoever has a chat", () => {
  let stage: Stage;
  let ben: Staff;
  beforeAll(async () => ({ stage, ben } = await cast(2)));
  afterAll(() => stage.close());

  const called = async (talk: Talk): Promise<number> =>
    (await talk.thread()).filter((text) => text.includes(`<@${ben.userId}>, the customer waits`)).length;

  it("is mentioned when the customer begins to wait, not with every message, and not when it is muted", async () => {
    const talk = await openTalk(stage, "Hanako");
    await ben.slash("/line", "assign 1 me", stage.channel);
    await talk.say(ben, "Here");
    await talk.arrived();
    await stage.quiet();
    expect(await called(talk)).toBe(0);

    await talk.customer.write("Thanks");
    await talk.customer.write("One more thing");
    await talk.told("the customer waits");
    await stage.quiet();
    expect(await called(talk)).toBe(1);

    await ben.slash("/line", "done 1", stage.channel);
    await talk.customer.write("And another");
    await until("called again", async () => ((await called(talk)) === 2 ? true : undefined));

    await ben.slash("/line", "done 1", stage.channel);
    await stage.db.conversation.update({ where: { id: 1 }, data: { muted: "muted" } });
    await talk.customer.write("And nobody hears this");
    await stage.quiet();
    expect(await called(talk)).toBe(2);
  });

  it("is written to directly instead, with the way to the thread", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "direct" });
    const talk = await openTalk(stage, "Jiro");
    await ben.slash("/line", "assign 2 me", stage.channel);
    await talk.say(ben, "Hello");
    await talk.arrived();
    await stage.quiet();

    await talk.customer.write("A question");
    await stage.quiet();

    const direct = await stage.slack.directMessages(ben.userId);
    expect(direct.map(({ text }) => text)).toEqual([expect.stringContaining("*Jiro* #2")]);
    expect(direct[0]?.text).toContain(`/archives/${stage.channel}/p`);
    expect(await called(talk)).toBe(0);
  });

  it("hears nothing who wants to hear nothing", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "off" });
    const before = (await stage.slack.directMessages(ben.userId)).length;
    const talk = await openTalk(stage, "Saburo");
    await ben.slash("/line", "assign 3 me", stage.channel);
    await ben.slash("/line", "done 3", stage.channel);

    await talk.customer.write("Again");
    await stage.quiet();

    expect((await stage.slack.directMessages(ben.userId)).length).toBe(before);
    expect(await called(talk)).toBe(0);
  });

  it("is called in the thread where no direct message reaches them", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "direct" });
    const talk = await openTalk(stage, "Shiro");
    await ben.slash("/line", "assign 4 me", stage.channel);
    await ben.slash("/line", "done 4", stage.channel);
    const refusal = { status: 200, headers: {}, body: { ok: false, error: "cannot_dm_bot" } };
    stage.slack.setFault(({ method }, phase) =>
      method === "conversations.open" && phase === "before" ? { kind: "answer", ...refusal } : undefined,
    );

    await talk.customer.write("Again");
    await until("called in the thread", async () => ((await called(talk)) === 1 ? true : undefined));
    stage.slack.setFault(undefined);
    expect(stage.slack.violations).toEqual([]);
  });

  it("is called once for one waiting, however often LINE tells of it, and whatever restarts", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "thread" });
    const talk = await openTalk(stage, "Goro");
    await ben.slash("/line", "assign 5 me", stage.channel);
    await ben.slash("/line", "done 5", stage.channel);
    const { event } = await talk.customer.write("Again", { deliver: false });

    await Promise.all([stage.line.post([event]), stage.line.post([event])]);
    await talk.told("the customer waits");
    stage.line.setWebhook(`${stage.apps[1]?.url}/line/webhook`);
    await stage.line.post([event]);
    await stage.stop();
    await stage.start();
    await stage.line.post([event]);
    await stage.quiet();

    expect(await called(talk)).toBe(1);
    expect(stage.slack.violations).toEqual([]);
  });

  it.each([
    { becomes: "arrives", calls: 0, line: undefined },
    { becomes: "is refused", calls: 1, line: { status: 400, body: { message: "Not so" } } },
  ])("is called while an answer is on its way only once that $becomes: $calls", async ({ becomes, calls, line }) => {
    const talk = await openTalk(stage, `Isamu ${becomes}`);
    await ben.slash("/line", `assign ${talk.number} me`, stage.channel);
    await ben.slash("/line", `done ${talk.number}`, stage.channel);
    await stage.quiet();
    let refused = 0;
    stage.slack.setFault(({ method, body }, phase) =>
      phase === "before" && method === "chat.postMessage" && JSON.stringify(body).includes("the customer waits")
        ? (refused += 1) === 1
          ? { kind: "answer", status: 429, headers: { "retry-after": "2" }, body: { ok: false, error: "ratelimited" } }
          : undefined
        : undefined,
    );
    const away = { kind: "answer" as const, status: 429, body: { message: "rate limit" } };
    stage.line.setFault(({ method }) => (method.startsWith("POST /v2/bot/message/") ? away : undefined));

    await talk.customer.write("A question", { timestamp: stage.clock.now().getTime() - 60_000 });
    await until("Slack asked for patience", () => refused > 0);
    await talk.say(ben, "An answer");
    const call = { conversationId: talk.number, kind: "notice", status: "pending" };
    const first = stage.clock.now();
    await until("the call is put off", () =>
      stage.db.delivery.findFirst({ where: { ...call, notBefore: { gt: first } } }),
    );
    expect(await called(talk)).toBe(0);

    stage.line.setFault(({ method }) =>
      line && method.startsWith("POST /v2/bot/message/") ? { kind: "answer", ...line } : undefined,
    );
    await (line ? talk.told("Not so") : talk.arrived());
    await stage.quiet();
    stage.line.setFault(undefined);
    stage.slack.setFault(undefined);

    expect(await called(talk)).toBe(calls);
  });

  it("is not called any more where the chat was done before Slack took the call", async () => {
    const talk = await openTalk(stage, "Hanae");
    await ben.slash("/line", `assign ${talk.number} me`, stage.channel);
    await talk.say(ben, "Here");
    await talk.arrived();
    await stage.quiet();

    let refused = 0;
    stage.slack.setFault(({ method }, phase) =>
      phase === "before" && method === "chat.postMessage" && (refused += 1) === 1
        ? { kind: "answer", status: 429, headers: { "retry-after": "3" }, body: { ok: false, error: "ratelimited" } }
        : undefined,
    );
    await talk.customer.write("Bye");
    await until("Slack is busy", () => refused > 0 || undefined);
    await ben.slash("/line", `done ${talk.number}`, stage.channel);
    await talk.told("Bye");
    await stage.quiet();
    stage.slack.setFault(undefined);

    expect(await called(talk)).toBe(0);
  });

  it("is not called again where the chat was done before a call that did not arrive was repeated", async () => {
    const talk = await openTalk(stage, "Hanako again");
    await ben.slash("/line", `assign ${talk.number} me`, stage.channel);
    await talk.say(ben, "Here");
    await talk.arrived();
    await stage.quiet();

    const lost = ({ body }: Call): boolean => JSON.stringify(body).includes("the customer waits");
    let broke = 0;
    stage.slack.setFault((call, phase) => {
      if (phase !== "before" || !lost(call) || (broke += 1) > 1) return undefined;
      return { kind: "reset" };
    });
    await talk.customer.write("Bye for now");
    await until("the call is lost", () => broke > 0 || undefined);
    await ben.slash("/line", `done ${talk.number}`, stage.channel);
    await stage.quiet();
    stage.slack.setFault(undefined);

    expect(await called(talk)).toBe(0);
    expect(
      await stage.db.delivery.count({ where: { conversationId: talk.number, kind: "notice", status: "dropped" } }),
    ).toBe(1);
  });
});

describe("chats that are dealt", () => {
  let stage: Stage;
  let aki: Staff;
  let ben: Staff;
  let kim: Staff;
  beforeAll(async () => {
    ({ stage, aki, ben, kim } = await cast(2));
    // accounts are known once a customer wrote
    await openTalk(stage, "Hanako");
  });
  afterAll(() => stage.close());

  it("go to one after the other, whatever instance takes them, and only when they are nobody's", async () => {
    await aki.submit((await settingsOf(stage, aki)).view, { "round:1": [ben.userId, kim.userId] });
    const customers = Array.from({ length: 6 }, (_, i) => stage.line.customer({ name: `Customer ${i}` }));

    const write = (each: (typeof customers)[number]) => each.write("Hello?", { timestamp: Date.now() - 60_000 });
    await Promise.all(customers.slice(0, 2).map(write));
    // the other instance hears of the change by itself, and takes the turns that are left
    await beats(stage);
    stage.line.setWebhook(`${stage.apps[1]?.url}/line/webhook`);
    await Promise.all(customers.slice(2, 5).map(write));
    stage.line.setWebhook(`${stage.url()}/line/webhook`);
    await Promise.all(customers.slice(5).map(write));
    await stage.quiet();

    const dealt = (await chats(stage)).slice(1).map((chat) => chat.assigneeId);
    expect(dealt.filter((id) => id === ben.userId)).toHaveLength(3);
    expect(dealt.filter((id) => id === kim.userId)).toHaveLength(3);
    expect((await chats(stage))[0]?.assigneeId).toBeNull();
    for (const card of (await stage.cards()).slice(1)) {
      const thread = await stage.slack.thread(stage.channel, card.ts);
      expect(thread.filter(({ text }) => text.includes("turn: the chat is theirs now"))).toHaveLength(1);
    }
    expect(await stage.db.audit.findMany({ where: { act: "assigned" } })).toHaveLength(6);
  });

  it("pass by whoever left the channel", async () => {
    await stage.slack.move(kim.userId, stage.channel, false);
    const customers = Array.from({ length: 2 }, (_, i) => stage.line.customer({ name: `Late ${i}` }));

    for (const each of customers) await each.write("Hello?", { timestamp: Date.now() - 60_000 });
    await stage.quiet();

    const dealt = (await chats(stage)).slice(-2).map((chat) => chat.assigneeId);
    expect(dealt).toEqual([ben.userId, ben.userId]);
    expect(stage.slack.violations).toEqual([]);
  });
});
