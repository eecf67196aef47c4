/** Customers who wait too long: the assignee is nudged at half of the answer time, the Slack channel mentioned at all of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { advanceTo, mondayAfter } from "../../support/calendar.ts";
import { cast, settingsOf } from "../../support/cast.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let kim: Staff;
let on: ReturnType<typeof mondayAfter>;

beforeAll(async () => {
  ({ stage, aki, ben, kim } = await cast(2));
  on = mondayAfter(stage.clock.now());
  advanceTo(stage, on("9:00"));
  // accounts are known once a customer wrote
  const first = await openTalk(stage, "First", { minutesAgo: 1 });
  await said(`done ${first.number}`);
  await said("hours mon-fri 9:00-12:00,13:00-18:00");
  await said("hours holidays normal");
  await said("target 4h");
});
afterAll(() => closeSpotless(stage));

const said = (text: string, by = aki): Promise<string> => answerTo(stage, by, text);

const NUDGE = "has waited for half of the answer time (4 h of response hours)";
const LATE = "has waited for 4 h of response hours, the answer time";

const inThread = async (talk: Talk, words: string): Promise<string[]> =>
  (await talk.thread()).filter((text) => text.includes(words));

async function inChannel(words: string): Promise<Message[]> {
  return (await stage.slack.history(stage.channel)).filter(({ text }) => text.includes(words));
}

/** Both instances have looked at the clock since it was moved, and all is said. */
async function at(time: string, day = 0): Promise<void> {
  advanceTo(stage, on(time, day));
  const began = Date.now();
  const now = stage.clock.now();
  await until("both looked", async () => {
    const seen = await stage.db.instance.count({ where: { seenAt: { gte: now }, endedAt: null } });
    return (seen === stage.apps.length && Date.now() > began + 3_000) || undefined;
  });
  await stage.quiet();
}

it("a digest of days without response hours is said never to come", async () => {
  expect(await said("digest 9:00 sat,sun")).toContain("It does not come in the next 60 days");
  expect(await said("digest 9:00 sat,sun closed-days")).toContain("Next: ");
  expect(await said("digest off")).toContain("No digest.");
});

describe("the answer time", () => {
  it("is chosen by admins and asked for by everybody", async () => {
    expect(await said("target", ben)).toContain("Answer time: 4 h of response hours");
    expect(await said("target 8h", ben)).toContain("`target` is for admins");
    expect(await said("目標時間 ４時間")).toContain("It is so already");
    expect(await said("target 1d")).toContain("for instance `/line target 24h`");
    const { name } = await stage.db.account.findFirstOrThrow();
    expect(await said(`target ${name} 4h`)).toContain("It is so already");
    expect(await said("target Nowhere 4h")).toContain("for instance `/line target 24h`");
  });
});

