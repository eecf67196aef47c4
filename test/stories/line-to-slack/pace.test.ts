import { afterEach, describe, expect, it } from "vitest";

import type { FakeSlack, RecordedCall } from "../../../src/sandbox/slack/types.ts";
import { elementsOf } from "../../support/seen.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

const callsOf = (slack: FakeSlack, method: string): RecordedCall[] =>
  slack.calls.filter((call) => call.method === method);
const refusedForPace = (slack: FakeSlack): string[] =>
  slack.calls.flatMap((call) => (call.status === 429 ? [call.method] : []));

/** The customer's words in a thread, one entry for each message however they share posts. */
async function wordsIn(stage: Stage, rootTs: string): Promise<string[]> {
  const posts = (await stage.slack.thread(stage.channel, rootTs))
    .slice(1)
    .filter((each) => each.username !== undefined);
  return posts.flatMap((post) =>
    (post.blocks ?? []).map((block) =>
      elementsOf({ ...post, blocks: [block] })
        .map((each) => String(each["text"]))
        .join(""),
    ),
  );
}

describe("Slack at its real pace", () => {
  let stage: Stage;
  afterEach(() => stage.close());

  it("takes a burst of one customer in fewer posts, every word once and in order", async () => {
    stage = await startStage({ settings: { SLACK_POSTS_PER_SECOND: "1" }, slack: { postsPerSecond: 1, tiers: 1 } });
    const customer = stage.line.customer({ name: "Fast" });
    const words = Array.from({ length: 30 }, (_none, index) => `word ${index}`);

    for (const word of words) await customer.write(word);
    await stage.quiet();

    const card = await stage.card();
    expect(await wordsIn(stage, card.ts)).toEqual(words);
    expect(callsOf(stage.slack, "chat.postMessage").length).toBeLessThan(10);
    expect(refusedForPace(stage.slack)).toEqual([]);
  });

  it("takes a burst of many customers without one refusal: posts, card updates and marks keep to their budgets", async () => {
    stage = await startStage({ settings: { SLACK_POSTS_PER_SECOND: "1" }, slack: { postsPerSecond: 1, tiers: 1 } });
    const customers = Array.from({ length: 4 }, (_none, index) => stage.line.customer({ name: `Customer ${index}` }));
    const aki = await stage.staff();
    const rounds = 15;

    for (let round = 0; round < rounds; round += 1)
      for (const customer of customers) await customer.write(`${customer.name} round ${round}`);
    const card = await stage.card();
    for (let answer = 0; answer < 12; answer += 1)
      await aki.say(stage.channel, `answer ${answer}`, { thread_ts: card.ts });
    await stage.quiet();

    const threads = await Promise.all((await stage.cards()).map((each) => wordsIn(stage, each.ts)));
    expect(threads.map((thread) => thread.length)).toEqual(customers.map(() => rounds));
    expect(threads.flat().toSorted()).toEqual(
      customers
        .flatMap(({ name }) => Array.from({ length: rounds }, (_none, round) => `${name} round ${round}`))
        .toSorted(),
    );
    expect(refusedForPace(stage.slack)).toEqual([]);
    expect(callsOf(stage.slack, "chat.update").length).toBeLessThan(customers.length * rounds);
  }, 60_000);

  it("never lets words of one customer share a post with another's", async () => {
    stage = await startStage({
      settings: { SLACK_POSTS_PER_SECOND: "1", GROUPS: "on" },
      slack: { postsPerSecond: 1, tiers: 1 },
    });
    const [mio, nao] = [stage.line.customer({ name: "Mio" }), stage.line.customer({ name: "Nao" })];
    const group = stage.line.group({ name: "Picnic", members: [mio, nao] });

    for (const [who, word] of [
      [mio, "a"],
      [mio, "b"],
      [nao, "c"],
      [mio, "d"],
      [nao, "e"],
      [nao, "f"],
    ] as const)
      await who.write(word, { in: group });
    await stage.quiet();

    const card = await stage.card();
    const posts = (await stage.slack.thread(stage.channel, card.ts)).slice(1);
    const said = posts.flatMap((post) =>
      (post.blocks ?? []).map(
        (block) => `${post.username} ${elementsOf({ ...post, blocks: [block] })[0]?.["text"] as string}`,
      ),
    );
    expect(said).toEqual([
      "Mio · LINE a",
      "Mio · LINE b",
      "Nao · LINE c",
      "Mio · LINE d",
      "Nao · LINE e",
      "Nao · LINE f",
    ]);
  });

  it("forty late messages in one post stay within what Slack takes", async () => {
    stage = await startStage();
    const customer = stage.line.customer({ name: "Late" });
    const at = Date.now() - 600_000;
    await customer.write("the newest");
    const card = await stage.card();
    await stage.quiet();
    const events = [];
    for (let index = 0; index < 40; index += 1)
      events.push(await customer.write(`late ${index}`, { timestamp: at + index, deliver: false }));

    await stage.line.deliver(events);
    await stage.quiet();

    const refusals = callsOf(stage.slack, "chat.postMessage").filter(
      (call) => (call.answer as { ok?: boolean }).ok === false,
    );
    expect((await wordsIn(stage, card.ts)).filter((each) => each.startsWith("late"))).toEqual(
      events.map((_event, index) => `late ${index}`),
    );
    expect(refusals).toEqual([]);
  });
});

describe("a channel that Slack slows down", () => {
  let two: TwoAccounts;
  afterEach(() => two.close());

  it("waits as long as Slack said, and the other account's channel goes on", async () => {
    two = await startTwoAccounts();
    const { stage, tokyo, osaka } = two;
    const posts = (channel: string): RecordedCall[] =>
      callsOf(stage.slack, "chat.postMessage").filter((call) => call.body["channel"] === channel);
    const slowDown = { status: 429, headers: { "retry-after": "5" }, body: { ok: false, error: "ratelimited" } };
    stage.slack.setFault((call, phase) => {
      const isSlow = (call.body as { channel?: string }).channel === tokyo.channel && posts(tokyo.channel).length === 1;
      return phase === "before" && call.method === "chat.postMessage" && isSlow
        ? { kind: "answer", ...slowDown }
        : undefined;
    });
    const [slow, quick] = [tokyo.line.customer({ name: "Slow" }), osaka.line.customer({ name: "Quick" })];

    await slow.write("to the slow channel");
    await until("the refusal", () => posts(tokyo.channel)[0]);
    await quick.write("to the quick channel");
    await until("card and words in the other channel", () => posts(osaka.channel)[1]?.status);
    await stage.quiet();

    const tries = posts(tokyo.channel);
    expect(posts(osaka.channel)[1]?.at).toBeLessThan(tries[1]?.at ?? 0);
    expect(tries.filter((call) => call.status === 429)).toHaveLength(1);
    expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(4_900);
  });
});
