import { afterAll, beforeAll, expect, it } from "vitest";

import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

let stage: Stage;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { SENDER_NAME: "name", SEND_HOLD_SECONDS: "10" } });
});
afterAll(() => stage.close());

const next = () => openTalk(stage, `Customer ${(count += 1)}`);
const senders = (talk: Talk) =>
  stage.line.phone(talk.customer).flatMap(({ from, sender }) => (from === "account" ? [sender?.name] : []));

const names: [written: string, shown: string | undefined][] = [
  ["Aki Tanaka", "Aki Tanaka"],
  ["田中 明", "田中 明"],
  ["LINE support", undefined],
  ["ＬＩＮＥ担当", undefined],
  ["Caroline", undefined],
  ["A very long name of a colleague", "A very long name of"],
];
it.each(names)("a reply of %j is shown under the name %j", async (written, shown) => {
  const talk = await next();
  const staff = await stage.staff(written);

  await talk.say(staff, "Hello");
  stage.clock.advance(10_000);
  await talk.arrived();

  expect(senders(talk)).toEqual([shown]);
});

it("words of two people go as two requests, each under its name", async () => {
  const talk = await next();
  const before = sends(stage).length;
  await talk.say(await stage.staff("Ben"), "From Ben");
  await talk.say(await stage.staff("Chie"), "From Chie");
  stage.clock.advance(10_000);
  await talk.arrived(2);

  expect(senders(talk)).toEqual(["Ben", "Chie"]);
  expect(sends(stage).length - before).toBe(2);
});

it("a name that LINE refuses for reasons of its own is left out, and the words go", async () => {
  const talk = await next();
  const property = "messages[0].sender.name";
  const body = { message: "The request body has 1 error(s)", details: [{ message: "cannot be used", property }] };
  stage.line.setFault((call, phase) => {
    const named = JSON.stringify(call.body ?? "").includes('"sender"');
    return named && call.method.endsWith("/push") && phase === "before"
      ? { kind: "answer", status: 400, body }
      : undefined;
  });

  await talk.say(await stage.staff("Police"), "All is well");
  stage.clock.advance(10_000);
  await talk.arrived();
  stage.line.setFault(undefined);
  await stage.quiet();

  expect(talk.received()).toEqual(["All is well"]);
  expect(senders(talk)).toEqual([undefined]);
  expect(stage.line.violations).toEqual([]);
});
