import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { FaultAction } from "../../../src/sandbox/faults.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends } from "../../support/talk.ts";

describe("as it is set at first", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.close());

  const strangers = [
    { who: "a guest", options: { name: "guest", guest: true }, told: "guest of this workspace" },
    { who: "a guest of one channel", options: { name: "single", guest: "single" }, told: "guest of this workspace" },
    { who: "another organisation", options: { name: "partner", outside: true }, told: "another organisation" },
  ] as const;
  it.each(strangers)("words of $who are not sent, and the thread says why", async ({ who, options, told }) => {
    const talk = await openTalk(stage, `Customer of ${who}`);
    const stranger = await stage.slack.staff(options);

    const said = await talk.say(stranger, "I answer for them");
    await talk.told(told);
    await stage.quiet();

    expect(sends(stage)).toEqual([]);
    expect(await talk.marks(said)).toEqual(["warning"]);
  });

  const silences: { what: string; fault: FaultAction }[] = [
    { what: "a 503", fault: { kind: "answer", status: 503 } },
    { what: "no answer at all", fault: { kind: "reset" } },
    { what: "an internal_error", fault: { kind: "answer", status: 200, body: { ok: false, error: "internal_error" } } },
    { what: "a rate limit", fault: { kind: "answer", status: 429, headers: { "retry-after": "1" } } },
  ];
  it.each(silences)(
    "$what for users.info keeps the words back until Slack says who wrote them",
    async ({ what, fault }) => {
      const talk = await openTalk(stage, `Customer under ${what}`);
      const newcomer = await stage.staff(`newcomer under ${what}`);
      let failed = 0;
      stage.slack.setFault((call, phase) => {
        if (call.method !== "users.info" || phase !== "before" || failed >= 3) return;
        failed += 1;
        expect(talk.received()).toEqual([]);
        return fault;
      });

      await talk.say(newcomer, "Who am I?");
      await talk.arrived();
      stage.slack.setFault(undefined);
      await stage.quiet();

      expect(failed).toBe(3);
      expect(talk.received()).toEqual(["Who am I?"]);
    },
  );

  it("a users.info that never answers keeps the words back until one does", async () => {
    const talk = await openTalk(stage, "Customer under silence");
    const newcomer = await stage.staff("newcomer under silence");
    let hung = 0;
    stage.slack.setFault((call, phase) => {
      if (call.method !== "users.info" || phase !== "before" || hung > 0) return;
      hung += 1;
      return { kind: "hang", milliseconds: 20_000 };
    });

    await talk.say(newcomer, "Who am I?");
    await talk.arrived();
    stage.slack.setFault(undefined);

    expect(hung).toBe(1);
    expect(talk.received()).toEqual(["Who am I?"]);
  });

  it("words of somebody whom Slack does not know are not sent", async () => {
    const talk = await openTalk(stage, "Customer of nobody");
    const ts = `${Math.floor(Date.now() / 1000)}.000888`;
    const message = { type: "message", user: "U0STRANGER0", text: "hello", ts, event_ts: ts, thread_ts: talk.card.ts };

    await stage.slack.emit({ ...message, channel: stage.channel, channel_type: "channel" });
    await talk.told("does not say who wrote it");

    expect(talk.received()).toEqual([]);
  });
});

describe("with ALLOW_GUESTS and ALLOW_OUTSIDE", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ settings: { ALLOW_GUESTS: "on", ALLOW_OUTSIDE: "on" } });
  });
  afterAll(() => stage.close());

  it("guests and other organisations may answer", async () => {
    const talk = await openTalk(stage, "Sakura");
    const guest = await stage.slack.staff({ name: "guest", guest: true });
    const partner = await stage.slack.staff({ name: "partner", outside: true });

    await talk.say(guest, "From the guest");
    await talk.arrived(1);
    await talk.say(partner, "From the partner");
    await talk.arrived(2);

    expect(talk.received()).toEqual(["From the guest", "From the partner"]);
  });

  it("apps still may not", async () => {
    const talk = await openTalk(stage, "Ren");
    const bot = await stage.slack.staff({ name: "reminder", bot: true });
    await until("the staff of this stage", async () => (await stage.db.staff.count()) >= 2 || undefined);

    await talk.say(bot, "From an app");
    await stage.quiet();

    expect(talk.received()).toEqual([]);
  });
});
