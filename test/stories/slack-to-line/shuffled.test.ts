import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let talk: Talk;
let count = 0;
beforeAll(async () => {
  stage = await startStage({ settings: { SEND_HOLD_SECONDS: "5" } });
  aki = await stage.staff();
});
beforeEach(async () => {
  talk = await openTalk(stage, `Customer ${(count += 1)}`);
});
afterAll(() => stage.close());

/** Slack's events of what happens inside, in the order in which they were made, kept from the app. */
async function withheld(act: () => Promise<unknown>): Promise<(() => Promise<unknown>)[]> {
  const { slack } = stage;
  const url = `${stage.url()}/slack/events`;
  const events: Record<string, unknown>[] = [];
  slack.setRequestUrl("http://127.0.0.1:9/");
  const before = slack.events.length;
  await act();
  events.push(
    ...slack.events
      .slice(before)
      .filter(({ echo }) => !echo)
      .map(({ body }) => body),
  );
  slack.setRequestUrl(url);
  return events.map((body) => () => slack.post(JSON.stringify(body), { "content-type": "application/json" }));
}

async function over(): Promise<void> {
  stage.clock.advance(6_000);
  await stage.quiet();
}

it("an edit that comes before its message: the edited words go, once", async () => {
  const [message, edit] = await withheld(async () => aki.edit(await talk.say(aki, "We open at 10"), "We open at 11"));

  await edit?.();
  await message?.();
  await over();

  expect(talk.received()).toEqual(["We open at 11"]);
});

it("a deletion that comes before its message: nothing goes", async () => {
  const [message, deletion] = await withheld(async () => aki.remove(await talk.say(aki, "Wrong window")));

  await deletion?.();
  await message?.();
  await over();

  expect(talk.received()).toEqual([]);
});

it("an older edit that comes after a newer one changes nothing", async () => {
  const events = await withheld(async () => {
    const said = await talk.say(aki, "One");
    await aki.edit(said, "Two");
    await aki.edit(said, "Three");
  });
  const [message, older, newer] = events;

  await message?.();
  await newer?.();
  await older?.();
  await over();

  expect(talk.received()).toEqual(["Three"]);
});

it("every event several times: once", async () => {
  const events = await withheld(async () => aki.edit(await talk.say(aki, "Now"), "Now and then"));

  for (const event of [...events, ...events, ...events.toReversed()]) await event();
  await over();
  for (const event of events) await event();
  await over();

  expect(talk.received()).toEqual(["Now and then"]);
});

it("all at the same moment, over and over: edited words go once, deleted words never", async () => {
  const edited = await withheld(async () => aki.edit(await talk.say(aki, "Draft"), "Final"));
  const deleted = await withheld(async () => aki.remove(await talk.say(aki, "Never")));
  const all = [...edited, ...deleted];

  for (let round = 0; round < 3; round += 1) await Promise.all([...all, ...all].map((event) => event()));
  await over();

  expect(talk.received()).toEqual(["Final"]);
});

it("message and deletion in one commit: nothing goes, whichever came first", async () => {
  const pairs = await Promise.all(
    Array.from({ length: 8 }, (_, index) => openTalk(stage, `Pair ${count} ${String.fromCodePoint(65 + index)}`)),
  );
  const events: (() => Promise<unknown>)[] = [];
  for (const pair of pairs) events.push(...(await withheld(async () => aki.remove(await pair.say(aki, "Oops")))));

  await Promise.all(events.map((event) => event()));
  await over();

  expect(pairs.flatMap((pair) => pair.received())).toEqual([]);
});

it("messages that arrive in another order within the hold go in the order in which they were written", async () => {
  const events = await withheld(async () => {
    for (const words of ["One", "Two", "Three"]) await talk.say(aki, words);
  });

  for (const event of events.toReversed()) await event();
  await over();

  expect(talk.received()).toEqual(["One", "Two", "Three"]);
});
