/** The trip from LINE to Slack, killed at every call of it: every message is in the thread once, in order. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Call } from "../../../src/sandbox/faults.ts";
import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message } from "../../../src/sandbox/slack/types.ts";
import type { At, House } from "../../support/kill-harness.ts";
import { createKillTable, deathsAt } from "../../support/kill-table.ts";
import { openStreet, type Street } from "../../support/street.ts";

const table = createKillTable("LINE to Slack");
let street: Street;

beforeAll(async () => {
  street = await openStreet(3, { settings: { THREAD_QUIET_DAYS: "0.02" } });
});
afterAll(async () => {
  console.log(table.print());
  await street.close();
});

const HOUR = 3_600_000;
const says = (call: Call, words: string): boolean => JSON.stringify(call.body).includes(words);
const isPost = (call: Call): boolean => call.method === "chat.postMessage";
const inThread = (call: Call): boolean =>
  typeof call.body === "object" && call.body !== null && "thread_ts" in call.body;

interface Scene {
  house: House;
  customer: Customer;
  /** Every message of this case has these letters in it. */
  mark: string;
}

interface Step {
  name: string;
  at: (scene: Scene) => At;
  /** Something is taken in or said here: the database dies with the app, too. */
  says?: true;
  /** What happened before; returns how many messages it took. */
  given?: (scene: Scene) => Promise<number>;
  /** The search comes only after a first death. */
  dieFirst?: (scene: Scene) => At;
  threads?: number;
}

const wroteBefore =
  (timestamp: number) =>
  async ({ house, customer, mark }: Scene): Promise<number> => {
    await customer.write(`${mark}-0`, { timestamp: Date.now() - timestamp });
    await house.settled(mark, 1);
    return 1;
  };

const steps: Step[] = [
  {
    name: "webhook",
    says: true,
    at:
      ({ mark }) =>
      (call) =>
        call.method === "webhook" && says(call, mark),
  },
  {
    name: "profile",
    at:
      ({ customer }) =>
      (call) =>
        call.method.includes(`/profile/${customer.userId}`),
  },
  { name: "head card", says: true, at: () => (call) => isPost(call) && !inThread(call) },
  {
    name: "words",
    says: true,
    at:
      ({ mark }) =>
      (call) =>
        isPost(call) && inThread(call) && says(call, mark),
  },
  { name: "card update", given: wroteBefore(0), at: () => (call) => call.method === "chat.update" },
  {
    name: "permalink",
    given: wroteBefore(2 * HOUR),
    threads: 2,
    at: () => (call) => call.method === "chat.getPermalink",
  },
  {
    name: "continued in",
    given: wroteBefore(2 * HOUR),
    threads: 2,
    at:
      ({ mark }) =>
      (call) =>
        isPost(call) && inThread(call) && !says(call, mark),
  },
  {
    name: "search after a death",
    dieFirst:
      ({ mark }) =>
      (call) =>
        isPost(call) && inThread(call) && says(call, mark),
    at: () => (call) => call.method === "conversations.replies" && says(call, "include_all_metadata"),
  },
];

const cases = steps.flatMap((step) =>
  deathsAt(step.says === true).map((death) => ({ step, ...death, name: step.name })),
);

describe.concurrent("a message of a customer", () => {
  it.each(cases)(
    "is in the thread once when $victim dies at: $name, $phase",
    { timeout: 600_000, retry: 0 },
    async (each) => {
      const { step } = each;
      const ended = await street.inAHouse((house) => play(house, each));

      const all = step.given ? [0, 1, 2, 3] : [1, 2, 3];
      expect(ended).toMatchObject({ words: all, cards: step.threads ?? 1, links: (step.threads ?? 1) - 1 });
    },
  );
});

it("is worked on again within 5 s of a restart", () => {
  // many deaths at once share two processors here: one of them may be slow, the middle one tells what is promised
  expect(table.median()).toBeLessThan(5_000);
  expect(table.slowest()).toBeLessThan(30_000);
});

interface Ended {
  /** The customer's messages as they stand in the threads. */
  words: number[];
  cards: number;
  /** Lines that say where the conversation goes on. */
  links: number;
}

let count = 0;

async function play(house: House, { step, phase, victim }: (typeof cases)[number]): Promise<Ended> {
  count += 1;
  const mark = `case${count}x`;
  const scene = { house, mark, customer: house.line.customer({ name: `Customer ${mark}` }) };
  if (step.name === "profile") {
    // an app that found LINE slow a moment ago asks for no profiles for a while; one that has just begun does
    await house.kill("app");
    await house.start();
  }
  await house.look("DELETE FROM budget");
  const before = (await step.given?.(scene)) ?? 0;

  const death = step.dieFirst
    ? house.killAt(step.dieFirst(scene), "after", victim)
    : house.killAt(step.at(scene), phase, victim);
  await scene.customer.write(`${mark}-1`);
  // LINE sends what was not taken again later: only what it could deliver is in order
  if (step.name !== "webhook") await scene.customer.write(`${mark}-2`);
  await death;
  if (step.dieFirst) {
    const again = house.killAt(step.at(scene), phase, victim);
    await house.start();
    await again;
  }
  const listens = await house.start();
  await until(
    `${mark}-1 stored`,
    async () => (await house.look("SELECT FROM message WHERE parts::text LIKE $1", [`%${mark}-1%`]))[0],
  );
  if (step.name === "webhook") await scene.customer.write(`${mark}-2`);
  const resumed = (await house.settled(mark, before + 2)) - listens;
  await scene.customer.write(`${mark}-3`);
  await house.settled(mark, before + 3);

  const { roots, replies } = await threadsOf(scene);
  const words = replies.flatMap((reply) => reply.text.match(new RegExp(`${mark}-\\d`, "g")) ?? []);
  const ended = { words: words.map((each) => Number(each.split("-")[1])), cards: roots.length };
  table.add({ step: step.name, phase, victim, outcome: outcomeOf(ended.words), resumed });
  return { ...ended, links: replies.filter((reply) => !reply.username).length };
}

async function threadsOf({ house, mark }: Scene): Promise<{ roots: Message[]; replies: Message[] }> {
  const { slack, channel } = house;
  const isRoot = (message: Message): boolean => (message.thread_ts ?? message.ts) === message.ts;
  const roots = (await slack.history(channel)).filter((message) => isRoot(message) && message.text.includes(mark));
  const replies: Message[] = [];
  for (const root of roots) replies.push(...(await slack.thread(channel, root.ts)).filter((each) => !isRoot(each)));
  return { roots, replies };
}

function outcomeOf(words: number[]): string {
  if (new Set(words).size !== words.length) return "TWICE";
  return words.every((word, i) => i === 0 || word > (words[i - 1] ?? 0)) ? "once" : "OUT OF ORDER";
}
