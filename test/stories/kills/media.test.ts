/** A picture on its way from LINE to Slack, killed at every call of it: it is in the thread once, whole. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Call, Phase } from "../../../src/sandbox/faults.ts";
import type { House, Victim } from "../../support/kill-harness.ts";
import { openStreet, type Street } from "../../support/street.ts";

let street: Street;
beforeAll(async () => {
  street = await openStreet(2, {});
});
afterAll(() => street.close());

interface Death {
  name: string;
  at: (call: Call) => boolean;
  phase: Phase;
  victim: Victim;
}

const isPost = (call: Call): boolean => call.method === "files.completeUploadExternal";

const cases: Death[] = [
  { name: "the content", at: (call) => call.method.includes("/content"), phase: "after", victim: "app" },
  { name: "the upload", at: (call) => call.method === "upload", phase: "answered", victim: "app and database" },
  { name: "the post", at: isPost, phase: "before", victim: "app" },
  { name: "the post", at: isPost, phase: "after", victim: "app" },
  { name: "the post", at: isPost, phase: "answered", victim: "app and database" },
  { name: "the look where it stands", at: (call) => call.method === "files.info", phase: "answered", victim: "app" },
];

describe.concurrent("a picture of a customer", () => {
  it.each(cases)(
    "is in the thread once when $victim dies at: $name, $phase",
    { timeout: 600_000, retry: 0 },
    async ({ at, phase, victim }) => {
      const shown = await street.inAHouse((house) => play(house, () => house.killAt(at, phase, victim)));

      expect(shown).toEqual([PICTURE, "after"]);
    },
  );
});

const PICTURE = "a picture ".repeat(1_000);
let count = 0;

async function play(house: House, die: () => Promise<number>): Promise<string[]> {
  count += 1;
  const mark = `picture${count}x`;
  const customer = house.line.customer({ name: mark });
  await customer.write(mark);
  await house.settled(mark, 1);
  await house.look("DELETE FROM budget");

  const death = die();
  await customer.send({ type: "image", bytes: Buffer.from(PICTURE) });
  await death;
  await house.start();
  await house.settled(mark, 1);
  await customer.write(`${mark} after`);
  await house.settled(mark, 2);

  const roots = (await house.slack.history(house.channel)).filter(
    (message) => (message.thread_ts ?? message.ts) === message.ts && message.text.includes(mark),
  );
  const thread = await house.slack.thread(house.channel, roots[0]?.ts ?? "");
  const shown: string[] = [];
  for (const message of thread.slice(2)) {
    const files = (message.files ?? []).map((file) => String(file["id"]));
    if (files.length === 0) shown.push(message.text.replace(`${mark} `, ""));
    for (const id of files) shown.push(Buffer.from((await house.slack.file(id))?.bytes ?? []).toString());
  }
  return shown;
}
