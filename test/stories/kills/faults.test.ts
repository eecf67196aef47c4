/** Every kind of failure on every kind of call: everything arrives once and in order, unclear replies are asked. */
import { describe, expect, it } from "vitest";

import type { Call, FaultAction, Phase } from "../../../src/sandbox/faults.ts";
import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

interface Failure {
  name: string;
  phase: Phase;
  action: FaultAction;
}

const failures: Failure[] = [
  {
    name: "429",
    phase: "before",
    action: {
      kind: "answer",
      status: 429,
      headers: { "retry-after": "1" },
      body: { message: "rate", ok: false, error: "ratelimited" },
    },
  },
  { name: "500 before acting", phase: "before", action: { kind: "answer", status: 500, body: { message: "no" } } },
  { name: "500 after acting", phase: "after", action: { kind: "answer", status: 500, body: { message: "no" } } },
  { name: "reset before acting", phase: "before", action: { kind: "reset" } },
  { name: "reset after acting", phase: "after", action: { kind: "reset" } },
];

const HOUR = 3_600_000;
const says = (call: Call, words: string): boolean => JSON.stringify(call.body).includes(words);
const isPost = (call: Call): boolean => call.method === "chat.postMessage";
const inThread = (call: Call): boolean => says(call, '"thread_ts"');

interface Step {
  name: string;
  at: (call: Call) => boolean;
  /** How long ago the customer's second message was: only a fresh one brings a reply token. */
  age: number;
}

const steps: Step[] = [
  { name: "profile", age: HOUR, at: (call) => call.method.includes("/profile/") },
  { name: "head card", age: HOUR, at: (call) => isPost(call) && !inThread(call) },
  { name: "words", age: HOUR, at: (call) => isPost(call) && inThread(call) },
  { name: "auth.test", age: HOUR, at: (call) => call.method === "auth.test" },
  { name: "users.info", age: HOUR, at: (call) => call.method === "users.info" },
  { name: "mark held", age: HOUR, at: (call) => call.method === "reactions.add" && says(call, "hourglass") },
  { name: "push", age: HOUR, at: (call) => call.method.endsWith("/message/push") },
  { name: "reply token", age: 0, at: (call) => call.method.endsWith("/message/reply") },
  { name: "mark sent", age: HOUR, at: (call) => call.method === "reactions.add" && says(call, "white_check") },
  { name: "unmark held", age: HOUR, at: (call) => call.method === "reactions.remove" },
  { name: "card update", age: HOUR, at: (call) => call.method === "chat.update" },
];

/** The app waits ten seconds for an answer, so these come one call each, side by side. */
const hangs: Failure[] = [
  { name: "no answer before acting", phase: "before", action: { kind: "hang", milliseconds: 12_000 } },
  { name: "no answer after acting", phase: "after", action: { kind: "hang", milliseconds: 12_000 } },
];
const cases = [
  ...failures.map((failure) => ({ name: failure.name, at: "every call", failure, of: steps })),
  ...hangs.flatMap((failure) =>
    steps
      .filter((step) => ["words", "push", "reply token"].includes(step.name))
      .map((step) => ({ name: failure.name, at: step.name, failure, of: [step] })),
  ),
];

