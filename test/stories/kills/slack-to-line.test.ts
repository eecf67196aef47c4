/** The trip from Slack to LINE, killed at every call of it: every answer is on the phone once, in order, or asked. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Call } from "../../../src/sandbox/faults.ts";
import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import type { At, House } from "../../support/kill-harness.ts";
import { createKillTable, deathsAt } from "../../support/kill-table.ts";
import { openStreet, type Street } from "../../support/street.ts";

const table = createKillTable("Slack to LINE");
let street: Street;

beforeAll(async () => {
  street = await openStreet(3, { settings: { SEND_HOLD_SECONDS: "0.3" } });
});
afterAll(async () => {
  console.log(table.print());
  await street.close();
});

const says = (call: Call, words: string): boolean => JSON.stringify(call.body).includes(words);

interface Scene {
  house: House;
  customer: Customer;
  staff: Staff;
  mark: string;
}

interface Step {
  name: string;
  at: (scene: Scene) => At;
  /** Something is taken in or said here: the database dies with the app, too. */
  says?: true;
  /** How long ago the customer wrote: a fresh reply token (0), none (an hour), or a look at the profile first (two days). */
  age: number;
  /** Nobody has asked yet who this is. */
  newcomer?: boolean;
  /** A process that has not asked yet what its own workspace is. */
  fresh?: boolean;
}

const HOUR = 3_600_000;
const steps: Step[] = [
  {
    name: "event",
    says: true,
    age: HOUR,
    at:
      ({ mark }) =>
      (call) =>
        call.method === "event" && says(call, `${mark}-1`),
  },
  { name: "mark held", age: HOUR, at: () => (call) => call.method === "reactions.add" && says(call, "hourglass") },
  { name: "auth.test", age: HOUR, newcomer: true, fresh: true, at: () => (call) => call.method === "auth.test" },
  { name: "users.info", age: HOUR, newcomer: true, at: () => (call) => call.method === "users.info" },
  {
    name: "profile",
    age: 48 * HOUR,
    at:
      ({ customer }) =>
      (call) =>
        call.method.includes(`/profile/${customer.userId}`),
  },
  { name: "push", says: true, age: HOUR, at: () => (call) => call.method.endsWith("/message/push") },
  { name: "reply token", says: true, age: 0, at: () => (call) => call.method.endsWith("/message/reply") },
  { name: "mark sent", age: HOUR, at: () => (call) => call.method === "reactions.add" && says(call, "white_check") },
  { name: "unmark held", age: HOUR, at: () => (call) => call.method === "reactions.remove" },
  { name: "card update", age: HOUR, at: () => (call) => call.method === "chat.update" },
];

const cases = steps.flatMap((step) =>
  deathsAt(step.says === true).map((death) => ({ step, ...death, name: step.name })),
);

describe.concurrent("an answer of staff", () => {
  it.each(cases)(
    "is on the phone once when $victim dies at: $name, $phase",
    { timeout: 600_000, retry: 0 },
    async (each) => {
      const ended = await street.inAHouse((house) => play(house, each));

      expect(endings(each)).toContainEqual(ended);
    },
  );
});

it("is worked on again within 5 s of a restart", () => {
  // many deaths at once share two processors here: one of them may be slow, the middle one tells what is promised
  expect(table.median()).toBeLessThan(5_000);
  expect(table.slowest()).toBeLessThan(30_000);
});

interface Ended {
  /** Which of the two answers the customer has, in order. */
  phone: number[];
  /** Questions in the thread whether the first one is to be sent again. */
  asked: number;
}

/** A reply token works once and cannot be asked whether it did: a person decides. Everything else is simply there. */
function endings({ name, phase }: (typeof cases)[number]): Ended[] {
  const arrived = { phone: [1, 2], asked: 0 };
  if (name !== "reply token") return [arrived];
  if (phase === "before") return [{ phone: [2], asked: 1 }];
  return [...(phase === "answered" ? [arrived] : []), { phone: [1, 2], asked: 1 }];
}

let count = 0;
const regulars = new Map<House, Staff>();

async function play(house: House, { step, phase, victim }: (typeof cases)[number]): Promise<Ended> {
  count += 1;
  const mark = `case${count}x`;
  const { line, slack, channel } = house;
  const regular = regulars.get(house);
  const staff = regular && !step.newcomer ? regular : await slack.staff({ name: `aki${count}` });
  if (!step.newcomer) regulars.set(house, staff);
  const scene = { house, mark, staff, customer: line.customer({ name: `Customer ${mark}` }) };
  await house.look("DELETE FROM budget");
  await scene.customer.write(`${mark}-0`, { timestamp: Date.now() - step.age });
  await house.settled(mark, 1);
  const [root] = (await slack.history(channel)).filter((message) => message.text.includes(mark));
  if (!root) throw new Error("no head card");

  if (step.fresh) {
    await house.kill("app");
    await house.start();
  }
  const death = house.killAt(step.at(scene), phase, victim);
  const first = await staff.say(channel, `${mark}-1`, { thread_ts: root.ts });
  await death;
  const listens = await house.start();
  await until(
    `${mark}-1 stored`,
    async () => (await house.look("SELECT FROM message WHERE parts::text LIKE $1", [`%${mark}-1%`]))[0],
  );
  const resumed = (await house.settled(mark, 2)) - listens;
  const asked = await questionsIn(house, root, mark);
  await staff.say(channel, `${mark}-2`, { thread_ts: root.ts });
  await house.settled(mark, 3);

  const phone = onPhone(scene);
  const ended = { phone: phone.map((words) => Number(words.split("-")[1])), asked: asked.length };
  const outcome = ended.phone.join() === "1,2" ? "once" : `phone ${ended.phone.join()}`;
  table.add({ step: step.name, phase, victim, outcome: ended.asked ? `${outcome}, asked` : outcome, resumed });
  const marks = await marksOn(house, first.ts);
  const wanted = ended.asked ? "question" : "white_check_mark";
  if (marks.join() !== wanted) throw new Error(`The answer is marked ${marks.join()} instead of ${wanted}`);
  return ended;
}

async function questionsIn({ slack, channel }: House, root: Message, mark: string): Promise<Message[]> {
  const thread = await slack.thread(channel, root.ts);
  return thread.filter(
    (each) => each.ts !== root.ts && each.bot_id && !each.username && JSON.stringify(each).includes(mark),
  );
}

function onPhone({ house, customer }: Scene): string[] {
  return house.line
    .phone(customer)
    .flatMap((each) => (each.from === "account" && "text" in each.message ? [String(each.message.text)] : []));
}

async function marksOn({ slack, channel }: House, ts: string): Promise<string[]> {
  return (await slack.reactions(channel, ts)).map(({ name }) => name);
}
