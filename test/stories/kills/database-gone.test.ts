/** The built-in PostgreSQL dies, the app lives: it is started again, and nothing is lost, doubled or stuck. */
import { afterEach, beforeEach, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Call } from "../../../src/sandbox/faults.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import { type House, openHouse } from "../../support/kill-harness.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const isPost = (call: Call): boolean => call.method === "chat.postMessage";
const isPush = (call: Call): boolean => call.method.endsWith("/message/push");
const backUp = (): Promise<unknown> => until("a database", async () => (await house.look("SELECT 1"))[0]);

async function thread(): Promise<Message[]> {
  const { slack, channel } = house;
  const [root] = await slack.history(channel);
  return root ? (await slack.thread(channel, root.ts)).slice(1) : [];
}

it("goes on with a quiet app", async () => {
  const { pid } = house.app();
  const customer = house.line.customer({ name: "Sakura" });
  await customer.write("word-1");
  await house.settled("word", 1);

  await house.kill("database");
  await backUp();
  await customer.write("word-2");
  await house.settled("word", 2);

  expect((await thread()).map((each) => each.text)).toEqual(["word-1", "word-2"]);
  expect(house.app().pid).toBe(pid);
  expect(house.app().lines.map((line) => line["msg"])).toContain("PostgreSQL had died and is started again");
});

it("takes what LINE brings again, when nothing could be stored the first time", async () => {
  const customer = house.line.customer({ name: "Sakura" });
  await house.kill("database");

  const sent = await customer.write("word-1");
  const status = sent.delivery.status;
  await house.settled("word", 1);

  expect(status).not.toBe(200);
  expect((await thread()).map((each) => each.text)).toEqual(["word-1"]);
});

it("finds a post that was made while the database died", async () => {
  const customer = house.line.customer({ name: "Sakura" });
  await customer.write("word-1");
  await house.settled("word", 1);
  const called = house.holdAt(isPost);

  await customer.write("word-2");
  const goOn = await called;
  await house.kill("database");
  goOn();
  await backUp();
  await customer.write("word-3");
  await house.settled("word", 3);

  expect((await thread()).map((each) => each.text)).toEqual(["word-1", "word-2", "word-3"]);
});

it("pushes once, and works on in the same conversation", async () => {
  const { line, slack, channel } = house;
  const customer = line.customer({ name: "Sakura" });
  await customer.write("word-0", { timestamp: Date.now() - 3_600_000 });
  await house.settled("word", 1);
  const [root] = await slack.history(channel);
  const aki = await slack.staff({ name: "aki" });
  const called = house.holdAt(isPush);

  await aki.say(channel, "word-1", { thread_ts: root?.ts ?? "" });
  const goOn = await called;
  await house.kill("database");
  goOn();
  await backUp();
  await aki.say(channel, "word-2", { thread_ts: root?.ts ?? "" });
  await house.settled("word", 3);

  const phone = line.phone(customer).flatMap((each) => (each.from === "account" ? [each.message["text"]] : []));
  expect(phone).toEqual(["word-1", "word-2"]);
});
