/** An automatic reply, and the app dies around it: the customer has it once at most, and the thread says what happened. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Call, Phase } from "../../../src/sandbox/faults.ts";
import type { House } from "../../support/kill-harness.ts";
import { openStreet, type Street } from "../../support/street.ts";

let street: Street;

const RULE = `
  INSERT INTO auto_reply (account_id, position, name, trigger, body)
  SELECT id, 1, 'Hours', 'uniform', '{"everyTime": true, "messages": [{"text": "9 to 18.", "buttons": []}]}' FROM account
  WHERE NOT EXISTS (SELECT FROM auto_reply)`;

beforeAll(async () => {
  street = await openStreet(2, {});
});
afterAll(() => street.close());

const says = (call: Call, words: string): boolean => JSON.stringify(call.body).includes(words);
const atReply = (call: Call): boolean => call.method.endsWith("/message/reply");
const atNotice = (call: Call): boolean => call.method === "chat.postMessage" && says(call, "Automatic reply");

const SENT = { phone: 1, told: "Automatic reply (Hours)" };
const UNKNOWN = "nobody knows whether the customer got it";

const cases: { at: (call: Call) => boolean; name: string; phase: Phase; ends: { phone: number; told: string }[] }[] = [
  { name: "the reply", at: atReply, phase: "before", ends: [{ phone: 0, told: UNKNOWN }] },
  { name: "the reply", at: atReply, phase: "after", ends: [{ phone: 1, told: UNKNOWN }] },
  { name: "the reply", at: atReply, phase: "answered", ends: [SENT, { phone: 1, told: UNKNOWN }] },
  { name: "the line in the thread", at: atNotice, phase: "before", ends: [SENT] },
  { name: "the line in the thread", at: atNotice, phase: "after", ends: [SENT] },
];

describe.concurrent("an automatic reply", () => {
  it.each(cases)("is said once at most when the app dies at $name, $phase", { timeout: 300_000 }, async (each) => {
    const ended = await street.inAHouse((house) => play(house, each));

    expect(each.ends).toContainEqual({ phone: ended.phone, told: ended.told });
    // nobody has answered yet, and nothing was pushed
    expect({ waits: ended.waits, lines: ended.lines, billed: ended.billed }).toEqual({
      waits: true,
      lines: 1,
      billed: 0,
    });
  });
});

let count = 0;

async function play(house: House, { at, phase }: (typeof cases)[number]) {
  count += 1;
  const mark = `Automatic${count}x`;
  const { line, slack, channel } = house;
  const customer = line.customer({ name: mark });
  await until("the account", async () => (await house.look("SELECT FROM account"))[0]);
  await house.look(RULE);
  await house.look("DELETE FROM budget");

  const death = house.killAt(at, phase, "app");
  await customer.write(`${mark}-1`);
  await death;
  await house.start();
  await house.settled(mark, 1);

  const [root] = (await slack.history(channel)).filter((message) => message.text.includes(mark));
  const lines = (await slack.thread(channel, root?.ts ?? "")).filter(({ text }) => /automatic reply/i.test(text));
  const [row] = await house.look<{ waits: boolean }>(
    "SELECT waiting_since IS NOT NULL AS waits FROM conversation WHERE line_id = $1",
    [customer.userId],
  );
  const said = lines[0]?.text ?? "";
  return {
    phone: line.phone(customer).filter(({ from }) => from === "account").length,
    told: [SENT.told, UNKNOWN].find((words) => said.includes(words)) ?? said,
    lines: lines.length,
    waits: row?.waits,
    billed: line.billed(),
  };
}