describe.concurrent("a call that fails", () => {
  it.each(cases)("is made good: $name, at $at", { timeout: 200_000 }, async ({ failure, of }) => {
    const stage = await startStage({ settings: { SEND_HOLD_SECONDS: "0.2" } });
    try {
      const played: [string, Played][] = [];
      for (const step of of) played.push([step.name, await play(stage, failure, step)]);

      expect(played).toEqual(of.map((step) => [step.name, wanted(step, failure)]));
      expect([...stage.line.violations, ...stage.slack.violations].filter(isNoRepeat)).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});

/** A mark whose answer was lost is set once more; Slack says that it is there, and that is all. */
const isNoRepeat = (violation: string): boolean => !/already_reacted|no_reaction/.test(violation);

/** A reply token cannot be asked whether it worked: a person decides. */
function wanted(step: Step, { name, phase }: Failure): Played {
  const unclear = step.name === "reply token" && name !== "429";
  const onPhone = unclear && phase === "before" ? ["4"] : ["3", "4"];
  return { struck: true, inThread: ["1", "2"], onPhone, asked: unclear ? 1 : 0 };
}

interface Played {
  struck: boolean;
  inThread: string[];
  onPhone: string[];
  asked: number;
}

let count = 0;

/** Two messages of a customer, an answer, and a second one after it. */
async function play(stage: Stage, failure: Failure, step: Step): Promise<Played> {
  const { line, slack, channel, db } = stage;
  count += 1;
  const mark = `m${count}x`;
  const customer = line.customer({ name: mark });
  const staff = await slack.staff({ name: `aki${count}` });
  await db.$executeRaw`DELETE FROM budget`;
  let struck = false;
  const fault = (call: Call, phase: Phase): FaultAction | undefined => {
    if (struck || phase !== failure.phase || !step.at(call)) return undefined;
    struck = true;
    return failure.action;
  };
  line.setFault(fault);
  slack.setFault(fault);
  if (step.name === "auth.test") {
    await stage.stop();
    await stage.start();
    await db.staff.deleteMany();
  }

  await customer.write(`${mark}-1`, { timestamp: Date.now() - HOUR });
  const card = await cardOf(stage, mark);
  await customer.write(`${mark}-2`, { timestamp: Date.now() - step.age });
  await until(
    "both messages in the thread",
    async () => (await slack.thread(channel, card.ts)).find((each) => each.text.includes(`${mark}-2`)),
    60_000,
  );
  await answer(stage, { staff, card, words: `${mark}-3`, customer });
  const asked = (await questions(stage, card, `${mark}-3`)).length;
  await answer(stage, { staff, card, words: `${mark}-4`, customer });
  await until("the marks and the card", () => struck || undefined);
  await untilSaid(stage);
  line.setFault(undefined);
  slack.setFault(undefined);

  const thread = await slack.thread(channel, card.ts);
  const said = thread
    .filter((each) => each.username)
    .flatMap((each) => each.text.match(new RegExp(`${mark}-\\d`, "g")) ?? []);
  return { struck, inThread: said.map(numberOf), onPhone: stage.received(customer).map(numberOf), asked };
}

const numberOf = (words: string): string => words.split("-")[1] ?? "";

async function cardOf(stage: Stage, mark: string): Promise<Message> {
  return until(`the head card of ${mark}`, async () => (await stage.cards()).find((card) => card.text.includes(mark)));
}

interface Answer {
  staff: Staff;
  card: Message;
  words: string;
  customer: Customer;
}

/** Says it, and waits until it was sent or asked about. */
async function answer(stage: Stage, { staff, card, words, customer }: Answer): Promise<void> {
  const { ts } = await staff.say(stage.channel, words, { thread_ts: card.ts });
  const where = { deskTs: ts, state: { in: ["sent", "asked"] } };
  await until(
    `"${words}" sent or asked about for ${customer.name}`,
    async () => (await stage.db.message.findFirst({ where })) ?? undefined,
    60_000,
  );
  await untilSaid(stage);
}

async function questions(stage: Stage, card: Message, words: string): Promise<Message[]> {
  const thread = await stage.slack.thread(stage.channel, card.ts);
  return thread.filter(
    (each) => each.ts !== card.ts && each.bot_id && !each.username && says({ body: each } as never, words),
  );
}

/** Nothing waits any more; marks that wait for their budget may take a while. */
async function untilSaid({ db }: Stage): Promise<void> {
  const open = { status: { in: ["pending", "trying"] } };
  await until("nothing pending", async () => (await db.delivery.count({ where: open })) === 0 || undefined, 60_000);
}
