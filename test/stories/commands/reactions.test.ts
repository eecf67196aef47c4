import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const DONE = "white_check_mark";
const MINE = "eyes";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let guest: Staff;

beforeAll(async () => {
  stage = await startStage({ started: false });
  aki = await stage.staff("aki");
  ben = await stage.staff("ben");
  guest = await stage.slack.staff({ name: "gus", guest: true });
  await stage.start();
});
afterAll(() => closeSpotless(stage));

const rowOf = (talk: Talk) => stage.db.conversation.findUniqueOrThrow({ where: { id: talk.number } });
const actsOf = async (talk: Talk): Promise<string[]> =>
  (await stage.db.audit.findMany({ where: { conversationId: talk.number }, orderBy: { id: "asc" } })).map(
    ({ act }) => act,
  );
const react = (staff: Staff, post: { ts: string }, name: string) => staff.react(stage.channel, post.ts, name);
const unreact = (staff: Staff, post: { ts: string }, name: string) => staff.unreact(stage.channel, post.ts, name);
const whispers = (staff: Staff, talk: Talk): string[] =>
  stage.slack.ephemerals
    .filter(({ user, thread_ts: thread }) => user === staff.userId && thread === talk.card.ts)
    .map(({ text }) => text);

/** The post of a customer's words. */
const postOf = (talk: Talk, words: string): Promise<Message> => talk.told(words);

/** An event as Slack sends it, in whatever order. */
function emit(
  type: "reaction_added" | "reaction_removed",
  about: { staff: Staff; post: { ts: string }; name: string; at: string; id: string },
) {
  const item = { type: "message", channel: stage.channel, ts: about.post.ts };
  const event = { type, user: about.staff.userId, reaction: about.name, item, event_ts: about.at };
  return stage.slack.emit(event, { event_id: about.id });
}
const stamp = (milliseconds: number): string => `${Math.floor((Date.now() + milliseconds) / 1000)}.000100`;

describe("a reaction that says done", () => {
  it("does what the command does, on the customer's words as on the card", async () => {
    const talk = await openTalk(stage, "Hanako");

    await react(aki, await postOf(talk, "Hello?"), DONE);

    await talk.told("aki marked it done");
    expect(await rowOf(talk)).toMatchObject({ status: "done", waitingSince: null });
    await until("the card says so", async () => (await talk.status()).includes("*Done*") || undefined);
    // once more, on the card: it is so already
    await react(ben, talk.card, DONE);
    await stage.quiet();
    expect(await actsOf(talk)).toEqual(["done"]);
    expect(whispers(ben, talk)).toEqual([]);
    expect(talk.received()).toEqual([]);
  });

  it("is taken back with the reaction, and everything is as before", async () => {
    const talk = await openTalk(stage, "Jiro");
    await aki.slash("/line", `snooze ${talk.number} 3d`, stage.channel);
    const before = await rowOf(talk);
    await react(aki, talk.card, DONE);
    expect(await rowOf(talk)).toMatchObject({ status: "done", snoozedUntil: null });

    await unreact(aki, talk.card, DONE);

    await talk.told("aki took the mark back: it is not done any more");
    expect(await rowOf(talk)).toEqual(before);
    expect(await actsOf(talk)).toEqual(["snoozed", "done", "undone"]);
    // and once more, both ways
    await react(aki, talk.card, DONE);
    await unreact(aki, talk.card, DONE);
    expect(await rowOf(talk)).toEqual(before);
    expect((await actsOf(talk)).slice(3)).toEqual(["done", "undone"]);
  });

  it("stays when the customer wrote since: the chat is open again by that", async () => {
    const talk = await openTalk(stage, "Saburo");
    await react(aki, talk.card, DONE);
    await talk.customer.write("One more thing", { timestamp: stage.clock.now().getTime() });
    await talk.told("One more thing");
    const before = await rowOf(talk);

    await unreact(aki, talk.card, DONE);
    await stage.quiet();

    expect(await rowOf(talk)).toEqual(before);
    expect(await actsOf(talk)).toEqual(["done"]);
  });

  it("stays when somebody did something since, and whoever takes the reaction away is told", async () => {
    const talk = await openTalk(stage, "Shiro");
    await react(aki, talk.card, DONE);
    await ben.slash("/line", `tag ${talk.number} VIP`, stage.channel);

    await unreact(aki, talk.card, DONE);

    await until(
      "the reason",
      () => whispers(aki, talk).some((text) => text.includes("something happened")) || undefined,
    );
    expect(await rowOf(talk)).toMatchObject({ status: "done" });
    expect(await actsOf(talk)).toEqual(["done", "tagged"]);
  });

  it("stays when an answer went out since", async () => {
    const talk = await openTalk(stage, "Goro");
    await react(aki, talk.card, DONE);
    await talk.say(ben, "You are welcome.");
    await talk.arrived();
    await until("it was answered", async () => (await rowOf(talk)).answeredUntil !== null || undefined);

    await unreact(aki, talk.card, DONE);
    await stage.quiet();

    expect(await rowOf(talk)).toMatchObject({ status: "done" });
  });

  it("is not taken back by somebody else's reaction", async () => {
    const talk = await openTalk(stage, "Rokuro");
    await react(aki, talk.card, DONE);
    await react(ben, talk.card, DONE);

    await unreact(ben, talk.card, DONE);
    await stage.quiet();

    expect(await rowOf(talk)).toMatchObject({ status: "done" });
    await unreact(aki, talk.card, DONE);
    expect(await rowOf(talk)).toMatchObject({ status: "open" });
  });

  it("is not taken back where another door said it", async () => {
    const talk = await openTalk(stage, "Shichiro");
    await aki.slash("/line", `done ${talk.number}`, stage.channel);
    await react(aki, talk.card, DONE);

    await unreact(aki, talk.card, DONE);
    await stage.quiet();

    expect(await rowOf(talk)).toMatchObject({ status: "done" });
    expect(await actsOf(talk)).toEqual(["done"]);
  });
});

