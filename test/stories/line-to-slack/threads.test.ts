import { afterAll, beforeAll, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let opened = 0;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => closeSpotless(stage));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A chat whose first words were posted; `done` closes it as a command would. */
async function chat(name: string, done: boolean) {
  const customer = stage.line.customer({ name });
  await customer.write(`${name} asks`);
  opened += 1;
  const card = await stage.card(opened);
  await stage.quiet();
  if (done) await close(customer);
  return { customer, card };
}

async function close(customer: Customer): Promise<void> {
  const set = { status: "done", doneAt: stage.clock.now(), waitingSince: null };
  await stage.db.conversation.updateMany({ where: { lineId: customer.userId }, data: set });
}

it("a chat done less than 24 hours ago goes on in its thread, open again and shown in the channel", async () => {
  const { customer, card } = await chat("Asa", true);

  stage.clock.advance(23 * HOUR);
  await customer.write("one more thing");
  const shown = await stage.inThread(card, "one more thing");
  await stage.quiet();

  const now = await stage.db.conversation.findFirstOrThrow({ where: { lineId: customer.userId } });
  expect(await stage.cards()).toHaveLength(opened);
  expect(shown.subtype).toBe("thread_broadcast");
  expect(now).toMatchObject({ status: "open", doneAt: null });
  expect(seen((await stage.slack.message(stage.channel, card.ts)) ?? card)[1]).toContain("*Needs an answer*");
});

it("a chat done longer ago begins a new thread, and both threads lead to each other", async () => {
  const { customer, card: old } = await chat("Hiru", true);

  stage.clock.advance(25 * HOUR);
  await customer.write("new business");
  opened += 1;
  const fresh = await stage.card(opened);
  const shown = await stage.inThread(fresh, "new business");
  await stage.quiet();

  const oldThread = await stage.slack.thread(stage.channel, old.ts);
  const linkTo = (ts: string): string => `/archives/${stage.channel}/p${ts.replace(".", "")}`;
  expect(seen(fresh).at(-1)).toContain(linkTo(old.ts));
  expect(oldThread.at(-1)?.text).toContain(linkTo(fresh.ts));
  expect(oldThread.some((each) => each.text.includes("new business"))).toBe(false);
  expect(seen(fresh)[0]).toBe(seen(old)[0]);
  expect(seen(fresh)[2]).toBe("new business");
  expect(shown.subtype).not.toBe("thread_broadcast");
});

it("a chat that was quiet for seven days begins a new thread, though it was never done", async () => {
  const { customer } = await chat("Yoru", false);

  stage.clock.advance(7 * DAY + HOUR);
  await customer.write("back from holidays");
  opened += 1;
  const fresh = await stage.card(opened);

  expect(seen(fresh).at(-1)).toContain("Earlier thread");
  await stage.inThread(fresh, "back from holidays");
});

it("a chat that was quiet for six days goes on where it was", async () => {
  const { customer, card } = await chat("Yugata", false);

  stage.clock.advance(6 * DAY);
  await customer.write("still me");
  await stage.inThread(card, "still me");

  expect(await stage.cards()).toHaveLength(opened);
});

it("what follows the first words of a new thread goes there, too, and the card keeps its way back", async () => {
  const { customer } = await chat("Mayonaka", true);
  stage.clock.advance(2 * DAY);
  await customer.write("again, one");
  opened += 1;
  const fresh = await stage.card(opened);

  await customer.write("again, two");
  await stage.inThread(fresh, "again, two");
  await stage.quiet();

  const updated = await stage.slack.message(stage.channel, fresh.ts);
  expect(updated?.blocks).toBeDefined();
  expect(seen(updated ?? fresh).at(-1)).toContain("Earlier thread");
});
