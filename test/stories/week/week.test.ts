/**
 * A week, hour by hour: 200 customers, two processes on one database in two time zones of the machine, deaths and restarts.
 * Exactly the digests, nudges and mentions come that a slow calculation expects, in the hour in which it expects them, and no
 * more automatic replies.
 */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { makeRule, text } from "../../support/auto.ts";
import { mondayAfter } from "../../support/calendar.ts";
import { type ClockedHouse, openClockedHouse } from "../../support/clocked-house.ts";
import { until } from "../../support/stage.ts";
import { type Observed, watchSlack, type Watcher } from "./observed.ts";
import { type Expected, openSlowShop, type SlowShop } from "./slow-shop.ts";

const HOUR = 3_600_000;
const CUSTOMERS = 200;

let house: ClockedHouse;
let aki: Staff;
let ben: Staff;
let kim: Staff;
let shop: SlowShop;
let watcher: Watcher;
const on = mondayAfter(new Date());
const begin = on("0:00");

beforeAll(async () => {
  house = await openClockedHouse({
    from: new Date(begin.getTime() + 60_000),
    zones: ["America/New_York", "Asia/Kolkata"],
    before: async ({ slack }) => {
      aki = await slack.staff({ name: "aki", admin: true });
      ben = await slack.staff({ name: "ben" });
      kim = await slack.staff({ name: "kim" });
      return {};
    },
  });
  shop = openSlowShop(begin.getTime());
  watcher = watchSlack(house.slack);
});
afterAll(() => house.close());

/** The same week with every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const roll = dice(7);
const customers: Customer[] = [];
const numberOf = new Map<Customer, number>();

const said = (text: string, by = aki): Promise<string> => answerTo(house, by, text);

/** Some write, some of them again. */
async function customersWrite(places: number[]): Promise<void> {
  const written = await Promise.all(
    [...new Set(places)].map(async (place) => {
      const customer = (customers[place] ??= house.line.customer({ name: `Customer ${place}` }));
      return { customer, event: (await customer.write("Hello?")).event };
    }),
  );
  await house.quiet();
  for (const { customer, event } of written) {
    shop.wrote(await chatOf(customer), event.timestamp);
    const opens = shop.opens(event.timestamp);
    if (opens !== undefined && ruled) mayHear.add(`${customer.name} until ${opens}`);
  }
}

/** Whoever writes while the shop is closed may hear of it, once until it opens. */
const mayHear = new Set<string>();
let ruled = false;

/** What they heard, each as whom and until when it was closed. */
function heard(): string[] {
  return customers.flatMap((customer) =>
    house.line.phone(customer).flatMap(({ at, from, message, via }) => {
      if (from !== "account" || !JSON.stringify(message).includes("We are closed")) return [];
      // free of charge, or not at all
      expect(via).toBe("reply");
      return [`${customer.name} until ${shop.opens(at)}`];
    }),
  );
}

const anybody = (count: number): number[] => Array.from({ length: count }, () => roll(CUSTOMERS));

/** Everybody writes once at least: many at the same time, some of them when the shop is closed. */
const CROWDS = new Map([8, 44, 101, 110].map((hour, index) => [hour, index]));
const crowd = (index: number): number[] =>
  Array.from({ length: CUSTOMERS / CROWDS.size }, (_, i) => (index * CUSTOMERS) / CROWDS.size + i);

async function chatOf(customer: Customer): Promise<number> {
  const known = numberOf.get(customer);
  if (known !== undefined) return known;
  const { id } = await house.db.conversation.findFirstOrThrow({ where: { lineId: customer.userId } });
  numberOf.set(customer, id);
  return id;
}

const some = (from: number[], count: number): number[] => {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(roll(left.length), 1)).flat();
};

/** The answer to a command may come late on a busy machine: what counts is what became of it. */
async function became(
  id: number,
  wanted: { assigneeId?: string; waitingSince?: null; status?: string },
): Promise<void> {
  const there = async (): Promise<boolean> => (await house.db.conversation.count({ where: { id, ...wanted } })) > 0;
  await until(`#${id} ${JSON.stringify(wanted)}`, there);
}

/** Some are taken, some answered, some closed: all at once. */
async function staffWork(): Promise<void> {
  const taken = some(shop.unassigned(), 4).map((number) => ({ number, who: roll(2) === 0 ? ben : kim }));
  await Promise.all(
    taken.map(async ({ number, who }) => {
      await said(`assign ${number} me`, who);
      await became(number, { assigneeId: who.userId });
    }),
  );
  for (const { number, who } of taken) shop.assigned(number, who.userId);
  const nobodys = new Set(shop.unassigned());
  const ended = some(shop.waiting(), 2 + roll(4)).map((number) => ({ number, sends: roll(2) === 0 }));
  await Promise.all(
    ended.map(async ({ number, sends }) => {
      await said(sends ? `send ${number} We will look into it.` : `done ${number}`, kim);
      await became(number, sends ? { waitingSince: null } : { status: "done" });
    }),
  );
  for (const { number, sends } of ended) {
    shop.answered(number);
    // the first who answers has the chat
    if (sends && nobodys.has(number)) shop.assigned(number, kim.userId);
  }
  await house.quiet();
}

const total = (expected: Expected[]): { nudges: number[]; mentions: number[]; digests: number } => ({
  nudges: expected.flatMap(({ nudges }) => nudges),
  mentions: expected.flatMap(({ mentions }) => mentions),
  digests: expected.filter(({ digest }) => digest).length,
});

