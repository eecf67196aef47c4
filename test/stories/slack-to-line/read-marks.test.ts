/** What a customer sees of staff besides their words: "read", and the moving dots. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ started: false });
  aki = await stage.staff("aki");
  await stage.start();
});
afterAll(() => closeSpotless(stage));

const next = (): Promise<Talk> => openTalk(stage, `Reader ${(count += 1)}`);
const read = (talk: Talk): (boolean | undefined)[] =>
  stage.line.phone(talk.customer).flatMap(({ from, read: is }) => (from === "customer" ? [is === true] : []));
const calls = (path: string): number => stage.line.calls.filter((call) => call.path === path).length;
const MARK = "/v2/bot/chat/markAsRead";
const LOADING = "/v2/bot/chat/loading/start";

it("an answer marks what was written before it as read, once, and not what came after it", async () => {
  const talk = await next();
  await talk.customer.write("And one more", { timestamp: stage.clock.now().getTime() - 60_000 });
  await talk.told("And one more");
  const before = calls(MARK);
  await talk.say(aki, "Hello");
  await talk.arrived();
  await stage.quiet();
  expect(read(talk)).toEqual([true, true]);

  await talk.say(aki, "Anything else?");
  await talk.arrived(2);
  await talk.customer.write("Yes", { timestamp: stage.clock.now().getTime() + 2_000 });
  await talk.told("Yes");
  await stage.quiet();

  expect(read(talk)).toEqual([true, true, false]);
  expect(calls(MARK) - before).toBe(1);
});

it("who takes a chat has read it, and the customer who waits sees that somebody is at it", async () => {
  const talk = await next();
  const before = calls(LOADING);
  await aki.slash("/line", `assign ${talk.number} me`, stage.channel);
  await stage.quiet();

  expect(read(talk)).toEqual([true]);
  const shown = stage.line.calls.filter(({ path }) => path === LOADING).slice(before);
  expect(shown.map(({ body, status }) => ({ body, status }))).toEqual([
    { body: { chatId: talk.customer.userId, loadingSeconds: 20 }, status: 202 },
  ]);
});

it("who finishes a chat has read it, and nothing is promised to anybody", async () => {
  const talk = await next();
  const before = calls(LOADING);
  await aki.slash("/line", `done ${talk.number}`, stage.channel);
  await stage.quiet();

  expect(read(talk)).toEqual([true]);
  expect(calls(LOADING)).toBe(before);
});

it("a chat that somebody else was given is not read yet", async () => {
  const talk = await next();
  const ben = await stage.staff("ben");
  await aki.slash("/line", `assign ${talk.number} <@${ben.userId}>`, stage.channel);
  await stage.quiet();

  expect(read(talk)).toEqual([false]);
});

it("where the chat of the account is off, LINE's refusal troubles nobody and is not tried again", async () => {
  const talk = await next();
  stage.line.setChatMode("bot");
  const before = calls(MARK);
  await talk.say(aki, "Hello");
  await talk.arrived();
  await stage.quiet();
  stage.line.setChatMode("chat");
  await talk.say(aki, "And more");
  await talk.arrived(2);
  await stage.quiet();

  expect(calls(MARK) - before).toBe(1);
  expect(JSON.stringify(await talk.thread())).not.toContain("Not sent");
});

it("a LINE that does not answer such a call keeps no words back", async () => {
  const talk = await next();
  const before = calls(MARK);
  stage.line.setFault(({ method }) =>
    method.includes("/v2/bot/chat/") ? { kind: "hang", milliseconds: 4_000 } : undefined,
  );
  await aki.slash("/line", `assign ${talk.number} me`, stage.channel);
  await until("a call that hangs", () => calls(MARK) > before || undefined);
  await talk.say(aki, "Hello");

  expect(await talk.arrived()).toEqual(["Hello"]);
  stage.line.setFault(undefined);
  await stage.quiet();
});
