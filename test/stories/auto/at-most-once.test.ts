/** When the machine is quiet, and that it says nothing twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closedNow, dropRules, heardBy, makeRule, openAccount, text } from "../../support/auto.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { arrivedAt, cardOf } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let count = 0;

beforeAll(async () => {
  stage = await startStage({ started: false, settings: { GROUPS: "on" } });
  await openAccount(stage, { hours: closedNow(stage) });
  await stage.start();
  aki = await stage.staff();
  await stage.start();
});
afterEach(async () => {
  stage.line.setFault(undefined);
  await stage.quiet();
  await dropRules(stage);
});
afterAll(() => closeSpotless(stage));

const fresh = (): Customer => stage.line.customer({ name: `Guest ${(count += 1)}` });

describe("nobody hears the machine", () => {
  const everything = () => makeRule(stage, "uniform", { everyTime: true, messages: [text("Automatic")] });
  const heard = async (customer: Customer): Promise<unknown[]> => {
    await stage.quiet();
    return heardBy(stage, customer);
  };

  it("in groups", async () => {
    await everything();
    const customer = fresh();
    const group = stage.line.group({ name: "Friends", members: [customer] });
    await customer.write("Hello", { in: group });

    await stage.card();
    await stage.quiet();
    expect(stage.line.phone(group).filter(({ from }) => from === "account")).toEqual([]);
  });

  it("for what LINE delivers again, and for what is older than 50 seconds", async () => {
    await everything();
    const [again, old] = [fresh(), fresh()];
    const event = await again.write("Delivered again", { deliver: false });
    await event.redeliver();
    await old.write("A minute ago", { timestamp: stage.clock.now().getTime() - 51_000 });

    expect(await heard(again)).toEqual([]);
    expect(await heard(old)).toEqual([]);
  });

  it("while another tool holds the chat", async () => {
    await everything();
    const customer = fresh();
    await customer.write("Hello", { mode: "standby" });

    expect(await heard(customer)).toEqual([]);
  });

  it("in a muted chat", async () => {
    const customer = fresh();
    await customer.write("Before");
    await stage.quiet();
    await stage.db.conversation.updateMany({ where: { lineId: customer.userId }, data: { muted: "muted" } });
    await everything();
    await customer.write("Hello");

    expect(await heard(customer)).toEqual([]);
  });

  it("in a chat that somebody switched to manual, until it is switched back", async () => {
    const customer = fresh();
    await customer.write("Before");
    await stage.quiet();
    const { id } = await stage.db.conversation.findFirstOrThrow({ where: { lineId: customer.userId } });
    await everything();
    await aki.slash("/line", `manual ${id}`, stage.channel);
    await stage.quiet();
    await customer.write("Hello");
    expect(await heard(customer)).toEqual([]);

    await aki.slash("/line", `manual ${id} off`, stage.channel);
    await stage.quiet();
    stage.clock.advance(15_000);
    await customer.write("Hello again");
    await arrivedAt(stage, customer, 1);
    expect(stage.received(customer)).toEqual(["Automatic"]);
  });

  it("once a rule is off", async () => {
    const id = await everything();
    await stage.db.autoReply.update({ where: { id }, data: { enabled: false } });
    const customer = fresh();
    await customer.write("Hello");

    expect(await heard(customer)).toEqual([]);
  });
});

describe("at most once", () => {
  const everything = () => makeRule(stage, "uniform", { name: "All", messages: [text("Automatic")] });

  it("for words that are written at once: in one request of LINE, or at two instances", async () => {
    await everything();
    const [one, two] = [fresh(), fresh()];
    const events = [await one.write("a", { deliver: false }), await one.write("b", { deliver: false })];
    await stage.line.deliver(events);
    const [first, second] = [await two.write("a", { deliver: false }), await two.write("b", { deliver: false })];
    stage.line.setWebhook(`${stage.apps[0]?.url}/line/webhook`);
    const delivered = first.deliver();
    stage.line.setWebhook(`${stage.apps[1]?.url}/line/webhook`);
    await Promise.all([delivered, second.deliver()]);
    await stage.quiet();

    expect(stage.received(one)).toEqual(["Automatic"]);
    expect(stage.received(two)).toEqual(["Automatic"]);
  });

  it("for an event that arrives twice", async () => {
    await everything();
    const customer = fresh();
    const event = await customer.write("Twice", { deliver: false });
    await Promise.all([event.deliver(), event.deliver()]);
    await event.deliver();
    await stage.quiet();

    expect(stage.received(customer)).toEqual(["Automatic"]);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)(
    "when LINE's answer is lost %s it acts: the thread says so and nothing is repeated",
    async (when, got) => {
      await everything();
      stage.line.setFault((call, phase) =>
        call.method.endsWith("/reply") && phase === when ? { kind: "reset" } : undefined,
      );
      const customer = fresh();
      await customer.write("Hello");
      const told = await stage.inThread(await cardOf(stage, customer), "nobody knows whether the customer got it");
      stage.line.setFault(undefined);
      await stage.quiet();

      expect(told.text).toContain("Automatic");
      expect(stage.received(customer)).toHaveLength(got);
      expect(stage.line.billed()).toBe(0);
    },
  );

  it("and never late: when the minute of the token is over, the thread says that nothing went", async () => {
    await makeRule(stage, "uniform", { messages: [text("Hello {name}")] });
    let over = false;
    stage.line.setFault((call, phase) => {
      if (!over && phase === "before" && call.method.includes("/profile/")) stage.clock.advance(60_000);
      over ||= call.method.includes("/profile/");
      return undefined;
    });
    const customer = fresh();
    await customer.write("Hello");
    const told = await stage.inThread(await cardOf(stage, customer), "came too late to be sent");
    await stage.quiet();

    expect(told.text).toContain("The customer got none.");
    expect(stage.received(customer)).toEqual([]);
    expect(stage.line.billed()).toBe(0);
  });

  it("when LINE refuses: the thread says why, nothing is pushed, and the next words are answered", async () => {
    await makeRule(stage, "uniform", { name: "Away", when: "closed", messages: [text("Automatic")] });
    stage.line.setFault((call, phase) =>
      call.method.endsWith("/reply") && phase === "before"
        ? { kind: "answer", status: 400, body: { message: "The request body has 1 error(s)" } }
        : undefined,
    );
    const customer = fresh();
    await customer.write("Hello");
    await stage.inThread(await cardOf(stage, customer), "LINE refused it");
    stage.line.setFault(undefined);
    await stage.quiet();
    expect(stage.received(customer)).toEqual([]);

    stage.clock.advance(20_000);
    await customer.write("Hello?");
    expect(await arrivedAt(stage, customer, 1)).toEqual(["Automatic"]);
    expect(stage.line.billed()).toBe(0);
  });
});