describe("whoever waits", () => {
  let hanako: Talk;
  let taro: Talk;

  it("is quiet before half of the time, then the assignee is nudged once, in the thread", async () => {
    hanako = await openTalk(stage, "Hanako", { minutesAgo: 0 });
    await said(`assign ${hanako.number} me`, ben);
    await at("10:55");
    expect(await inThread(hanako, NUDGE)).toEqual([]);

    await at("11:05");
    const [nudge] = await inThread(hanako, NUDGE);
    expect(nudge).toContain(`<@${ben.userId}>`);
    await hanako.customer.write("Hello?");
    await at("11:30");
    expect(await inThread(hanako, NUDGE)).toHaveLength(1);
  });

  it("calls the Slack channel once when it is the only one, in the thread and seen by all", async () => {
    await at("13:59");
    expect(await inThread(hanako, LATE)).toEqual([]);

    // an hour of them was the pause at noon
    await at("14:05");
    const calls = await inThread(hanako, LATE);
    expect(calls).toEqual([expect.stringContaining("<!channel>")]);
    expect(await inChannel(LATE)).toHaveLength(1);
    await at("16:00");
    expect(await inThread(hanako, LATE)).toHaveLength(1);
    expect(await inThread(hanako, NUDGE)).toHaveLength(1);
  });

  it("is a new case after an answer, and the same after an undone one", async () => {
    await said(`done ${hanako.number}`);
    await stage.quiet();
    await hanako.customer.write("And another question");
    await hanako.told("And another question");
    await stage.quiet();

    await at("9:10", 1);
    expect(await inThread(hanako, NUDGE)).toHaveLength(2);
    await aki.react(stage.channel, hanako.card.ts, "white_check_mark");
    await aki.unreact(stage.channel, hanako.card.ts, "white_check_mark");
    await at("9:20", 1);
    expect(await stage.db.conversation.findFirst({ where: { id: hanako.number } })).toMatchObject({
      status: "open",
    });
    expect(await inThread(hanako, NUDGE)).toHaveLength(2);
    await said(`done ${hanako.number}`);
  });

  it("nudges as people chose, and nobody where the chat is nobody's or they left", async () => {
    await ben.submit((await settingsOf(stage, ben)).view, { calls: "direct" });
    await kim.submit((await settingsOf(stage, kim)).view, { calls: "off" });
    taro = await openTalk(stage, "Taro", { minutesAgo: 0 });
    const jiro = await openTalk(stage, "Jiro", { minutesAgo: 0 });
    const saburo = await openTalk(stage, "Saburo", { minutesAgo: 0 });
    await said(`assign ${taro.number} me`, ben);
    await said(`assign ${jiro.number} me`, kim);
    const before = (await stage.slack.directMessages(ben.userId)).length;

    await at("11:25", 1);

    const direct = (await stage.slack.directMessages(ben.userId)).slice(before).map(({ text }) => text);
    expect(direct).toEqual([
      expect.stringMatching(/half of the answer time \(4 h of response hours\): <https:.*\|\*Taro\* #\d+>/),
    ]);
    for (const talk of [taro, jiro, saburo]) expect(await inThread(talk, "half of the answer time")).toEqual([]);
    expect((await stage.slack.directMessages(kim.userId)).filter(({ text }) => text.includes("half of"))).toEqual([]);
  });

  it("stands with the others in one post where several become due together, with a quiet line in each thread", async () => {
    await at("14:30", 1);

    const posts = await inChannel("customers have waited for 4 h");
    expect(posts).toHaveLength(1);
    const blocks = JSON.stringify(posts[0]?.blocks);
    expect(blocks).toContain("<!channel> *3 customers have waited for 4 h");
    for (const name of ["Taro", "Jiro", "Saburo"]) expect(blocks).toContain(`|${name}>`);
    // five hours and a bit on the clock, of which one was a pause
    expect(blocks).toMatch(/5 h \d+ min, of which 4 h \d+ min in response hours/);
    expect(await inThread(taro, "The answer time (4 h of response hours) has passed")).toHaveLength(1);
    expect(await inThread(taro, "<!channel>")).toEqual([]);
    // only Hanako was called for alone
    expect(await inChannel(LATE)).toHaveLength(1);
  });

  it("is called for when it opens, where the time ran out with nobody there, and not when they were answered or put off", async () => {
    for (const name of ["Taro", "Jiro", "Saburo"]) {
      const chat = await stage.db.contact.findFirstOrThrow({ where: { displayName: name } });
      const { id } = await stage.db.conversation.findFirstOrThrow({ where: { lineId: chat.lineUserId } });
      await said(`done ${id}`);
    }
    // the last two hours of Tuesday, then one of Wednesday
    await at("16:00", 1);
    const goro = await openTalk(stage, "Goro", { minutesAgo: 0 });
    const shiro = await openTalk(stage, "Shiro", { minutesAgo: 0 });
    const rokuro = await openTalk(stage, "Rokuro", { minutesAgo: 0 });
    await said("target 2h");
    await stage.quiet();
    // at the moment of closing the time has run out
    await at("18:30", 1);
    await at("23:00", 1);
    for (const talk of [goro, shiro, rokuro]) expect(await inThread(talk, "waited for 2 h")).toEqual([]);
    await said(`done ${shiro.number}`);
    await said(`snooze ${rokuro.number} 3日`);

    await at("9:01", 2);

    expect(await inThread(goro, "waited for 2 h of response hours, the answer time")).toHaveLength(1);
    // the call is a nudge, too
    expect(await inThread(goro, "half of")).toEqual([]);
    for (const talk of [shiro, rokuro]) expect(await inThread(talk, "waited for 2 h")).toEqual([]);
  });

  it("calls nobody while the machine alone answers, except for a chat that a person has", async () => {
    const nana = await openTalk(stage, "Nana", { minutesAgo: 0 });
    const owned = await openTalk(stage, "Olga", { minutesAgo: 0 });
    await said("hours mode inside automatic");
    await said(`manual ${owned.number}`);
    // the other instance hears of it within a second
    await at("9:05", 2);
    await at("11:30", 2);
    expect(await inThread(nana, "waited for 2 h")).toEqual([]);
    expect(await inThread(owned, "waited for 2 h of response hours, the answer time")).toHaveLength(1);

    await said("hours mode inside manual");
    await at("13:10", 2);
    expect(await inThread(nana, "waited for 2 h of response hours, the answer time")).toHaveLength(1);
  });
});
