/** Direct messages to members of staff, their part of a digest and calls: once, whatever Slack's answer was; and what is left of them. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Call, Phase } from "../../../src/sandbox/faults.ts";
import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { slackScopes } from "../../../src/slack/manifest.ts";
import { cast, settingsOf } from "../../support/cast.ts";
import { farFromNow } from "../../support/far-from-now.ts";
import { type Stage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let hanako: Talk;

beforeAll(async () => {
  ({ stage, aki, ben } = await cast(2));
  hanako = await openTalk(stage, "Hanako", { minutesAgo: 100 });
  await openTalk(stage, "Taro", { minutesAgo: 200 });
  await ben.slash("/line", "assign 1 me", stage.channel);
  await ben.slash("/line", "assign 2 me", stage.channel);
  await ben.submit((await settingsOf(stage, ben)).view, { calls: "direct" });
  await aki.slash("/line", `digest ${farFromNow()} to assignees`, stage.channel);
  await stage.quiet();
});
afterAll(async () => {
  await stage.close();
});

const toBen = (): Promise<Message[]> => stage.slack.directMessages(ben.userId);
const shown = ({ text, blocks = [] }: Message): string => `${text} ${JSON.stringify(blocks)}`;
const isDirectPost = ({ method, body }: Call): boolean =>
  method === "chat.postMessage" && String((body as { channel?: unknown }).channel).startsWith("D");
const directPosts = (): number => stage.slack.calls.filter(isDirectPost as (call: unknown) => boolean).length;

/** The connection breaks at the first direct message; returns how often that happened. */
function breakOnce(phase: Phase, more: (call: Call) => boolean = () => false): () => number {
  let struck = 0;
  stage.slack.setFault((call, at) => {
    if (at === "before" && more(call)) return { kind: "answer", status: 500, body: {} };
    if (at !== phase || struck > 0 || !isDirectPost(call)) return undefined;
    struck += 1;
    return { kind: "reset" };
  });
  return () => struck;
}

const digest = async (): Promise<void> => void (await aki.slash("/line", "digest now", stage.channel));

/** Whoever was answered writes again: the one who has the chat is called. */
async function call(): Promise<void> {
  await ben.slash("/line", "done 1", stage.channel);
  await stage.quiet();
  await hanako.customer.write("One more question");
}

it.each([
  { what: "a digest", cause: digest, says: "customers of yours waiting", phase: "after" as const, posts: 1 },
  { what: "a digest", cause: digest, says: "customers of yours waiting", phase: "before" as const, posts: 2 },
  { what: "a call", cause: call, says: "*Hanako* #1", phase: "after" as const, posts: 1 },
  { what: "a call", cause: call, says: "*Hanako* #1", phase: "before" as const, posts: 2 },
])("$what comes once when the connection breaks $phase Slack takes it", async ({ cause, says, phase, posts }) => {
  const before = await toBen();
  const called = directPosts();
  const struck = breakOnce(phase);

  await cause();
  await until("the break", () => struck() || undefined);
  await stage.quiet();
  stage.slack.setFault(undefined);

  const added = (await toBen()).slice(before.length);
  expect(added.map(({ text }) => text)).toEqual([expect.stringContaining(says)]);
  expect(directPosts() - called).toBe(posts);
  expect(stage.slack.violations).toEqual([]);
});

it("a call that did not come through is not made once the customer was answered", async () => {
  const before = (await toBen()).length;
  let answered = false;
  const struck = breakOnce("before", ({ method }) => method === "conversations.history" && !answered);

  await call();
  await until("the break", () => struck() || undefined);
  await ben.slash("/line", "done 1", stage.channel);
  answered = true;
  await stage.quiet();
  stage.slack.setFault(undefined);

  expect((await toBen()).length).toBe(before);
});

const named = async (name: string): Promise<number> =>
  (await toBen()).filter((each) => shown(each).includes(`*${name}*`) || shown(each).includes(`|${name}>`)).length;

it("nothing is left of a customer who is forgotten, and what does not name them stays", async () => {
  await digest();
  await stage.quiet();
  await call();
  await stage.quiet();
  await digest();
  await stage.quiet();
  const others = (await toBen()).filter((each) => !shown(each).includes("Hanako"));
  expect(others.length).toBeGreaterThan(0);
  expect(await named("Hanako")).toBeGreaterThan(3);
  const kept = await stage.db.$queryRaw<unknown[]>`
    SELECT FROM attempt a JOIN delivery d ON d.attempt_id = a.id WHERE d.kind = 'listTo' AND a.body::text LIKE '%Hanako%'`;
  expect(kept).toEqual([]);

  await aki.slash("/line", "forget 1 1", stage.channel);
  await until("no direct message names her", async () => ((await named("Hanako")) === 0 ? true : undefined));
  await stage.quiet();

  expect((await toBen()).map(({ ts }) => ts)).toEqual(others.map(({ ts }) => ts));
  expect(await stage.db.$queryRaw<unknown[]>`SELECT FROM attempt WHERE body::text LIKE '%Hanako%'`).toEqual([]);
});

/** It does so every second until nothing is under way. */
async function erasureLooksAgain(): Promise<void> {
  const report = () => stage.db.delivery.findFirstOrThrow({ where: { conversationId: 2, kind: "erased" } });
  const { notBefore } = await report();
  await until("another look, or the end", async () => {
    const now = await report();
    return now.status === "done" || now.notBefore > notBefore || undefined;
  });
}

it("nor of one who is forgotten while a digest is under way", async () => {
  let forgotten = false;
  const before = await named("Taro");
  const struck = breakOnce("after", ({ method }) => method === "conversations.history" && !forgotten);
  await digest();
  await until("the break", () => struck() || undefined);
  expect(await named("Taro")).toBe(before + 1);

  await aki.slash("/line", "forget 2 2", stage.channel);
  const erasing = { conversationId: 2, kind: "erase", status: "pending" };
  await until("the rest deleted", async () => (await stage.db.delivery.count({ where: erasing })) === 0 || undefined);
  for (let look = 0; look < 2; look += 1) await erasureLooksAgain();
  forgotten = true;
  await stage.quiet();
  stage.slack.setFault(undefined);

  expect(await named("Taro")).toBe(0);
});

it("an app without the right to look says it again, and goes on", async () => {
  await openTalk(stage, "Jiro", { minutesAgo: 30 });
  await ben.slash("/line", "assign 3 me", stage.channel);
  await stage.quiet();
  stage.slack.grant(slackScopes.filter((scope) => scope !== "im:history"));
  stage.slack.violations.splice(0);
  const before = (await toBen()).length;
  const struck = breakOnce("after");

  await digest();
  await until("the break", () => struck() || undefined);
  await stage.quiet();
  stage.slack.setFault(undefined);
  stage.slack.grant(slackScopes);

  const added = (await toBen()).slice(before);
  expect(added).toHaveLength(2);
  expect(added[0]?.text).toBe(added[1]?.text);
  expect(stage.slack.violations).toEqual(["conversations.history: missing_scope"]);
});
