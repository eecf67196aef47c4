import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
});
afterAll(() => stage.close());

it("an edit leaves a line with what the customer still sees", async () => {
  const talk = await openTalk(stage, "Sakura");
  const said = await talk.say(aki, "It costs 1,000 yen & more :smile:");
  await talk.arrived();
  await stage.quiet();

  await aki.edit(said, "It costs 2,000 yen");
  const line = await talk.told("Edited after it was sent");
  await stage.quiet();

  expect(line.text).toContain("It costs 1,000 yen &amp; more 😄");
  expect(talk.received()).toEqual(["It costs 1,000 yen & more 😄"]);
});

it("every edit leaves its line, always with the words that were sent", async () => {
  const talk = await openTalk(stage, "Ren");
  const said = await talk.say(aki, "One");
  await talk.arrived();
  await stage.quiet();

  await aki.edit(said, "Two");
  await talk.told("Edited after it was sent");
  await stage.quiet();
  await aki.edit(said, "Three");
  await stage.quiet();

  const lines = (await talk.thread()).filter((text) => text.includes("Edited after it was sent"));
  expect(lines.map((text) => text.split("\n").at(-1))).toEqual(["One", "One"]);
});

it("an edit that names somebody else is told, though the words are the same", async () => {
  const talk = await openTalk(stage, "Mio");
  const [ben, chie] = [await stage.staff("ben"), await stage.staff("chie")];
  const said = await talk.say(aki, `Ask <@${ben.userId}>`);
  await talk.arrived();
  await stage.quiet();

  await aki.edit(said, `Ask <@${chie.userId}>`);
  const line = await talk.told("Edited after it was sent");

  expect(line.text).toContain("Ask @ben");
});

it("a deletion leaves a line with what the customer still sees", async () => {
  const talk = await openTalk(stage, "Yui");
  const said = await talk.say(aki, "Not for you");
  await talk.arrived();
  await stage.quiet();

  await aki.remove(said);
  const line = await talk.told("Deleted here after it was sent");
  await stage.quiet();

  expect(line.text).toContain("Not for you");
  expect(talk.received()).toEqual(["Not for you"]);
});

it("an edit or deletion of what was never sent leaves no such line", async () => {
  const talk = await openTalk(stage, "Hana");
  const said = await talk.say(aki, "// between us");
  await stage.quiet();

  await aki.edit(said, "// still between us");
  await aki.remove(said);
  await stage.quiet();

  expect((await talk.thread()).filter((text) => text.includes("after it was sent"))).toEqual([]);
});
