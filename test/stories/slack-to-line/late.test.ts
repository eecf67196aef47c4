import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends, type Talk } from "../../support/talk.ts";

const MINUTE = 60_000;
const QUESTION = "could not go earlier";

let stage: Stage;
let aki: Staff;
let talk: Talk;
async function begin(settings: Record<string, string> = {}): Promise<void> {
  stage = await startStage({ settings });
  aki = await stage.staff();
  talk = await openTalk(stage, "Sakura");
}
afterEach(() => stage.close());

/** Said now, heard of so many minutes later. */
async function heardLater(text: string, minutes: number): Promise<{ ts: string }> {
  const said = await talk.say(aki, text, { deliver: false });
  stage.clock.advance(minutes * MINUTE);
  await said.deliver();
  return said;
}

describe("as it is set at first", () => {
  beforeEach(() => begin());

  it("words that are heard of after 15 minutes are asked about and never sent by themselves", async () => {
    const said = await heardLater("In a minute!", 15);
    const question = await talk.told(QUESTION);
    await stage.quiet();

    expect(question.text).toContain("written 15 minutes ago");
    expect(question.text).toContain("In a minute!");
    expect(sends(stage)).toEqual([]);
    expect(await talk.marks(said)).toEqual(["question"]);
  });

  it("words that are heard of after 14 minutes go", async () => {
    await heardLater("Nearly late", 14);

    expect(await talk.arrived()).toEqual(["Nearly late"]);
  });

  it('"send" sends them, "leave" leaves them', async () => {
    await heardLater("Still true", 16);
    const first = await talk.told("Still true");
    const question = await until("the question", async () =>
      (await stage.slack.thread(stage.channel, talk.card.ts)).find((each) => each.text.includes(QUESTION)),
    );

    await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");
    await talk.arrived();
    await heardLater("No longer true", 0);
    const second = await until("the second question", async () =>
      (await stage.slack.thread(stage.channel, talk.card.ts)).findLast(
        (each) => each.text.includes(QUESTION) && each.text.includes("No longer true"),
      ),
    );
    await aki.click({ channel: stage.channel, ts: second.ts }, "choice:leave");
    await stage.quiet();

    expect(first).toBeDefined();
    expect(talk.received()).toEqual(["Still true"]);
  });

  it("an edit does not send them", async () => {
    const said = await heardLater("Soon", 16);
    await talk.told(QUESTION);

    await aki.edit({ channel: stage.channel, ts: said.ts }, "Soon, really");
    await stage.quiet();

    expect(sends(stage)).toEqual([]);
  });

  it("words that wait behind an outage are asked about when it ends, those that were tried before it go on", async () => {
    let down = true;
    stage.line.setFault((call, phase) =>
      down && call.method.endsWith("/push") && phase === "before" ? { kind: "reset" } : undefined,
    );
    await talk.say(aki, "Tried at once");
    await until("a first try", () => sends(stage)[0]);
    await talk.say(aki, "Never tried");
    stage.clock.advance(20 * MINUTE);
    down = false;
    await talk.arrived();
    const question = await talk.told(QUESTION);
    await stage.quiet();

    expect(talk.received()).toEqual(["Tried at once"]);
    expect(question.text).toContain("Never tried");
    expect(question.text).not.toContain("Tried at once");
  });

  it("the rest of a long text goes, though an outage came between", async () => {
    let down = true;
    stage.line.setFault((call, phase) =>
      down && call.method.endsWith("/push") && phase === "before" ? { kind: "reset" } : undefined,
    );
    const long = Array.from({ length: 6 }, (_, index) => `${index} ${"あ".repeat(4_900)}`).join("\n\n");
    await talk.say(aki, long, { blocks: [] });
    await until("a first try", () => sends(stage)[0]);
    stage.clock.advance(20 * MINUTE);
    down = false;
    await talk.arrived(6);
    await stage.quiet();

    expect((await talk.thread()).filter((text) => text.includes(QUESTION))).toEqual([]);
  });

  it("words of a writer whom Slack does not name for so long are asked about, and go only when it does", async () => {
    const ben = await stage.staff("ben");
    stage.slack.setFault((call, phase) =>
      call.method === "users.info" && phase === "before" ? { kind: "answer", status: 503 } : undefined,
    );
    await talk.say(ben, "Who am I?");
    await stage.slack.settled();
    stage.clock.advance(16 * MINUTE);
    const question = await talk.told(QUESTION);
    await ben.click({ channel: stage.channel, ts: question.ts }, "choice:send");
    const before = sends(stage);
    stage.slack.setFault(undefined);
    stage.clock.advance(5 * MINUTE);

    expect(before).toEqual([]);
    expect(await talk.arrived()).toEqual(["Who am I?"]);
  });

  it("words that Slack told of while the app was away are asked about", async () => {
    await stage.quiet();
    await stage.stop();
    stage.slack.setRequestUrl(null);
    await talk.say(aki, "Was anybody there?");
    stage.clock.advance(40 * MINUTE);

    await stage.start();
    const question = await talk.told(QUESTION);
    await stage.quiet();

    expect(question.text).toContain("Was anybody there?");
    expect(sends(stage)).toEqual([]);
  });

  it("words that were written during a short absence go", async () => {
    await stage.quiet();
    await stage.stop();
    stage.slack.setRequestUrl(null);
    const said = await talk.say(aki, "Back in a second");

    await stage.start();
    await talk.arrived();
    await said.redeliver();
    await stage.quiet();

    expect(talk.received()).toEqual(["Back in a second"]);
  });
});

describe("LATE_AFTER_MINUTES", () => {
  it("says after how long they are asked about", async () => {
    await begin({ LATE_AFTER_MINUTES: "60" });

    await heardLater("Half an hour is nothing", 30);
    const arrived = await talk.arrived();
    await heardLater("An hour is", 60);
    await talk.told(QUESTION);
    await stage.quiet();

    expect(arrived).toEqual(["Half an hour is nothing"]);
    expect(talk.received()).toEqual(["Half an hour is nothing"]);
  });
});
