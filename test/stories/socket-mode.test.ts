/** Threadline in Socket Mode: the same stories over a line that it opens, and what may happen to that line. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { examine } from "../../src/cli/doctor/examine.ts";
import type { Customer } from "../../src/sandbox/line/types.ts";
import type { Message, Staff } from "../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../support/stage.ts";
import { windowOf } from "../support/window.ts";

let stage: Stage;
let customer: Customer;
let aki: Staff;
let card: Message;
beforeAll(async () => {
  stage = await startStage({ slack: { socketMode: true, retries: [0, 500, 1_000, 2_000, 4_000] } });
  await connected(2);
  customer = stage.line.customer({ name: "Sakura" });
  aki = await stage.staff();
  await customer.write("Hello?");
  card = await stage.card();
  await stage.inThread(card, "Hello?");
  await stage.quiet();
});
afterAll(() => stage.close());

const connected = (count: number): Promise<unknown> =>
  until(`${count} connections`, () => stage.slack.socket?.connections() === count || undefined);

const opened = (): number => stage.slack.calls.filter(({ method }) => method === "apps.connections.open").length;

const onPhone = (words: string): Promise<unknown> =>
  until(`"${words}" on the phone`, () => stage.received(customer).includes(words) || undefined);

const timesOnPhone = (words: string): number => stage.received(customer).filter((each) => each === words).length;

const metric = async (state: string): Promise<number> => {
  const text = await (await fetch(`${stage.url()}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`threadline_slack_connections{state="${state}"}`));
  return Number(line?.split(" ").at(-1));
};

describe("over the line", () => {
  it("an answer in the thread is acknowledged after it is stored, and reaches the customer", async () => {
    const said = await aki.say(stage.channel, "over the line", { thread_ts: card.ts });
    const stored = await stage.db.message.count({ where: { deskTs: said.ts } });
    await onPhone("over the line");

    expect([said.delivery.status, stored]).toEqual([200, 1]);
    expect(timesOnPhone("over the line")).toBe(1);
  });

  it("a slash command is answered in the acknowledgement, as over HTTP", async () => {
    const { status, answer } = await aki.slash("/line", "help", stage.channel);

    expect(status).toBe(200);
    expect(JSON.stringify(answer ?? stage.slack.ephemerals.at(-1))).toContain("inbox");
  });

  it("a modal is opened, refuses what it cannot take in the acknowledgement, and takes the rest", async () => {
    await aki.slash("/line", "name 1", stage.channel);
    const long = await aki.submit(await windowOf(stage, aki), { name: "x".repeat(61) });
    const good = await aki.submit(await windowOf(stage, aki), { name: "Ms Tanaka" });
    const named = await until(
      "the name",
      async () => (await stage.db.conversation.findFirst())?.staffName ?? undefined,
    );

    expect(long.answer).toMatchObject({ response_action: "errors" });
    expect([good.status, named]).toEqual([200, "Ms Tanaka"]);
    expect(stage.slack.violations).toEqual([]);
  });

  it("there is no door for Slack's requests over HTTP", async () => {
    const response = await fetch(`${stage.url()}/slack/events`, { method: "POST", body: "{}" });

    expect(response.status).toBe(404);
    expect([await metric("open"), await metric("wanted")]).toEqual([2, 2]);
  });
});

it("the doctor finds the line open, and asks for no request URL", async () => {
  const findings = await examine({ ...stage.settings, PORT: "0" });

  expect(findings.map(({ kind }) => kind)).toContain("slackSocket");
  expect(findings.map(({ kind }) => kind)).not.toContain("slackDoor");
});

describe("the line", () => {
  it("the same event again, in another envelope, is acknowledged and says nothing twice", async () => {
    const said = await aki.say(stage.channel, "said once", { thread_ts: card.ts });
    await onPhone("said once");
    const again = [await said.redeliver(1), await said.redeliver(2)];
    await stage.quiet();

    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    expect(timesOnPhone("said once")).toBe(1);
  });

  it("an acknowledgement that is lost: Slack sends it again, the customer gets it once", async () => {
    let lost = 0;
    stage.slack.setFault(({ method }, phase) => {
      if (method !== "acknowledgement" || phase !== "before" || lost > 1) return undefined;
      lost += 1;
      return { kind: "reset" };
    });
    await aki.say(stage.channel, "lost twice", { thread_ts: card.ts });
    stage.slack.setFault(undefined);
    await onPhone("lost twice");
    await stage.quiet();

    expect(lost).toBeGreaterThan(0);
    expect(timesOnPhone("lost twice")).toBe(1);
  });

  it.each(["warning", "refresh_requested"] as const)(
    "a renewal (%s) and a cut: nothing is lost while it connects again",
    async (reason) => {
      const before = opened();
      stage.slack.socket?.disconnect(reason);
      await aki.say(stage.channel, `during ${reason}`, { thread_ts: card.ts });
      await until("two new lines", () => opened() >= before + 2 || undefined);
      await connected(2);
      stage.slack.socket?.cut();
      await aki.say(stage.channel, `after the cut, ${reason}`, { thread_ts: card.ts });
      await until("two more lines", () => opened() >= before + 4 || undefined);
      await connected(2);
      await onPhone(`during ${reason}`);
      await onPhone(`after the cut, ${reason}`);
      await stage.quiet();

      expect([timesOnPhone(`during ${reason}`), timesOnPhone(`after the cut, ${reason}`)]).toEqual([1, 1]);
    },
  );
});

it("two instances: four lines, each event over any of them, each answer once", async () => {
  const two = await startStage({ slack: { socketMode: true }, instances: 2 });
  await until("four lines", () => two.slack.socket?.connections() === 4 || undefined);
  const writer = two.line.customer({ name: "Yuki" });
  const ben = await two.staff("ben");
  await writer.write("Hi");
  const root = await two.card();
  await two.inThread(root, "Hi");
  const words = Array.from({ length: 8 }, (_, index) => `answer ${index}`);

  const said = await Promise.all(words.map((each) => ben.say(two.channel, each, { thread_ts: root.ts })));
  await Promise.all(said.map((each) => each.redeliver(1)));
  await until("all answers", () => two.received(writer).length >= words.length || undefined);
  await two.quiet();

  expect(two.received(writer).toSorted()).toEqual(words);
  await two.close();
});

it("a token that Slack refuses: told once to who is in charge, seen in the metrics, and LINE goes on", async () => {
  const refused = await startStage({ slack: { socketMode: true }, started: false });
  const boss = await refused.staff("boss");
  refused.settings["ADMIN_ALERT"] = boss.userId;
  refused.slack.refuseAppToken("token_revoked");
  await refused.start();
  const words = await until("the alert", async () =>
    (await refused.slack.directMessages(boss.userId)).find(({ text }) => text.includes("SLACK_APP_TOKEN")),
  );
  await refused.line.customer({ name: "Ken" }).write("still there?");
  await refused.inThread(await refused.card(), "still there?");
  const text = await (await fetch(`${refused.url()}/metrics`)).text();

  expect(words.text).toContain("token_revoked");
  expect(text).toContain('threadline_slack_connections{state="open"} 0');
  expect((await fetch(`${refused.url()}/readyz`)).status).toBe(200);
  await refused.close();
});
