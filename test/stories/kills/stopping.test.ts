/** SIGTERM, and a start while both platforms are away. */
import { afterEach, beforeEach, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Call } from "../../../src/sandbox/faults.ts";
import type { Customer } from "../../../src/sandbox/line/types.ts";
import { type House, openHouse } from "../../support/kill-harness.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const HOUR = 3_600_000;
const isPush = (call: Call): boolean => call.method.endsWith("/message/push");
const toldOf = (message: string): true | undefined =>
  house.app().lines.some((line) => line["msg"] === message) || undefined;

async function answerHeldAtLine(): Promise<{ customer: Customer; goOn: () => void }> {
  const { line, slack, channel } = house;
  const customer = line.customer({ name: "Sakura" });
  await customer.write("question-0", { timestamp: Date.now() - HOUR });
  await house.settled("question", 1);
  const [root] = await slack.history(channel);
  const aki = await slack.staff({ name: "aki" });
  const called = house.holdAt(isPush);
  await aki.say(channel, "answer-1", { thread_ts: root?.ts ?? "" });
  return { customer, goOn: await called };
}

const answers = (customer: Customer): unknown[] =>
  house.line.phone(customer).flatMap((each) => (each.from === "account" ? [each.message["text"]] : []));

it("finishes the delivery in hand at SIGTERM and leaves nothing running", async () => {
  const { customer, goOn } = await answerHeldAtLine();
  const [server] = await house.look<{ pid: number }>("SELECT pg_backend_pid() AS pid");

  house.app().kill("SIGTERM");
  await until("the word that it stops", () => toldOf("stopping"));
  goOn();
  const code = await house.app().ended;

  expect(server).toBeDefined();
  expect(code).toBe(0);
  expect(await house.look("SELECT 1")).toEqual([]);
  await house.start();
  await house.settled("answer", 1);
  expect(answers(customer)).toEqual(["answer-1"]);
  expect(house.line.calls.filter((call) => call.path.endsWith("/push"))).toHaveLength(1);
});

it("ends at once at a second SIGTERM, and the next start says nothing twice", async () => {
  const { customer, goOn } = await answerHeldAtLine();

  house.app().kill("SIGTERM");
  await until("the word that it stops", () => toldOf("stopping"));
  const before = Date.now();
  let code: number | string | undefined;
  void house.app().ended.then((how) => (code = how));
  // the first half second belongs to the first press
  await until("its end", () => {
    house.app().kill("SIGTERM");
    return code;
  });
  const lasted = Date.now() - before;
  goOn();
  await house.start();
  await house.settled("answer", 1);

  expect(code).toBe(1);
  expect(lasted).toBeLessThan(10_000);
  expect(answers(customer)).toEqual(["answer-1"]);
});

it("stops at once while it is still catching up with a Slack that asks it to wait", async () => {
  const { goOn } = await answerHeldAtLine();
  goOn();
  await house.settled("answer", 1);
  await house.app().stop();
  house.slack.setFault((call, phase) =>
    phase === "before" && call.method === "conversations.replies"
      ? { kind: "answer", status: 429, headers: { "retry-after": "600" }, body: { ok: false, error: "ratelimited" } }
      : undefined,
  );

  await house.start();
  await until("a read that Slack puts off", () => house.slack.calls.find((call) => call.status === 429));
  const before = Date.now();
  house.app().kill("SIGTERM");
  const code = await house.app().ended;

  expect(code).toBe(0);
  expect(Date.now() - before).toBeLessThan(15_000);
});

it("starts and accepts while LINE and Slack are away, and says everything when they are back", async () => {
  const { line, slack, channel, settings } = house;
  const { LINE_API_BASE_URL = "", SLACK_API_URL = "" } = settings;
  await house.app().stop();
  Object.assign(settings, { LINE_API_BASE_URL: "http://127.0.0.1:9", SLACK_API_URL: "http://127.0.0.1:9/api/" });
  await house.start();

  const customer = line.customer({ name: "Sakura" });
  const first = await customer.write("question-1");
  const second = await customer.write("question-2");
  await until("both stored", async () => (await house.look("SELECT FROM message"))[1]);
  await house.app().stop();
  Object.assign(settings, { LINE_API_BASE_URL, SLACK_API_URL });
  await house.start();
  await house.settled("question", 2);

  const [root] = await slack.history(channel);
  const thread = await slack.thread(channel, root?.ts ?? "");
  expect([first.delivery.status, second.delivery.status]).toEqual([200, 200]);
  expect(thread.slice(1).map((each) => each.text)).toEqual(["question-1\nquestion-2"]);
});
