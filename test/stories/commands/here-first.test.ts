/** With two LINE accounts: what lists all of somebody's accounts begins with those of the Slack channel where it was asked for. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";
import { windowOf, windowSays, written } from "../../support/window.ts";

let two: TwoAccounts;
let both: Staff;

beforeAll(async () => {
  two = await startTwoAccounts();
  both = await two.stage.slack.staff({ name: "both", admin: true });
  await until("both accounts", async () => (await two.stage.db.account.count()) === 2);
});
afterAll(async () => {
  expect(two.stage.slack.violations).toEqual([]);
  await two.close();
});

/** The account that is made for, unless another one is chosen. */
const chosen = (view: View): unknown =>
  (view.blocks as { element?: { action_id?: string; initial_option?: { text: { text: string } } } }[]).find(
    ({ element }) => element?.action_id === "account",
  )?.element?.initial_option?.text.text;

it.each([
  ["tags", "New tag", undefined],
  ["templates", "Name", "board:templates:make"],
  ["auto", "Name", "board:auto:make:keyword"],
])("%s: what is made is made for the account of the Slack channel", async (command, label, press) => {
  for (const [{ channel }, name] of [
    [two.osaka, "Osaka"],
    [two.tokyo, "Tokyo"],
  ] as const) {
    await both.slash("/line", command, channel);
    if (press) await both.clickView(await windowOf(two.stage, both), press, "keyword");
    expect(chosen(await windowSays(two.stage, both, label))).toBe(name);
  }
});

it("the list keeps this order when it is drawn again after a press", async () => {
  const accounts = await two.stage.db.account.findMany();
  const idOf = (name: string): string => String(accounts.find((account) => account.name === name)?.id);

  await both.slash("/line", "tags", two.osaka.channel);
  await both.submit(await windowOf(two.stage, both), { new0: "VIP", account: idOf("Tokyo") });
  await both.submit(await windowSays(two.stage, both, "The tag *VIP* is there now."), {
    new1: "常連",
    account: idOf("Osaka"),
  });

  const list = await windowSays(two.stage, both, "常連");
  expect(written(list)).toMatch(/Osaka.*常連.*Tokyo.*VIP/su);
  expect(chosen(list)).toBe("Osaka");
});
