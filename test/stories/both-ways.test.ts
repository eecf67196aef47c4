import { afterAll, beforeAll, expect, it } from "vitest";

import { type Stage, startStage, until } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

it("brings a customer's words into a thread and the answer back to the phone", async () => {
  const { line, slack, channel } = stage;
  const customer = line.customer({ name: "Sakura" });
  const aki = await stage.staff();

  await customer.write("Are you open tomorrow?");
  const card = await stage.card();
  const shown = await stage.inThread(card, "Are you open tomorrow?");
  await aki.say(channel, "Yes, from 10:00 :smile:", { thread_ts: card.ts });
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await stage.quiet();

  expect(shown.username).toBe("Sakura · LINE");
  expect(stage.received(customer)).toEqual(["Yes, from 10:00 😄"]);
  expect([...line.violations, ...slack.violations]).toEqual([]);
});
