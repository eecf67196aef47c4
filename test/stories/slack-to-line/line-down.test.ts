import { afterEach, beforeEach, expect, it } from "vitest";

import type { FaultAction, Phase } from "../../../src/sandbox/faults.ts";
import { internalError, monthlyLimit, rateLimited } from "../../../src/sandbox/line/trouble.ts";
import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

const UNCLEAR = "nobody knows whether the customer got this";

let monthIsOver = false;
let stage: Stage;
let aki: Staff;
let talk: Talk;
beforeEach(async () => {
  stage = await startStage();
  aki = await stage.staff();
  talk = await openTalk(stage, "Sakura");
});
afterEach(() => stage.close());

const downs: { what: string; action: FaultAction; at: Phase }[] = [
  { what: "answers 500 without acting", action: internalError, at: "before" },
  { what: "answers 500 though it acted", action: internalError, at: "after" },
  { what: "cuts the connection before it acted", action: { kind: "reset" }, at: "before" },
  { what: "cuts the connection after it acted", action: { kind: "reset" }, at: "after" },
];
it.each(downs)("a LINE that $what gets the words again with the same key, until it takes them once", async (down) => {
  let left = 3;
  stage.line.setFault((call, phase) => {
    if (!call.method.endsWith("/push") || phase !== down.at || left === 0) return;
    left -= 1;
    return down.action;
  });

  const said = await talk.say(aki, "Persistent");
  await talk.marked(said, "white_check_mark");
  await stage.quiet();

  expect(sends(stage).length).toBe(4);
  expect(new Set(sends(stage).map(({ key }) => key)).size).toBe(1);
  expect(talk.received()).toEqual(["Persistent"]);
  expect(stage.line.violations).toEqual([]);
});

it("a LINE that acts and never answers gets the words again with the same key, and shows them once", async () => {
  let hung = 0;
  stage.line.setFault((call, phase) => {
    if (!call.method.endsWith("/push") || phase !== "after" || hung > 0) return;
    hung += 1;
    return { kind: "hang", milliseconds: 20_000 };
  });

  const said = await talk.say(aki, "Echo?");
  await talk.marked(said, "white_check_mark");

  expect(new Set(sends(stage).map(({ key }) => key)).size).toBe(1);
  expect(sends(stage).length).toBe(2);
  expect(talk.received()).toEqual(["Echo?"]);
});

it("a LINE that stays away is told of in the thread once, and what was kept goes in order when it is back", async () => {
  let down = true;
  stage.line.setFault((call, phase) =>
    down && call.method.endsWith("/push") && phase === "before" ? { kind: "reset" } : undefined,
  );

  await talk.say(aki, "First");
  await until("a first try", () => sends(stage)[0]);
  await talk.say(aki, "Second");
  const told = await talk.told("LINE does not answer");
  await until("more tries", () => (stage.clock.advance(5_000), sends(stage).length >= 8 ? true : undefined));
  down = false;
  stage.clock.advance(5 * 60_000);
  await talk.arrived(2);
  await stage.quiet();

  expect(told.text).toContain("kept and tried again until");
  expect((await talk.thread()).filter((text) => text.includes("LINE does not answer")).length).toBe(1);
  expect(talk.received()).toEqual(["First", "Second"]);
});

it("is told of though Slack failed before", async () => {
  let slackFails = 5;
  stage.slack.setFault((call, phase) => {
    if (call.method !== "users.info" || phase !== "before" || slackFails === 0) return;
    slackFails -= 1;
    return { kind: "answer", status: 503 };
  });
  stage.line.setFault((call, phase) =>
    call.method.endsWith("/push") && phase === "before" ? { kind: "reset" } : undefined,
  );

  await talk.say(aki, "Both are away");
  const told = await until("news of the outage", async () => {
    stage.clock.advance(2_000);
    return (await talk.thread()).find((text) => text.includes("LINE does not answer"));
  });

  expect(told).toContain("kept and tried again");
});

it("one customer's trouble does not keep another's words", async () => {
  const other = await openTalk(stage, "Ren");
  const stuck = talk.customer.userId;
  stage.line.setFault((call, phase) =>
    phase === "before" && (call.body as { to?: string } | undefined)?.to === stuck ? { kind: "reset" } : undefined,
  );

  await talk.say(aki, "Stuck");
  await other.say(aki, "Free");

  expect(await other.arrived()).toEqual(["Free"]);
});

const doors: { what: string; shut: () => void; rateLimitedFirst: boolean; says: string }[] = [
  { what: "its token", shut: () => stage.line.revokeToken(), rateLimitedFirst: false, says: UNCLEAR },
  { what: "the month", shut: () => (monthIsOver = true), rateLimitedFirst: false, says: UNCLEAR },
  { what: "the month", shut: () => (monthIsOver = true), rateLimitedFirst: true, says: "are used up" },
];
it.each(doors)(
  "words that LINE took without a word, or not, before $what ended are asked about as they are (refused before: $rateLimitedFirst)",
  async ({ shut, rateLimitedFirst, says }) => {
    monthIsOver = false;
    let first = true;
    stage.line.setFault((call, phase) => {
      if (!call.method.endsWith("/push")) return;
      if (phase === "before" && monthIsOver) return monthlyLimit;
      if (!first || phase !== (rateLimitedFirst ? "before" : "after")) return;
      first = false;
      shut();
      return rateLimitedFirst ? rateLimited : internalError;
    });

    await talk.say(aki, "Perhaps twice?");
    const question = await until("a question", async () => {
      stage.clock.advance(1_000);
      return (await talk.thread()).find((text) => text.includes("Perhaps twice?") && text.includes(says));
    });
    await stage.quiet();

    expect(question).toContain("Perhaps twice?");
    expect(sends(stage).length).toBe(2);
    expect(talk.received().length).toBe(rateLimitedFirst ? 0 : 1);
  },
);

it("words that LINE did not take for a day are asked about, for its memory of the key ends", async () => {
  let down = true;
  stage.line.setFault((call, phase) =>
    down && call.method.endsWith("/push") && phase === "before" ? { kind: "reset" } : undefined,
  );
  await talk.say(aki, "From yesterday");
  await until("a first try", () => sends(stage)[0]);
  stage.clock.advance(24 * 3_600_000);
  await talk.told("LINE did not take this for a day");
  down = false;
  const before = sends(stage).length;
  stage.clock.advance(3_600_000);
  await stage.quiet();

  expect(sends(stage).length).toBe(before);
  expect(talk.received()).toEqual([]);
});
