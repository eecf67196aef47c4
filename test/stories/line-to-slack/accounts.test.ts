import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Stage, startStage, until } from "../../support/stage.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

describe("two LINE accounts in one workspace", () => {
  let two: TwoAccounts;
  beforeAll(async () => {
    two = await startTwoAccounts();
  });
  afterAll(() => two.close());

  it("each live in their own Slack channel, and answers go to the right customer", async () => {
    const { stage, tokyo, osaka } = two;
    const ayumi = tokyo.line.customer({ name: "Ayumi" });
    const botan = osaka.line.customer({ name: "Botan" });
    const aki = await stage.staff();

    await ayumi.write("to Tokyo");
    await botan.write("to Osaka");
    await stage.quiet();
    const inTokyo = await stage.slack.history(tokyo.channel);
    const inOsaka = await stage.slack.history(osaka.channel);
    await aki.say(osaka.channel, "from Osaka", { thread_ts: inOsaka[0]?.ts ?? "" });
    await until("the answer", () => osaka.line.phone(botan)[1]);

    expect(inTokyo.map((each) => each.text)).toEqual([expect.stringMatching(/^Ayumi · #\d: to Tokyo$/)]);
    expect(inOsaka.map((each) => each.text)).toEqual([expect.stringMatching(/^Botan · #\d: to Osaka$/)]);
    expect(tokyo.line.phone(ayumi)).toHaveLength(1);
  });

  it("do not take each other's signature: the destination says whose secret counts", async () => {
    const { stage, tokyo, osaka } = two;
    const customer = tokyo.line.customer({ name: "Eve" });
    const { event } = await customer.write("signed by the wrong account", { deliver: false });

    const wrong = await tokyo.line.post([event], { secret: osaka.line.channelSecret });
    const right = await tokyo.line.post([event]);
    await stage.quiet();

    expect(wrong.status).toBe(401);
    expect(right.status).toBe(200);
    expect(
      (await stage.slack.history(tokyo.channel)).filter((each) => each.text.includes("wrong account")),
    ).toHaveLength(1);
    expect((await stage.slack.history(osaka.channel)).filter((each) => each.text.includes("wrong account"))).toEqual(
      [],
    );
  });

  it("keep what one person says to both apart", async () => {
    const { stage, tokyo, osaka } = two;
    const person = tokyo.line.customer({ name: "Both" });
    const { event } = await person.write("same id, two accounts", { deliver: false });

    await tokyo.line.post([event]);
    await osaka.line.post([{ ...event, webhookEventId: "01OSAKA0000000000000000000" }]);
    await stage.quiet();

    expect(await stage.db.conversation.count({ where: { lineId: person.userId } })).toBe(2);
    expect((await stage.slack.history(osaka.channel)).at(-1)?.text).toContain("same id, two accounts");
  });
});

describe("while a channel secret is being replaced", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ started: false });
    stage.settings["LINE_CHANNEL_SECRET"] = `${"0".repeat(31)}a,${stage.line.channelSecret}`;
    await stage.start();
  });
  afterAll(() => stage.close());

  it("both secrets are good, and no third one", async () => {
    const { line } = stage;

    const statuses = [
      (await line.post([], { secret: `${"0".repeat(31)}a` })).status,
      (await line.post([])).status,
      (await line.post([], { secret: `${"0".repeat(31)}b` })).status,
    ];

    expect(statuses).toEqual([200, 200, 401]);
  });
});