describe("a reaction that says who has it", () => {
  it("makes it theirs, and gives it back to whoever had it", async () => {
    const talk = await openTalk(stage, "Hachiro");
    await ben.slash("/line", `assign ${talk.number} me`, stage.channel);

    await react(aki, await postOf(talk, "Hello?"), MINE);
    await talk.told("aki took it");
    expect(await rowOf(talk)).toMatchObject({ assigneeId: aki.userId });

    await unreact(aki, await postOf(talk, "Hello?"), MINE);
    await talk.told("aki took the mark back: it is not theirs any more");
    expect(await rowOf(talk)).toMatchObject({ assigneeId: ben.userId });
  });
});

describe("what Slack tells", () => {
  it("twice happens once", async () => {
    const talk = await openTalk(stage, "Kuro");
    const added = { staff: aki, post: talk.card, name: DONE, at: stamp(0), id: "Ev-twice" };
    await emit("reaction_added", added);
    await aki.slash("/line", `reopen ${talk.number}`, stage.channel);

    await emit("reaction_added", added);

    expect(await actsOf(talk)).toEqual(["done", "reopened"]);
  });

  it("in the wrong order ends as it is in Slack", async () => {
    const talk = await openTalk(stage, "Juro");
    const about = { staff: aki, post: talk.card, name: DONE };
    await emit("reaction_removed", { ...about, at: stamp(2_000), id: "Ev-later" });

    await emit("reaction_added", { ...about, at: stamp(0), id: "Ev-earlier" });

    expect(await actsOf(talk)).toEqual([]);
    expect(await rowOf(talk)).toMatchObject({ status: "open" });
  });

  it("at the same moment ends as it is in Slack", async () => {
    const talk = await openTalk(stage, "Ichiko");
    const about = { staff: aki, post: talk.card, name: DONE };

    await Promise.all([
      emit("reaction_added", { ...about, at: stamp(0), id: "Ev-on" }),
      emit("reaction_removed", { ...about, at: stamp(2_000), id: "Ev-off" }),
    ]);

    expect(await rowOf(talk)).toMatchObject({ status: "open" });
  });
});

describe("a reaction", () => {
  it("of somebody who may not is refused in the thread, to them alone", async () => {
    const talk = await openTalk(stage, "Niko");

    await react(guest, talk.card, DONE);

    await until("the reason", () => whispers(guest, talk).some((text) => text.includes("guests")) || undefined);
    expect(await rowOf(talk)).toMatchObject({ status: "open" });
    expect(await actsOf(talk)).toEqual([]);
  });

  it("on an answer of staff, on a line of ours and of any other kind is just a reaction", async () => {
    const talk = await openTalk(stage, "Sanko");
    const answer = await talk.say(aki, "We open at ten.");
    await talk.arrived();
    await talk.marked(answer, DONE);
    await aki.slash("/line", `tag ${talk.number} VIP`, stage.channel);
    const line = await talk.told("aki tagged");
    const before = await actsOf(talk);

    await react(ben, answer, DONE);
    await react(ben, answer, MINE);
    await react(ben, line, DONE);
    await react(ben, talk.card, "heart");
    await stage.quiet();

    expect(await actsOf(talk)).toEqual(before);
    expect(whispers(ben, talk)).toEqual([]);
  });

  it("acts on the chat where a post carries several messages", async () => {
    const talk = await openTalk(stage, "Yoko", { words: "one" });
    const at = stage.clock.now().getTime() - 30_000;
    await Promise.all(["two", "three"].map((text, index) => talk.customer.write(text, { timestamp: at + index })));
    const post = await postOf(talk, "three");

    await react(aki, post, DONE);

    await talk.told("aki marked it done");
    expect(await actsOf(talk)).toEqual(["done"]);
  });
});

describe("other reactions by the settings", () => {
  let other: Stage;
  beforeAll(async () => {
    other = await startStage({ started: false, settings: { REACTION_DONE: ":star:", REACTION_ASSIGN: "off" } });
  });
  afterAll(() => closeSpotless(other));

  it("are the ones that count", async () => {
    const chiyo = await other.staff("chiyo");
    await other.start();
    const talk = await openTalk(other, "Hanako");

    for (const name of [DONE, MINE]) await chiyo.react(other.channel, talk.card.ts, name);
    expect(await other.db.audit.count()).toBe(0);
    await chiyo.react(other.channel, talk.card.ts, "star");

    await talk.told("chiyo marked it done");
  });
});
