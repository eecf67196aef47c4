import { afterAll, beforeAll, expect, it } from "vitest";

import type { FaultAction, Phase } from "../../../src/sandbox/faults.ts";
import { monthlyLimit } from "../../../src/sandbox/line/trouble.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

const QUESTION = "nobody knows whether the customer got this";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  ben = await stage.staff("ben");
});
afterAll(() => stage.close());

async function unclear(action: FaultAction, at: Phase): Promise<{ talk: Talk; said: { ts: string; channel: string } }> {
  const talk = await openTalk(stage, `Customer ${(count += 1)}`, { fresh: true });
  stage.line.setFault((call, phase) => (call.method.endsWith("/reply") && phase === at ? action : undefined));
  const said = await talk.say(aki, "Did you get this?");
  await talk.told(QUESTION);
  stage.line.setFault(undefined);
  await stage.quiet();
  return { talk, said };
}

const question = async (talk: Talk) => ({ channel: stage.channel, ts: (await talk.told(QUESTION)).ts });

const ends: { what: string; action: FaultAction; at: Phase; got: string[] }[] = [
  { what: "cut after LINE acted", action: { kind: "reset" }, at: "after", got: ["Did you get this?"] },
  { what: "cut before LINE acted", action: { kind: "reset" }, at: "before", got: [] },
  {
    what: "answered by 500 after LINE acted",
    action: { kind: "answer", status: 500 },
    at: "after",
    got: ["Did you get this?"],
  },
  { what: "answered by 500 instead of acting", action: { kind: "answer", status: 500 }, at: "before", got: [] },
];
it.each(ends)("a reply that was $what is asked about, and never sent again by itself", async ({ action, at, got }) => {
  const before = sends(stage).length;

  const { talk, said } = await unclear(action, at);
  stage.clock.advance(60_000);
  await stage.quiet();

  expect(sends(stage).length - before).toBe(1);
  expect(talk.received()).toEqual(got);
  expect(await talk.marks(said)).toEqual(["question"]);
});

it("a reply without any answer is asked about", async () => {
  const before = sends(stage).length;

  const { talk } = await unclear({ kind: "hang", milliseconds: 20_000 }, "after");

  expect(sends(stage).length - before).toBe(1);
  expect(talk.received()).toEqual(["Did you get this?"]);
}, 60_000);

it('"send" sends it, once, though two people press', async () => {
  const { talk, said } = await unclear({ kind: "reset" }, "before");
  const place = await question(talk);

  await Promise.all([aki.click(place, "choice:send"), ben.click(place, "choice:send")]);
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["Did you get this?"]);
  expect(await talk.marks(said)).toEqual(["white_check_mark"]);
  expect((await stage.slack.message(stage.channel, place.ts))?.text).toContain("had it sent");
});

it('"leave" leaves it, and a later "send" changes nothing', async () => {
  const { talk, said } = await unclear({ kind: "reset" }, "after");
  const place = await question(talk);
  const before = (await stage.slack.message(stage.channel, place.ts))?.blocks ?? [];

  await ben.click(place, "choice:leave");
  await stage.quiet();
  await pressOld(place, before);
  await stage.quiet();

  expect(talk.received()).toEqual(["Did you get this?"]);
  expect(await talk.marks(said)).toEqual(["wastebasket"]);
  expect((await stage.slack.message(stage.channel, place.ts))?.text).toContain("left it unsent");
});

it("a second press on a question is no answer to the next one", async () => {
  const { talk } = await unclear({ kind: "reset" }, "before");
  const place = await question(talk);
  const buttons = (await stage.slack.message(stage.channel, place.ts))?.blocks ?? [];
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/push") && phase === "before" ? monthlyLimit : undefined,
  );
  await ben.click(place, "choice:send");
  await talk.told("are used up");
  await stage.quiet();
  stage.line.setFault(undefined);
  const before = sends(stage).length;

  await pressOld(place, buttons);
  await stage.quiet();
  const after = sends(stage).length;
  await ben.click({ channel: stage.channel, ts: (await talk.told("are used up")).ts }, "choice:send");
  await talk.arrived();

  expect(after).toBe(before);
  expect(talk.received()).toEqual(["Did you get this?"]);
});

it("an edit is no answer to the question", async () => {
  const { said } = await unclear({ kind: "reset" }, "after");
  const before = sends(stage).length;

  await aki.edit(said, "Did you get this? I ask again");
  await stage.quiet();

  expect(sends(stage).length).toBe(before);
});

/** A colleague's window that still shows the buttons. */
async function pressOld({ ts }: { ts: string }, blocks: Record<string, unknown>[]): Promise<void> {
  const buttons = blocks.flatMap((block) => (block["elements"] ?? []) as { action_id?: string; value?: string }[]);
  const send = buttons.find(({ action_id }) => action_id === "choice:send");
  const payload = {
    type: "block_actions",
    user: { id: aki.userId },
    container: { type: "message", message_ts: ts, channel_id: stage.channel },
    actions: [{ ...send, type: "button", action_ts: "2.000002" }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const delivery = await stage.slack.post(body, { "content-type": "application/x-www-form-urlencoded" });
  expect(delivery.status).toBe(200);
}
