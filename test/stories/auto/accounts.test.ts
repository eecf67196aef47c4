/** Two LINE accounts: each has its own automatic replies. */
import { afterAll, beforeAll, expect, it } from "vitest";

import { AutoBody } from "../../../src/core/auto-rule.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { heardBy, text } from "../../support/auto.ts";
import { until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let two: TwoAccounts;
let boss: Staff;
beforeAll(async () => {
  two = await startTwoAccounts({ settings: { SEND_HOLD_SECONDS: "25" } });
  boss = await two.stage.slack.staff({ name: "boss", admin: true });
  await until("both accounts", async () => (await two.stage.db.account.count()) === 2 || undefined);
});
afterAll(async () => {
  expect([...two.tokyo.line.violations, ...two.osaka.line.violations, ...two.stage.slack.violations]).toEqual([]);
  await two.close();
});

it("a rule answers the customers of the account it was made for, and the list says whose it is", async () => {
  const { stage, tokyo, osaka } = two;
  const { id } = await stage.db.account.findFirstOrThrow({ where: { name: "Osaka" } });
  await boss.slash("/line", "auto", tokyo.channel);
  await boss.clickView(await windowOf(stage, boss), "board:auto:make:uniform", "uniform");
  await boss.submit(await windowOf(stage, boss), { account: String(id), name: "Thanks", text0: "おおきに" });
  await windowSays(stage, boss, "The automatic reply *Thanks* is saved.");

  const [east, west] = [tokyo.line.customer({ name: "East" }), osaka.line.customer({ name: "West" })];
  await east.write("Hello");
  await west.write("Hello");
  await until("the answer", () => osaka.line.phone(west).find(({ from }) => from === "account"));
  await stage.quiet();
  expect(heardBy(stage, east)).toEqual([]);

  await boss.slash("/line", "auto test Hello", tokyo.channel);
  const tried = written(await windowOf(stage, boss));
  expect(tried).toContain("Tokyo: nothing would be answered now.");
  expect(tried).toContain("Osaka: *Thanks* would answer now:");
});

it("while words of the team are held, the machine keeps quiet", async () => {
  const { stage, tokyo } = two;
  const account = await stage.db.account.findFirstOrThrow({ where: { name: "Tokyo" } });
  const customer = tokyo.line.customer({ name: "Held" });
  await customer.write("Hello", { timestamp: stage.clock.now().getTime() - 60_000 });
  const card = await until("the card", async () => (await stage.cards()).find((each) => each.text.startsWith("Held ")));
  await boss.say(tokyo.channel, "A person", { thread_ts: card.ts });
  await until("held words", () => stage.db.message.findFirst({ where: { author: "staff", state: "held" } }));
  const body = AutoBody.parse({ messages: [text("Automatic")] });
  await stage.db.autoReply.create({
    data: { accountId: account.id, position: 1, name: "All", trigger: "uniform", body },
  });
  await customer.write("Are you there?");
  await stage.inThread(card, "Are you there?");
  stage.clock.advance(30_000);
  await until("the answer", () => stage.received(customer).at(-1));
  await stage.quiet();

  const words = await stage.db.message.findMany({ where: { author: "staff" } });
  const ended = words.map(({ state, reason }) => ({ state, reason }));
  expect({ received: stage.received(customer), ended }).toEqual({
    received: ["A person"],
    ended: [{ state: "sent", reason: null }],
  });
});
