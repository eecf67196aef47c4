/** A direct message to a member of staff, and the death of the app at the call that says it: it comes once. */
import { afterAll, beforeAll, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Call, Phase } from "../../../src/sandbox/faults.ts";
import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { farFromNow } from "../../support/far-from-now.ts";
import { type House, openHouse } from "../../support/kill-harness.ts";

const HOUR = 3_600_000;

let house: House;
let hanako: Customer;
let aki: Staff;
let ben: Staff;

beforeAll(async () => {
  house = await openHouse();
  aki = await house.slack.staff({ name: "aki", admin: true });
  ben = await house.slack.staff({ name: "ben" });
  hanako = house.line.customer({ name: "Hanako" });
  await hanako.write("word-1", { timestamp: Date.now() - HOUR });
  await house.settled("word", 1);
  await house.line.customer({ name: "Taro" }).write("word-2", { timestamp: Date.now() - HOUR });
  await house.settled("word", 2);
  await ben.slash("/line", "assign 1 me", house.channel);
  await ben.slash("/line", "assign 2 me", house.channel);
  await ben.slash("/line", "settings", house.channel);
  const form = house.slack.views.at(-1);
  if (!form) throw new Error("no form");
  await ben.submit(form.view, { calls: "direct" });
  await aki.slash("/line", `digest ${farFromNow()} to assignees`, house.channel);
  await quiet();
});
afterAll(async () => {
  await house.close();
});

const isDirectPost = ({ method, body }: Call): boolean =>
  method === "chat.postMessage" && String((body as { channel?: unknown }).channel).startsWith("D");

const quiet = (): Promise<unknown> =>
  until(
    "nothing left to say",
    async () => {
      const open = "SELECT FROM delivery WHERE status IN ('pending', 'trying')";
      return (await house.look(open)).length === 0 || undefined;
    },
    60_000,
  );

const digest = async (): Promise<void> => void (await aki.slash("/line", "digest now", house.channel));

async function call(): Promise<void> {
  await ben.slash("/line", "done 1", house.channel);
  await quiet();
  await hanako.write("One more question");
}

const PHASES: readonly Phase[] = ["before", "after", "answered"];

it.each(
  PHASES.flatMap((phase) => [
    { what: "a digest", phase, cause: digest, says: "customers of yours waiting" },
    { what: "a call", phase, cause: call, says: "*Hanako* #1" },
  ]),
)("$what comes once when the app dies at it: $phase", { timeout: 120_000 }, async ({ phase, cause, says }) => {
  const before = (await house.slack.directMessages(ben.userId)).length;

  const death = house.killAt(isDirectPost, phase, "app");
  await cause();
  await death;
  await house.start();
  await quiet();

  const added = (await house.slack.directMessages(ben.userId)).slice(before);
  expect(added.map(({ text }) => text)).toEqual([expect.stringContaining(says)]);
});
