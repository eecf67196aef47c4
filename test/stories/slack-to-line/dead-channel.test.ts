import { afterEach, beforeEach, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let admin: Staff;
let talk: Talk;
beforeEach(async () => {
  stage = await startStage({ started: false });
  aki = await stage.staff();
  admin = await stage.staff("the admin");
  stage.settings["ADMIN_ALERT"] = admin.userId;
  await stage.start();
  talk = await openTalk(stage, "Sakura");
  await stage.quiet();
});
afterEach(() => stage.close());

const alerts = async () =>
  (await stage.slack.directMessages(admin.userId)).filter(({ text }) =>
    text.includes("cannot write to the Slack channel"),
  );

const deaths: { what: string; kill: () => Promise<unknown>; mend: () => Promise<unknown> }[] = [
  {
    what: "is archived",
    kill: () => stage.slack.archive(stage.channel),
    mend: () => stage.slack.unarchive(stage.channel),
  },
  {
    what: "shows the app out",
    kill: () => stage.slack.removeBot(stage.channel),
    mend: () => stage.slack.addBot(stage.channel),
  },
];
it.each(deaths)(
  "a channel that $what is told to the admins once; words wait and come once it is mended",
  async (death) => {
    await death.kill();
    await talk.customer.write("Anybody?", { timestamp: stage.clock.now().getTime() - 120_000 });
    await talk.customer.write("Hello??", { timestamp: stage.clock.now().getTime() - 110_000 });
    await until("the alert", async () => (await alerts())[0]);
    await death.mend();
    await until("the words in the thread", async () => {
      stage.clock.advance(10_000);
      return (await talk.thread()).some((text) => text.includes("Hello??")) || undefined;
    });
    await stage.quiet();

    const thread = (await talk.thread()).join("\n");
    expect(thread.split("Anybody?").length - 1).toBe(1);
    expect(thread.split("Hello??").length - 1).toBe(1);
    expect((await alerts()).length).toBe(1);
  },
);

it.each(deaths)("a channel that $what a second time is told a second time", async (death) => {
  await death.kill();
  await until("the first alert", async () => (await alerts())[0]);
  await death.mend();
  await talk.customer.write("Back again", { timestamp: stage.clock.now().getTime() - 120_000 });
  await until("the words in the thread", async () => {
    // half a minute passes between two looks whether the channel is back
    stage.clock.advance(10_000);
    return (await talk.thread()).some((text) => text.includes("Back again")) || undefined;
  });
  await stage.quiet();
  await death.kill();

  await until("the second alert", async () => (await alerts())[1]);
});

it("an answer that was held when the channel died reaches the customer", async () => {
  const said = await talk.say(aki, "On its way", { deliver: false });
  await said.deliver();
  await stage.slack.archive(stage.channel);

  expect(await talk.arrived()).toEqual(["On its way"]);
});

it("what staff wrote while the app was out of the channel goes once it is back, though nobody else wrote", async () => {
  await stage.slack.removeBot(stage.channel);
  await until("the alert", async () => (await alerts())[0]);
  const said = await talk.say(aki, "Nobody heard this");
  const before = talk.received();
  await stage.slack.addBot(stage.channel);
  await until("the words on the phone", () => {
    stage.clock.advance(1_000);
    return talk.received()[0];
  });
  await stage.quiet();

  expect(said.delivery.status).toBe(0);
  expect(before).toEqual([]);
  expect(talk.received()).toEqual(["Nobody heard this"]);
});
