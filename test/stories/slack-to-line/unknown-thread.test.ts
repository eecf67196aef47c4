import { afterAll, beforeAll, expect, it } from "vitest";

import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => closeSpotless(stage));

it("an answer in a thread whose head card was posted without our knowing it is found and goes, once", async () => {
  const { line, slack, channel } = stage;
  const customer = line.customer({ name: "Sakura" });
  const aki = await stage.staff();
  let cut = false;
  let said = false;
  slack.setFault(({ method }, phase) => {
    // nobody finds the card before the answer is there
    if (method === "conversations.history" && phase === "before" && cut && !said)
      return { kind: "answer", status: 500 };
    if (method !== "chat.postMessage" || phase !== "after" || cut) return undefined;
    cut = true;
    return { kind: "reset" };
  });

  await customer.write("Anybody there?");
  const card = await stage.card();
  const known = await stage.db.thread.count({ where: { ts: card.ts } });
  const answer = await aki.say(channel, "Yes, we are!", { thread_ts: card.ts });
  said = true;
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await stage.quiet();

  expect(known).toBe(0);
  expect(answer.delivery.status).toBe(200);
  expect(stage.received(customer)).toEqual(["Yes, we are!"]);
  expect(await stage.cards()).toHaveLength(1);
});

it("an answer that comes before we have written down that the head card is ours goes, once", async () => {
  const { line, slack, channel } = stage;
  const customer = line.customer({ name: "Yui" });
  const aki = await stage.staff();
  let answered = false;
  slack.setFault(async ({ method }, phase) => {
    if (method !== "chat.postMessage" || phase !== "after" || answered) return undefined;
    answered = true;
    const [card] = (await slack.history(channel)).filter((post) => post.text.includes("Yui"));
    await aki.say(channel, "That was fast!", { thread_ts: card?.ts ?? "" });
    return undefined;
  });

  await customer.write("Are you quick?");
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await stage.quiet();

  expect(stage.received(customer)).toEqual(["That was fast!"]);
});
