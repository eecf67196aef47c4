import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const WAITS = "Needs an answer";
const ANSWERED = "Answered";

let stage: Stage;
let aki: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
});
afterAll(() => stage.close());

const next = () => openTalk(stage, `Customer ${(count += 1)}`);
const settled = async (talk: Talk) => {
  await stage.quiet();
  return talk.status();
};

it("a customer waits until LINE has accepted an answer", async () => {
  const talk = await next();
  let down = true;
  stage.line.setFault((call, phase) =>
    down && call.method.endsWith("/push") && phase === "before" ? { kind: "answer", status: 500 } : undefined,
  );
  const asked = await settled(talk);
  await talk.say(aki, "We are open");
  await talk.told("LINE does not answer");
  const meanwhile = await talk.status();
  down = false;
  stage.clock.advance(60_000);
  await talk.arrived();

  expect(asked).toContain(WAITS);
  expect(meanwhile).toContain(WAITS);
  expect(await settled(talk)).toContain(ANSWERED);
});

it("an internal comment is no answer", async () => {
  const talk = await next();

  await talk.say(aki, "// who takes this?");

  expect(await settled(talk)).toContain(WAITS);
});

it("an answer that was written before the newest words does not answer them", async () => {
  const talk = await next();
  const said = await talk.say(aki, "Yes, tomorrow", { deliver: false });
  const later = (Number(said.ts) + 2) * 1000;
  await talk.customer.write("And on Sunday?", { timestamp: Math.floor(later) });
  await talk.told("And on Sunday?");
  await said.deliver();
  await talk.arrived();
  const status = await settled(talk);
  const row = await stage.db.conversation.findFirst({ where: { lineId: talk.customer.userId } });

  expect(status).toContain(WAITS);
  expect(row?.waitingSince?.getTime()).toBe(Math.floor(later));
});

it("one answer answers everything that was written before it", async () => {
  const talk = await next();
  for (const words of ["One", "Two", "Three"]) {
    await talk.customer.write(words, { timestamp: stage.clock.now().getTime() - 5 * 60_000 });
    await talk.told(words);
  }

  await talk.say(aki, "To all three");
  await talk.arrived();

  expect(await settled(talk)).toContain(ANSWERED);
});

it("a customer's words that arrive late, written before the answer, are answered already", async () => {
  const talk = await next();
  await talk.say(aki, "Here you are");
  await talk.arrived();
  await talk.customer.write("Delayed by the network", { timestamp: stage.clock.now().getTime() - 10 * 60_000 });
  await talk.told("Delayed by the network");

  expect(await settled(talk)).toContain(ANSWERED);
});

it("words that LINE refused are no answer", async () => {
  const talk = await next();
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/push") && phase === "before"
      ? { kind: "answer", status: 400, body: { message: "Failed to send messages" } }
      : undefined,
  );
  await talk.say(aki, "Refused");
  await talk.told("LINE refused the message");
  stage.line.setFault(undefined);

  expect(await settled(talk)).toContain(WAITS);
});
