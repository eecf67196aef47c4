import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { momentOf, plusDays, wallAt } from "../../../src/core/zone.ts";
import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { beats } from "../../support/beats.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const HOUR = 3_600_000;
const BACK = "was put off until now";

let stage: Stage;
let aki: Staff;

beforeAll(async () => {
  stage = await startStage({ started: false });
  aki = await stage.staff("aki");
  for (let instance = 0; instance < 2; instance += 1) await stage.start();
});
afterAll(() => closeSpotless(stage));

const rowOf = (talk: Talk) => stage.db.conversation.findUniqueOrThrow({ where: { id: talk.number } });

const said = (text: string): Promise<string> => answerTo(stage, aki, text);

/** What came back, as the thread shows it. */
const backs = async (talk: Talk): Promise<string[]> => (await talk.thread()).filter((text) => text.includes(BACK));

async function inChannel(talk: Talk, words: string): Promise<boolean> {
  const history = await stage.slack.history(stage.channel);
  return history.some(
    (post) => post.thread_ts === talk.card.ts && post.ts !== talk.card.ts && post.text.includes(words),
  );
}

const lastView = (): View => {
  const shown = stage.slack.views.at(-1);
  if (!shown) throw new Error("nothing shown");
  return shown.view;
};

describe("a chat that is put off", () => {
  it("stays in its thread when nobody waits any more", async () => {
    // before the clock is moved: Slack's does not move, and an old answer would be asked about
    const talk = await openTalk(stage, "Saburo");
    await talk.say(aki, "Your order leaves tomorrow.");
    await talk.arrived();
    await until("nobody waits", async () => (await rowOf(talk)).waitingSince === null || undefined);

    await said(`snooze ${talk.number} 30分`);
    stage.clock.advance(HOUR);

    await talk.told(BACK);
    expect(await inChannel(talk, BACK)).toBe(false);
  });

  it("comes back once when its time has come, whoever looks, and calls whoever has it", async () => {
    const talk = await openTalk(stage, "Hanako");
    const chat = talk.number;
    await said(`assign ${chat} me`);

    expect(await said(`snooze ${chat} 2h`)).toContain(`#${chat} · aki put it off until`);
    await talk.told("aki put it off until");
    await until("the card says so", async () => (await talk.status()).includes(":zzz: put off until") || undefined);
    stage.clock.advance(HOUR);
    await stage.quiet();
    expect(await backs(talk)).toEqual([]);
    stage.clock.advance(HOUR);

    expect((await talk.told(BACK)).text).toContain(`<@${aki.userId}>`);
    expect(await inChannel(talk, BACK)).toBe(true);
    await until("the card forgets it", async () => !(await talk.status()).includes(":zzz:") || undefined);
    await beats(stage);
    await stage.quiet();
    expect(await backs(talk)).toHaveLength(1);
    expect(await rowOf(talk)).toMatchObject({ snoozedUntil: null, status: "open" });
  });

  it("comes back at once when the customer writes, and the channel sees it", async () => {
    const talk = await openTalk(stage, "Jiro");
    await said(`snooze ${talk.number} 3d`);

    await talk.customer.write("Are you there?", { timestamp: stage.clock.now().getTime() });
    await talk.told("Are you there?");

    expect(await rowOf(talk)).toMatchObject({ snoozedUntil: null });
    await until("the channel shows it", async () => (await inChannel(talk, "Are you there?")) || undefined);
    stage.clock.advance(4 * 24 * HOUR);
    await stage.quiet();
    expect(await backs(talk)).toEqual([]);
  });

  it.each([
    ["done", "done"],
    ["reopen", "open"],
  ])("is put off no more after %s", async (command, status) => {
    const talk = await openTalk(stage, `Shiro ${command}`);
    await said(`snooze ${talk.number} 2h`);

    await said(`${command} ${talk.number}`);

    expect(await rowOf(talk)).toMatchObject({ snoozedUntil: null, status });
  });

  it("is open again if it was done", async () => {
    const talk = await openTalk(stage, "Goro");
    await said(`done ${talk.number}`);

    await said(`snooze ${talk.number} tomorrow`);

    expect(await rowOf(talk)).toMatchObject({ status: "open", doneAt: null });
  });
});

describe("the time", () => {
  let talk: Talk;
  beforeAll(async () => {
    talk = await openTalk(stage, "Rokuro");
  });

  const tomorrowAt = (hour: number, minute: number): Date =>
    momentOf({ ...plusDays(wallAt(stage.clock.now(), "Asia/Tokyo"), 1), hour, minute }, "Asia/Tokyo");

  it.each([
    ["明日 ９時半", 9, 30],
    ["明日の夜8時", 20, 0],
    ["tomorrow 10:15", 10, 15],
  ])("is understood as it is said: %s", async (typed, hour, minute) => {
    await said(`後で ${talk.number} ${typed}`);

    expect((await rowOf(talk)).snoozedUntil).toEqual(tomorrowAt(hour, minute));
  });

  it.each([
    ["soon", "no clear time"],
    ["3時", "no clear time"],
    ["2020-01-01", "has passed"],
    ["400d", "more than a year ahead"],
  ])("that is not to be used changes nothing: %s", async (typed, why) => {
    const before = await rowOf(talk);

    expect(await said(`snooze ${talk.number} ${typed}`)).toContain(why);

    expect(await rowOf(talk)).toEqual(before);
  });

  it("is chosen in a modal, or written there", async () => {
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:more", `snooze ${talk.number}`);
    const form = lastView();

    const refused = await aki.submit(form, { text: "some day" });
    expect(refused.answer).toMatchObject({ response_action: "errors", errors: { text: expect.any(String) } });
    const empty = await aki.submit(form);
    expect(empty.answer).toMatchObject({ response_action: "errors" });
    await aki.submit(form, { choice: { choice: { type: "radio_buttons", selected_option: { value: "2h" } } } });

    const until = (await rowOf(talk)).snoozedUntil?.getTime() ?? 0;
    expect(Math.abs(until - stage.clock.now().getTime() - 2 * HOUR)).toBeLessThan(60_000);

    await aki.slash("/line", `snooze ${talk.number}`, stage.channel);
    await aki.submit(lastView(), { text: "明日 午後1時" });
    expect((await rowOf(talk)).snoozedUntil).toEqual(tomorrowAt(13, 0));
  });
});
