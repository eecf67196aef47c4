/** Every event one to four times, in any order, to two instances at once: every message once, and late ones say so. */
import { afterEach, beforeEach, expect, it } from "vitest";

import type { Customer, SentEvent } from "../../../src/sandbox/line/types.ts";
import type { Message, SaidMessage } from "../../../src/sandbox/slack/types.ts";
import { type Door, openDoor } from "../../support/door.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let stage: Stage;
let door: Door;
beforeEach(async () => {
  stage = await startStage({ instances: 2, settings: { SEND_HOLD_SECONDS: "2" } });
  door = await openDoor(
    () => stage.apps.map((app) => app.url),
    () => Promise.resolve(false),
  );
  stage.line.setWebhook(`${door.url}/line/webhook`);
  stage.slack.setRequestUrl(`${door.url}/slack/events`);
});
afterEach(async () => {
  await stage.close();
  await door.close();
});

/** The same numbers with every run: a failure can be seen again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function repeatedAndShuffled<T>(items: readonly T[], roll: () => number): T[] {
  const all = items.flatMap((item) => Array.from({ length: 1 + Math.floor(roll() * 4) }, () => item));
  return all
    .map((item) => ({ item, place: roll() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

const CUSTOMERS = 4;
const numbers = [1, 2, 3, 4, 5, 6];
const wordsOf = (customer: Customer): string[] => numbers.map((n) => `${customer.name}-${n}`);

async function threadOf(customer: Customer): Promise<Message[]> {
  const root = (await stage.cards()).find((card) => card.text.includes(customer.name));
  return root ? (await stage.slack.thread(stage.channel, root.ts)).filter((each) => each.ts !== root.ts) : [];
}

it.each([1, 2, 3])("brings a customer's words once, late ones marked (seed %i)", async (seed) => {
  const roll = dice(seed);
  const customers = Array.from({ length: CUSTOMERS }, (_, i) => stage.line.customer({ name: `C${seed}${i}` }));
  const events: SentEvent[] = [];
  const start = Date.now() - 60_000;
  for (const n of numbers)
    for (const customer of customers)
      events.push(await customer.write(`${customer.name}-${n}`, { deliver: false, timestamp: start + n * 1000 }));

  await Promise.all(repeatedAndShuffled(events, roll).map((event) => event.redeliver()));
  await stage.quiet();

  const threads = await Promise.all(customers.map(threadOf));
  const shown = threads.map((thread) => thread.flatMap(linesOf));
  expect(shown.map((lines) => lines.map((line) => line.words).toSorted())).toEqual(customers.map(wordsOf));
  expect(shown.flatMap(unmarkedInversions)).toEqual([]);
});

interface ShownLine {
  words: string;
  late: boolean;
}

/** The lines of a post: each block of words, and whether a note that it is late stands under it. */
function linesOf(post: Message): ShownLine[] {
  const blocks = post.blocks ?? [];
  return blocks.flatMap((block, i) => {
    const words = /C\d+-\d/.exec(JSON.stringify(block))?.[0];
    return words ? [{ words, late: JSON.stringify(blocks[i + 1] ?? "").includes("arrived late") }] : [];
  });
}

/** Words that stand after newer ones of the same customer without saying so. */
function unmarkedInversions(lines: ShownLine[]): string[] {
  return lines
    .filter((line, i) => !line.late && lines.slice(0, i).some((before) => before.words > line.words))
    .map((line) => line.words);
}

it.each([4, 5])("brings staff's words once and in order (seed %i)", async (seed) => {
  const roll = dice(seed);
  const customers = Array.from({ length: CUSTOMERS }, (_, i) => stage.line.customer({ name: `C${seed}${i}` }));
  for (const customer of customers) await customer.write("hello");
  const roots = await until("all head cards", async () => {
    const cards = await stage.cards();
    const found = customers.flatMap((customer) => cards.find((card) => card.text.includes(customer.name)) ?? []);
    return found.length === CUSTOMERS ? found : undefined;
  });
  const aki = await stage.staff();
  const said: SaidMessage[] = [];
  for (const n of numbers)
    for (const [i, root] of roots.entries())
      said.push(await aki.say(stage.channel, `${customers[i]?.name}-${n}`, { thread_ts: root.ts, deliver: false }));

  await Promise.all(repeatedAndShuffled(said, roll).map((message) => message.redeliver()));
  await until("nothing for LINE pending", async () => {
    const replies = { kind: "reply", status: { in: ["pending", "trying"] } };
    return (await stage.db.delivery.count({ where: replies })) === 0 || undefined;
  });

  expect(customers.map((customer) => stage.received(customer))).toEqual(customers.map(wordsOf));
});
