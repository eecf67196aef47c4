import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { monthlyLimit } from "../../../src/sandbox/line/trouble.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let talk: Talk;
let before: number;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10" } });
  aki = await stage.staff();
});
beforeEach(async () => {
  count += 1;
  talk = await openTalk(stage, `Customer ${count}`);
  before = sends(stage).length;
});
afterAll(() => closeSpotless(stage));

const since = () => sends(stage).slice(before);

it("what one conversation holds goes as one push, in order, and is billed once", async () => {
  const billed = stage.line.billed();
  for (const words of ["One", "Two", "Three", "Four", "Five"]) await talk.say(aki, words);
  stage.clock.advance(10_000);
  await talk.arrived(5);
  await stage.quiet();

  expect(since()).toMatchObject([{ path: "push", texts: ["One", "Two", "Three", "Four", "Five"] }]);
  expect(stage.line.billed() - billed).toBe(1);
});

it("six messages go as two requests, in order", async () => {
  for (const words of ["1", "2", "3", "4", "5", "6"]) await talk.say(aki, words);
  stage.clock.advance(10_000);
  await talk.arrived(6);
  await stage.quiet();

  expect(since().map(({ texts }) => texts)).toEqual([["1", "2", "3", "4", "5"], ["6"]]);
  expect(new Set(since().map(({ key }) => key)).size).toBe(2);
  expect(talk.received()).toEqual(["1", "2", "3", "4", "5", "6"]);
});

it("what several people hold in one conversation goes together", async () => {
  const ben = await stage.staff("ben");
  await talk.say(aki, "I look");
  await talk.say(ben, "I found it");
  stage.clock.advance(10_000);
  await talk.arrived(2);

  expect(since().map(({ texts }) => texts)).toEqual([["I look", "I found it"]]);
});

it("what two conversations hold goes to each of them", async () => {
  const other = await openTalk(stage, "Somebody else");
  await talk.say(aki, "For one");
  await other.say(aki, "For the other");
  stage.clock.advance(10_000);
  await talk.arrived();
  await other.arrived();

  expect([talk.received(), other.received()]).toEqual([["For one"], ["For the other"]]);
});

it("text over 5,000 units is cut, in one request, and no character with it", async () => {
  // odd, so that a cut at 5,000 would fall into the middle of an emoji
  const long = `x${"👨‍👩‍👧‍👦".repeat(800)}`;
  await talk.say(aki, long, { blocks: [] });
  stage.clock.advance(10_000);
  await talk.arrived(2);
  await stage.quiet();

  expect(since().length).toBe(1);
  expect(talk.received().every((text) => text.length <= 5_000)).toBe(true);
  expect(talk.received().every((text) => /^x?(?:👨‍👩‍👧‍👦)+$/u.test(text))).toBe(true);
  expect(talk.received().join("")).toBe(long);
});

it("text too long for one request goes on in the next, in order", async () => {
  const paragraphs = Array.from({ length: 7 }, (_, index) => `${index} ${"あ".repeat(4_900)}`);
  const said = await talk.say(aki, paragraphs.join("\n\n"), { blocks: [] });
  stage.clock.advance(10_000);
  await talk.arrived(7);
  await stage.quiet();

  expect(since().map(({ texts }) => texts.length)).toEqual([5, 2]);
  expect(talk.received().map((text) => text.slice(0, 2))).toEqual(["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "6 "]);
  expect(await talk.marks(said)).toEqual(["white_check_mark"]);
});

it("the rest of a long text goes as it was written, though it was edited meanwhile", async () => {
  const paragraphs = Array.from({ length: 6 }, (_, index) => `${index} ${"あ".repeat(4_900)}`);
  const said = await talk.say(aki, paragraphs.join("\n\n"), { blocks: [] });
  let edited = false;
  stage.line.setFault(async (call, phase) => {
    if (edited || phase !== "after" || !call.method.endsWith("/push")) return;
    edited = true;
    await aki.edit(said, "Short");
  });
  stage.clock.advance(10_000);
  await talk.arrived(6);
  stage.line.setFault(undefined);
  await stage.quiet();

  expect(talk.received().map((text) => text.slice(0, 2))).toEqual(["0 ", "1 ", "2 ", "3 ", "4 ", "5 "]);
});

/** The first five pieces have gone, and LINE did not take the sixth. */
async function gonePartly() {
  const paragraphs = Array.from({ length: 6 }, (_, index) => `${index} ${"あ".repeat(4_900)}`);
  let pushes = 0;
  stage.line.setFault((call, phase) => {
    if (phase !== "before" || !call.method.endsWith("/push")) return;
    pushes += 1;
    return pushes === 2 ? monthlyLimit : undefined;
  });
  const said = await talk.say(aki, paragraphs.join("\n\n"), { blocks: [] });
  stage.clock.advance(10_000);
  const question = await talk.told("LINE's messages for this month are used up");
  await stage.quiet();
  stage.line.setFault(undefined);
  return { said, question };
}
const starts = () => talk.received().map((text) => text.slice(0, 2));

it("the rest goes as it was written, though it was edited between the press that sends it and LINE", async () => {
  const { said, question } = await gonePartly();
  let down = true;
  stage.line.setFault((call, phase) =>
    down && phase === "before" && call.method.endsWith("/push") ? { kind: "reset" } : undefined,
  );
  const tries = since().length;
  await talk.say(aki, "B");
  stage.clock.advance(10_000);
  await until("a try of what comes after it", () => since()[tries]);

  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");
  await aki.edit(said, "Short");
  const line = await talk.told("Edited after it was sent");
  down = false;
  stage.clock.advance(5 * 60_000);
  await talk.arrived(7);
  stage.line.setFault(undefined);
  await stage.quiet();

  expect(line.text).toContain("*The customer still sees:*");
  expect(starts()).toEqual(["0 ", "1 ", "2 ", "3 ", "4 ", "B", "5 "]);
});

it("the rest does not go when the message is deleted, and the thread tells what the customer has", async () => {
  const { said, question } = await gonePartly();

  await aki.remove(said);
  await talk.told("Deleted here after it was sent");
  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");
  await stage.quiet();

  expect(starts()).toEqual(["0 ", "1 ", "2 ", "3 ", "4 "]);
});

it("blank lines at the end are no message of their own", async () => {
  await talk.say(aki, "Only this\n\n   \n");
  stage.clock.advance(10_000);
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["Only this"]);
});
