import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
});
afterAll(() => stage.close());

const fresh = () => openTalk(stage, `Customer ${(count += 1)}`, { fresh: true });
const since = (before: number) =>
  sends(stage)
    .slice(before)
    .map(({ path }) => path);

it("a fresh reply token is used, free of charge", async () => {
  const talk = await fresh();
  const [billed, free] = [stage.line.billed(), stage.line.free()];

  await talk.say(aki, "At once");
  await talk.arrived();

  expect(stage.line.billed() - billed).toBe(0);
  expect(stage.line.free() - free).toBe(1);
});

it("a token is used once: the next words are pushed", async () => {
  const talk = await fresh();
  const before = sends(stage).length;

  await talk.say(aki, "First");
  await talk.arrived(1);
  await talk.say(aki, "Second");
  await talk.arrived(2);

  expect(since(before)).toEqual(["reply", "push"]);
});

it("the newest token of a conversation is used", async () => {
  const talk = await fresh();
  const again = await talk.customer.write("And one more thing", { timestamp: stage.clock.now().getTime() - 30_000 });
  await talk.told("And one more thing");

  await talk.say(aki, "Yes");
  await talk.arrived();

  const call = stage.line.calls.findLast(({ path }) => path.endsWith("/reply"));
  expect(call?.body).toMatchObject({ replyToken: again.replyToken });
});

it("a token of over 50 seconds is left alone", async () => {
  const talk = await fresh();
  const before = sends(stage).length;
  stage.clock.advance(50_500);

  await talk.say(aki, "A minute later");
  await talk.arrived();

  expect(since(before)).toEqual(["push"]);
});

it("a token that LINE refuses is followed by a push of the same words", async () => {
  const talk = await fresh();
  const before = sends(stage).length;
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/reply") && phase === "before"
      ? { kind: "answer", status: 400, body: { message: "Invalid reply token" } }
      : undefined,
  );

  await talk.say(aki, "Anyway");
  await talk.arrived();
  stage.line.setFault(undefined);
  await stage.quiet();

  expect(since(before)).toEqual(["reply", "push"]);
  expect(talk.received()).toEqual(["Anyway"]);
});

it("a reply that was not taken for now is followed by a push", async () => {
  const talk = await fresh();
  const before = sends(stage).length;
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/reply") && phase === "before"
      ? { kind: "answer", status: 429, body: { message: "The API rate limit has been exceeded. Try again later." } }
      : undefined,
  );

  await talk.say(aki, "In a hurry");
  await talk.arrived();
  stage.line.setFault(undefined);
  await stage.quiet();

  expect(since(before)).toEqual(["reply", "push"]);
  expect(talk.received()).toEqual(["In a hurry"]);
});

it("LINE has nothing to complain about", () => {
  expect(stage.line.violations).toEqual([]);
});
