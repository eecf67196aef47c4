/** What is chosen in a window, killed on its way: the customer has it once, with its quote. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../../../src/cli/sandbox/world.ts";
import type { Phase } from "../../../src/sandbox/faults.ts";
import type { House } from "../../support/kill-harness.ts";
import { openStreet, type Street } from "../../support/street.ts";

let street: Street;
let count = 0;
beforeAll(async () => {
  street = await openStreet(2, { settings: { SEND_HOLD_SECONDS: "0.3" } });
});
afterAll(() => street.close());

const HOUR = 3_600_000;

async function begun(house: House) {
  const number = (count += 1);
  const words = `word${number}x`;
  const { line, slack, channel } = house;
  const customer = line.customer({ name: `Chooser ${number}` });
  const { event } = await customer.write(words, { timestamp: Date.now() - HOUR });
  await house.settled(words, 1);
  const card = (await slack.history(channel)).find(({ text }) => text.startsWith(`Chooser ${number} `));
  const post = (await slack.thread(channel, String(card?.ts))).find(({ text }) => text === words);
  if (!card || !post) throw new Error("no thread");
  const staff = await slack.staff({ name: `aki${number}` });
  const { quoteToken } = event["message"] as { quoteToken: string };
  // each its own, for they share the houses
  return { customer, card, post, staff, quoteToken, stickerId: String(16_581_241 + number) };
}

/** The newest window that says this. */
const shows = ({ slack }: House, says: string) =>
  until(
    `a window that says ${says}`,
    () => slack.views.findLast(({ view }) => JSON.stringify(view).includes(says))?.view,
  );

const phases: Phase[] = ["before", "after", "answered"];

describe.concurrent("a sticker that quotes", () => {
  it.each(phases)("is on the phone once when the app dies %s LINE takes it", { timeout: 600_000, retry: 0 }, (phase) =>
    street.inAHouse(async (house) => {
      const { customer, post, staff, quoteToken, stickerId } = await begun(house);
      await staff.shortcut("reply_to_message", { channel: house.channel, ts: post.ts });
      await staff.clickView(await shows(house, "With a sticker instead"), "quote:sticker");
      await staff.clickView(await shows(house, "The sticker quotes the message"), `board:stickers:take:${stickerId}`);
      const death = house.killAt((call) => call.method.endsWith("/message/push"), phase, "app");
      await staff.submit(await shows(house, "The customer will see this:"));
      await death;
      await house.start();
      const stickers = () =>
        house.line.phone(customer).flatMap(({ from, message }) => (from === "account" ? [message] : []));
      await until("the sticker", () => stickers().length > 0);
      await house.settled(stickerId, 1);

      expect(stickers()).toEqual([{ type: "sticker", packageId: "8515", stickerId, quoteToken }]);
      expect(house.line.violations).toEqual([]);
    }),
  );
});

it("buttons are on the phone once when the app dies at LINE's dry run", { timeout: 600_000, retry: 0 }, () =>
  street.inAHouse(async (house) => {
    const { customer, card, staff } = await begun(house);
    const number = /#(\d+)/.exec(card.text)?.[1] ?? "";
    await staff.slash("/line", `button ${number}`, house.channel);
    const form = await shows(house, "Text above the buttons");
    await staff.submit(form, { text: "Pay here please", label1: "Pay", target1: "https://pay.example" });
    const death = house.killAt((call) => call.method.endsWith("/validate/push"), "before", "app");
    await staff.submit(await shows(house, "Pay → https://pay.example"));
    await death;
    await house.start();
    const seen = () => house.line.phone(customer).filter(({ from }) => from === "account");
    await until("the buttons", () => seen().length > 0);
    await house.settled("Pay here please", 1);

    expect(seen().map(({ message }) => message.type)).toEqual(["template"]);
  }),
);
