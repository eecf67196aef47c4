/** An instance that stands still in the middle of a call, is replaced, and wakes up again. */
import { afterEach, beforeEach, expect, it } from "vitest";

import { type AppProcess, freePort, startAppProcess } from "../../../src/cli/sandbox/app-process.ts";
import type { Call } from "../../../src/sandbox/faults.ts";
import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
let processes: AppProcess[];
beforeEach(async () => {
  stage = await startStage({ started: false });
  processes = [];
  const first = await instance();
  stage.line.setWebhook(`${first.url}/line/webhook`);
  stage.slack.setRequestUrl(`${first.url}/slack/events`);
});
afterEach(async () => {
  for (const each of processes) each.kill("SIGCONT");
  await Promise.all(processes.map((each) => each.stop()));
  await stage.close();
});

async function instance(): Promise<AppProcess> {
  const started = await startAppProcess({ ...stage.settings, LOG_LEVEL: "info", PORT: String(await freePort()) });
  processes.push(started);
  return started;
}

const HOUR = 3_600_000;

/** The first instance stands still from this call on; a second one is started, and the call is answered meanwhile. */
async function standStillAt(at: (call: Call) => boolean, cause: () => Promise<unknown>): Promise<AppProcess> {
  const [first] = processes;
  if (!first) throw new Error("no instance");
  let stood = false;
  const fault = (call: Call): undefined => {
    if (stood || !at(call)) return;
    stood = true;
    first.kill("SIGSTOP");
  };
  stage.line.setFault((call, phase) => (phase === "before" ? fault(call) : undefined));
  stage.slack.setFault((call, phase) => (phase === "before" ? fault(call) : undefined));
  await cause();
  await until("the call", () => stood || undefined);
  return instance();
}

async function conversation(age: number): Promise<{ customer: Customer; card: Message; aki: Staff }> {
  const customer = stage.line.customer({ name: "Sakura" });
  await customer.write("word-0", { timestamp: Date.now() - age });
  const card = await stage.card();
  await stage.inThread(card, "word-0");
  await stage.quiet();
  return { customer, card, aki: await stage.staff() };
}

/** It wakes up, and what it believed to be its own is not; then it works on. */
async function wakeUp(): Promise<void> {
  const [first] = processes;
  first?.kill("SIGCONT");
  await until("that it has noticed", () => first?.lines.find((line) => line["msg"] === "another worker took over"));
}

const open = { status: { in: ["pending", "trying"] } };
const settled = (): Promise<unknown> =>
  until("nothing pending", async () => (await stage.db.delivery.count({ where: open })) === 0 || undefined, 20_000);
const posts = async (card: Message): Promise<string[]> =>
  (await stage.slack.thread(stage.channel, card.ts)).filter((each) => each.username).map((each) => each.text);

it("pushes once", async () => {
  const { customer, card, aki } = await conversation(HOUR);

  await standStillAt(
    (call) => call.method.endsWith("/message/push"),
    () => aki.say(stage.channel, "word-1", { thread_ts: card.ts }),
  );
  await settled();
  await wakeUp();
  await aki.say(stage.channel, "word-2", { thread_ts: card.ts });
  await settled();

  expect(stage.received(customer)).toEqual(["word-1", "word-2"]);
});

it("posts once", async () => {
  const { customer, card } = await conversation(HOUR);

  await standStillAt(
    (call) => call.method === "chat.postMessage",
    () => customer.write("word-1"),
  );
  await settled();
  await wakeUp();
  await customer.write("word-2");
  await settled();

  expect(await posts(card)).toEqual(["word-0", "word-1", "word-2"]);
});

it("asks about a reply whose answer nobody heard", async () => {
  const { customer, card, aki } = await conversation(0);

  await standStillAt(
    (call) => call.method.endsWith("/message/reply"),
    () => aki.say(stage.channel, "word-1", { thread_ts: card.ts }),
  );
  const question = await until("a question in the thread", async () =>
    (await stage.slack.thread(stage.channel, card.ts)).find(
      (each) => each.ts !== card.ts && each.bot_id && !each.username && JSON.stringify(each.blocks).includes("word-1"),
    ),
  );
  await settled();
  await wakeUp();
  await aki.say(stage.channel, "word-2", { thread_ts: card.ts });
  await settled();

  expect(question.text).toContain("LINE did not answer");
  expect(stage.received(customer)).toEqual(["word-1", "word-2"]);
});
