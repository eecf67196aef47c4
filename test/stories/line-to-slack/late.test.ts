import { afterAll, beforeAll, expect, it } from "vitest";

import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { TIMEZONE: "UTC" } });
});
afterAll(() => closeSpotless(stage));

it("words that LINE delivers late are posted late and say when they were written", async () => {
  const customer = stage.line.customer({ name: "Sakura" });
  const at = Date.UTC(2026, 9, 5, 3, 7);
  const first = await customer.write("written first", { timestamp: at, deliver: false });
  await customer.write("written second", { timestamp: at + 60_000 });
  const card = await stage.card();
  await stage.inThread(card, "written second");

  await first.redeliver();
  const late = await stage.inThread(card, "written first");
  await stage.quiet();

  const thread = await stage.slack.thread(stage.channel, card.ts);
  const waiting = await stage.db.conversation.findFirstOrThrow({ where: { lineId: customer.userId } });
  // words of weeks ago: that they wait for so long is said, too, sooner or later
  const said = thread.slice(1).filter((each) => each.username !== undefined);
  expect(said.flatMap(seen)).toEqual(["written second", "written first", expect.stringContaining("late")]);
  expect(seen(late)[1]).toMatch(/written 05\/10, 03:07, arrived late/);
  expect(waiting.waitingSince).toEqual(new Date(at));
});

it("words that are known together are posted in the order they were written, however they arrived", async () => {
  const customer = stage.line.customer({ name: "Shuffled" });
  const at = Date.now() - 60_000;
  const events = [];
  for (const index of [3, 1, 4, 2, 0])
    events.push(await customer.write(`word ${index}`, { timestamp: at + index * 1_000, deliver: false }));

  await stage.line.deliver(events);
  const card = await stage.card(2);
  await stage.quiet();

  const thread = await stage.slack.thread(stage.channel, card.ts);
  expect(thread.slice(1).flatMap(seen)).toEqual(["word 0", "word 1", "word 2", "word 3", "word 4"]);
  expect(seen(card)[2]).toBe("word 0");
});

it("what arrives twice, or again as a redelivery, is shown once", async () => {
  const customer = stage.line.customer({ name: "Twice" });
  const sent = await customer.write("only once, please");
  const card = await stage.card(3);

  const answers = [await sent.deliver(), await sent.redeliver(), await sent.redeliver()];
  await stage.line.post([{ ...sent.event, webhookEventId: "01ANOTHERNAMEFORTHESAME000" }]);
  await stage.quiet();

  expect(answers.map((each) => each.status)).toEqual([200, 200, 200]);
  expect((await stage.slack.thread(stage.channel, card.ts)).slice(1).map((each) => each.text)).toEqual([
    "only once, please",
  ]);
});
