import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, sends } from "../../support/talk.ts";

describe("SEND_MODE=confirm", () => {
  let stage: Stage;
  let aki: Staff;
  let ben: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_MODE: "confirm" } });
    aki = await stage.staff("aki");
    ben = await stage.staff("ben");
  });
  afterAll(() => stage.close());

  it("asks for every reply, and sends what is confirmed", async () => {
    const talk = await openTalk(stage, "Sakura");
    const said = await talk.say(aki, "We are open");
    const question = await talk.asked(aki, "Send this to the customer?");
    await stage.quiet();
    const before = talk.received();

    await aki.clickEphemeral(question, "choice:send");
    await talk.arrived();
    await stage.quiet();

    expect(before).toEqual([]);
    expect(talk.received()).toEqual(["We are open"]);
    expect(await talk.marks(said)).toEqual(["white_check_mark"]);
  });

  it("never sends what nobody confirmed", async () => {
    const talk = await openTalk(stage, "Ren");
    await talk.say(aki, "Hm");
    const question = await talk.asked(aki, "Send this");

    await aki.clickEphemeral(question, "choice:internal");
    stage.clock.advance(60_000);
    await stage.quiet();

    expect(talk.received()).toEqual([]);
  });

  it("asks again about edited words, and sends those", async () => {
    const talk = await openTalk(stage, "Yui");
    const said = await talk.say(aki, "Ten o'clock");
    await talk.asked(aki, "Ten o'clock");
    await aki.edit(said, "Eleven o'clock");
    const question = await talk.asked(aki, "Eleven o'clock");

    await aki.clickEphemeral(question, "choice:send");

    expect(await talk.arrived()).toEqual(["Eleven o'clock"]);
  });

  it("sends nothing of what was deleted before it was confirmed", async () => {
    const talk = await openTalk(stage, "Mio");
    const said = await talk.say(aki, "Oops");
    const question = await talk.asked(aki, "Oops");
    await aki.remove(said);

    await aki.clickEphemeral(question, "choice:send");
    await stage.quiet();

    expect(talk.received()).toEqual([]);
  });

  it("words of a guest do not go, though a member confirms them", async () => {
    const talk = await openTalk(stage, "Hana");
    const guest = await stage.slack.staff({ name: "guest", guest: true });
    await talk.say(guest, "I am a guest");
    const question = await talk.asked(guest, "Send this");

    await ben.clickEphemeral(question, "choice:send");
    await talk.told("guest of this workspace");
    await stage.quiet();

    expect(talk.received()).toEqual([]);
  });

  it("words of a member do not go when a guest confirms them", async () => {
    const talk = await openTalk(stage, "Kei");
    const guest = await stage.slack.staff({ name: "other guest", guest: true });
    await talk.say(aki, "I am a member");
    const question = await talk.asked(aki, "Send this");

    await guest.clickEphemeral(question, "choice:send");
    await talk.told("guest of this workspace");
    await stage.quiet();

    expect(talk.received()).toEqual([]);
  });
});

describe("SEND_MODE=marked", () => {
  let stage: Stage;
  let aki: Staff;
  beforeAll(async () => {
    stage = await startStage({ settings: { SEND_MODE: "marked" } });
    aki = await stage.staff("aki");
  });
  afterAll(() => stage.close());

  let count = 0;
  const next = () => openTalk(stage, `Customer ${(count += 1)}`);
  const typed = (text: string) => ({
    blocks: [
      {
        type: "rich_text",
        block_id: "b1",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
      },
    ],
  });

  it.each([">> Yes, we are", ">>Yes, we are", "＞＞ Yes, we are", " >>>  Yes, we are"])(
    "sends %j without its mark",
    async (text) => {
      const talk = await next();

      await talk.say(aki, text, typed(text));

      expect(await talk.arrived()).toEqual(["Yes, we are"]);
    },
  );

  it.each(["Who takes this?", "> a quote", "Sakura said >> no"])("keeps %j internal", async (text) => {
    const talk = await next();
    const before = sends(stage).length;

    const said = await talk.say(aki, text, typed(text));
    await talk.marked(said, "lock");
    await stage.quiet();

    expect(sends(stage).length).toBe(before);
  });

  it("confirmed words go without their mark, too", async () => {
    const talk = await openTalk(stage, "Late customer");
    const said = await talk.say(aki, ">> An hour later", { ...typed(">> An hour later"), deliver: false });
    stage.clock.advance(16 * 60_000);
    await said.deliver();
    const question = await talk.told("minutes ago and could not go earlier");

    await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");

    expect(await talk.arrived()).toEqual(["An hour later"]);
  });
});
