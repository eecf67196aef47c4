/** LINE is away at the very first start: what is said in the Slack channel of an account that is not known yet. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { watch } from "../../support/doors.ts";
import { until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

const NOT_CONNECTED = 'Nothing was changed: the LINE account "Tokyo" is not connected to LINE yet.';

let two: TwoAccounts;
/** Each is an admin, and a member of one account's Slack channel. */
let ofOsaka: Staff;
let ofTokyo: Staff;
beforeAll(async () => {
  two = await startTwoAccounts({ line: { fault: () => ({ kind: "reset" }) } });
  ofOsaka = await two.stage.slack.staff({ name: "mio", admin: true, notIn: ["tokyo"] });
  ofTokyo = await two.stage.slack.staff({ name: "kai", admin: true, notIn: ["osaka"] });
  await two.osaka.line.customer({ name: "Mika" }).write("Hello?");
  await two.stage.quiet();
});
afterAll(() => two.close());

const say = async (who: Staff, words: string): Promise<string> =>
  (await watch(two.stage, who, () => who.slash("/line", words, two.tokyo.channel))).text;

const osaka = async (): Promise<unknown> =>
  (await two.stage.db.account.findFirstOrThrow({ where: { name: "Osaka" } })).settings;

it.each(["hours mon-fri 9-18", "hours always", "hours edit", "target 30m", "digest 9:00", "digest now"])(
  "changes no other account: /line %s",
  async (words) => {
    const before = await osaka();

    expect(await say(ofOsaka, words)).toContain(NOT_CONNECTED);
    expect(await osaka()).toEqual(before);
    expect(await two.stage.db.audit.count()).toBe(0);
  },
);

it("tells its members that it is not connected, not that they are no members", async () => {
  expect(await say(ofTokyo, "hours mon-fri 9-18")).toContain(NOT_CONNECTED);
});

it("an account that is named is changed from there as ever", async () => {
  expect(await say(ofOsaka, "hours Osaka mon-fri 9-18")).toContain('Response hours of "Osaka"');
});

it("LINE is asked again: once it answers, its members change it, and nobody else does", async () => {
  two.tokyo.line.setFault(undefined);
  const isKnown = async (): Promise<boolean> => (await say(ofTokyo, "hours")).includes("No response hours are set");
  await until("Tokyo is known", isKnown);

  expect(await say(ofTokyo, "hours sat 10-12")).toContain('Response hours of "Tokyo"');
  expect(await say(ofOsaka, "hours always")).toMatch(/only members of .* may work on these chats/);
});
