import { afterAll, beforeAll, expect, it } from "vitest";

import { seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let cards = 0;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => closeSpotless(stage));

it.each([
  ["no name", "", "Customer · LINE", "Customer"],
  ["a name of spaces and invisible characters", " \u200b\u3164\u2060 ", "Customer · LINE", "Customer"],
  ["control characters and line breaks", "Ma\u0007ri\r\nko\u0000", "Ma ri ko · LINE", "Ma ri ko"],
  ["a name that turns the writing around", "\u202eevitucexe\u202c", "evitucexe · LINE", "evitucexe"],
  ["a family of emoji", "👨‍👩‍👧 Mori", "👨‍👩‍👧 Mori · LINE", "👨‍👩‍👧 Mori"],
  ["a colleague's name", "aki", "aki · LINE", "aki"],
  ["a name that pretends to be one of the house", "aki · STAFF", "aki · STAFF · LINE", "aki · STAFF"],
  ["a ping", "<!channel> @here", "<!channel> @here · LINE", "<!channel> @here"],
  ["formatting", "*bold* :skull: `x`", "*bold* :skull: `x` · LINE", "*bold* :skull: `x`"],
])("a customer with %s", async (_what, name, username, onCard) => {
  const customer = stage.line.customer({ name });
  cards += 1;

  await customer.write("hello");
  const card = await stage.card(cards);
  const shown = await stage.inThread(card, "hello");

  expect(shown.username).toBe(username);
  expect(seen(card)[0]).toBe(`${onCard} · #${cards}`);
  expect(card.blocks?.[0]).toMatchObject({ text: { type: "plain_text", emoji: false } });
  expect(card.text).not.toContain("<!");
});

it("a customer with a name longer than Slack takes", async () => {
  const customer = stage.line.customer({ name: `${"名".repeat(300)}🍣` });

  await customer.write("hello from afar");
  const card = await stage.card(cards + 1);
  const shown = await stage.inThread(card, "hello from afar");

  expect(shown.username?.length).toBeLessThanOrEqual(80);
  expect(shown.username).toMatch(/^名+… · LINE$/);
  expect(seen(card)[0]?.length).toBeLessThanOrEqual(150);
  expect(seen(card)[0]).toContain(`#${cards + 1}`);
});