const sorted = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);

const expectations: Expected[] = [];

/** Moves the clock; what is expected now must come before it goes on. */
async function tick(at: Date): Promise<void> {
  await house.moveTo(at);
  if (house.running().length === 0) return;
  const expected = shop.look(house.now().getTime());
  expectations.push(expected);
  const wanted = total(expectations);
  const here = (): Observed | undefined => {
    const seen = watcher.seen();
    const enough =
      seen.nudges.length >= wanted.nudges.length &&
      seen.mentions.length >= wanted.mentions.length &&
      seen.digests.length >= wanted.digests;
    return enough ? seen : undefined;
  };
  if (expected.digest || expected.nudges.length > 0 || expected.mentions.length > 0) {
    await until(`what is due at ${at.toISOString()}: ${JSON.stringify(expected)}`, here, 60_000);
    await house.quiet();
  }
  const seen = watcher.seen();
  expect({ at, calls: sorted(seen.nudges) }).toEqual({ at, calls: sorted(wanted.nudges) });
  expect({ at, calls: sorted(seen.mentions) }).toEqual({ at, calls: sorted(wanted.mentions) });
  expect({ at, digests: seen.digests.length }).toEqual({ at, digests: wanted.digests });
  if (expected.digest) check(at, expected.digest, seen.digests.at(-1));
}

function check(
  at: Date,
  { listed, ...wanted }: NonNullable<Expected["digest"]>,
  seen: Observed["digests"][number] | undefined,
): void {
  const count = (pattern: RegExp): number => Number(pattern.exec(seen?.head ?? "")?.[1] ?? 0);
  const shown = {
    waiting: count(/(\d+) customers? waiting/),
    unassigned: count(/(\d+) without an assignee/),
    late: count(/(\d+) for longer than/),
  };
  expect({ at, ...shown }).toEqual({ at, ...wanted });
  expect({ at, listed: sorted(seen?.listed ?? []) }).toEqual({ at, listed: sorted(listed) });
}

/** At these hours after the beginning: who dies, who lives again. Slots and calls lie within. */
const DEATHS = new Map<number, () => Promise<unknown>>([
  // Monday 13:00, just as the digest is due; back at 15:00
  [13, () => house.kill(0)],
  [15, () => house.start(0)],
  // Tuesday: the other one; then both over 13:00, back at 13:20 when its digest is made up for
  [34, () => house.kill(1)],
  [36, () => house.start(1)],
  [36.2, () => both((place) => house.kill(place))],
  [37.5, () => both((place) => house.start(place))],
  // Thursday: both from 16:00 to 19:00, and the digest of 17:30 is over
  [88, () => both((place) => house.kill(place))],
  [91, () => both((place) => house.start(place))],
]);

const LATE_STARTS = new Set([37]);

const both = (work: (place: number) => Promise<void>): Promise<unknown> => Promise.all([0, 1].map(work));

/** Each comes once. */
async function fate(from: number, to: number): Promise<void> {
  for (const [at, work] of DEATHS) if (from <= at && at < to && DEATHS.delete(at)) await work();
}

it("brings exactly what it should, whatever dies", { timeout: 400_000, retry: 0 }, async () => {
  // the account is known once a customer wrote
  await customersWrite([0]);
  expect(await said("hours mon,tue,thu,fri 9:00-12:00,13:00-18:00")).toContain("9:00");
  await said("hours holidays normal");
  expect(await said("digest 9:00,13:00,17:30 daily silent")).toContain("9:00, 13:00, 17:30");
  expect(await said("target 4h10m")).toContain("4 h 10 min");
  await makeRule(house, "uniform", { when: "closed", messages: [text("We are closed until {next_open}.")] });
  ruled = true;
  await house.looked();

  for (let hour = 0; hour < 7 * 24; hour += 1) {
    const clock = hour % 24;
    const whole = new Date(begin.getTime() + hour * HOUR);
    // 1. on the hour, sometimes with a death at that moment
    if (hour > 0) await Promise.all([tick(whole), fate(hour, hour + 0.1)]);
    // 2. people write and work
    const here = house.running().length > 0;
    const index = CROWDS.get(hour);
    const open = clock >= 9 && clock < 18;
    if (here && index !== undefined) await customersWrite(crowd(index));
    else if (here && clock >= 7 && clock < 22) await customersWrite(anybody(open ? 2 + roll(4) : roll(3)));
    if (here && open) await staffWork();
    if (here && clock === 3) await house.looked();
    // 3. and in between somebody dies, or comes back at twenty past
    await fate(hour + 0.1, hour + 0.4);
    if (LATE_STARTS.has(hour)) {
      await house.moveTo(new Date(whole.getTime() + HOUR / 3));
      await fate(hour + 0.4, hour + 0.6);
      await tick(new Date(whole.getTime() + HOUR / 3));
    }
    await fate(hour + 0.4, hour + 1);
  }

  const { nudges, mentions, digests } = total(expectations);
  // it was no quiet week
  expect({ nudges: nudges.length > 20, mentions: mentions.length > 40, digests }).toEqual({
    nudges: true,
    mentions: true,
    digests: 11,
  });
  const replies = heard();
  expect(replies.length).toBeGreaterThan(50);
  expect(replies.length).toBe(new Set(replies).size);
  expect(replies.filter((reply) => !mayHear.has(reply))).toEqual([]);
  expect(house.slack.violations).toEqual([]);
  expect(house.line.violations).toEqual([]);
});
