/** Socket Mode, killed between the commit and the acknowledgement: Slack sends it again, the customer gets it once. */
import { afterAll, beforeAll, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Phase } from "../../../src/sandbox/faults.ts";
import { type House, openHouse } from "../../support/kill-harness.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ slack: { socketMode: true }, settings: { SEND_HOLD_SECONDS: "0.3" } });
});
afterAll(() => house.close());

it.each<[string, Phase]>([
  ["written down, the acknowledgement lost with the process", "before"],
  ["acknowledged, nothing delivered yet", "answered"],
])("kill -9: %s", async (_what, phase) => {
  const mark = `socket-${phase}`;
  const { line, slack, channel } = house;
  const staff = await slack.staff({ name: `aki-${phase}` });
  const customer = line.customer({ name: `Customer ${mark}` });
  await customer.write(`${mark}-0`, { timestamp: Date.now() - 3_600_000 });
  await house.settled(mark, 1);
  await slack.settled();
  const root = (await slack.history(channel)).find((message) => message.text.includes(mark));
  const onPhone = (): string[] =>
    line
      .phone(customer)
      .flatMap(({ from, message }) => (from === "account" && "text" in message ? [String(message.text)] : []));

  const death = house.killAt(({ method }) => method === "acknowledgement", phase, "app");
  const said = staff.say(channel, `${mark}-1`, { thread_ts: root?.ts ?? "" });
  await death;
  await house.start();
  await said;
  await house.settled(mark, 2);
  await until("the answer on the phone", () => onPhone()[0]);
  await slack.settled();
  await house.settled(mark, 2);

  expect(onPhone()).toEqual([`${mark}-1`]);
});
