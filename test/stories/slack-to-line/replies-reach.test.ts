import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, sends } from "../../support/talk.ts";

const DAY = 24 * 3_600_000;

let stage: Stage;
let aki: Staff;
beforeAll(async () => {
  stage = await startStage({ slack: { channels: [{ name: "support" }, { name: "new-support" }] } });
  aki = await stage.staff();
});
afterAll(() => stage.close());

it("sends a reply to the customer of its thread and to nobody else, once", async () => {
  const sakura = await openTalk(stage, "Sakura");
  const ren = await openTalk(stage, "Ren");

  const said = await sakura.say(aki, "For Sakura");
  await said.redeliver();
  await said.redeliver(2);
  await sakura.arrived();
  await stage.quiet();

  expect(sakura.received()).toEqual(["For Sakura"]);
  expect(ren.received()).toEqual([]);
  expect(await sakura.marks(said)).toEqual(["white_check_mark"]);
  expect([...stage.line.violations, ...stage.slack.violations]).toEqual([]);
});

it('sends a reply that was "also sent to channel" once', async () => {
  const talk = await openTalk(stage, "Hana");

  await talk.say(aki, "For everybody to see", { broadcast: true });
  await talk.arrived();
  await stage.quiet();

  expect(talk.received()).toEqual(["For everybody to see"]);
});

it("sends a reply in an older thread, after the conversation went on in a new one", async () => {
  const { clock } = stage;
  const older = await openTalk(stage, "Yui", { minutesAgo: (8 * DAY) / 60_000 });
  await older.customer.write("Me again", { timestamp: clock.now().getTime() - 60_000 });
  await older.told("continues in");

  await older.say(aki, "Answered in the old thread");
  await older.arrived();
  await stage.quiet();

  expect(older.received()).toEqual(["Answered in the old thread"]);
});

it("sends a reply in a thread of a former channel", async () => {
  const talk = await openTalk(stage, "Mio");
  await stage.quiet();
  await stage.stop();
  stage.settings["SLACK_CHANNEL"] = stage.slack.channel("new-support");
  const app = await stage.start();
  const moved = await openInNewChannel(app.url);

  const said = await talk.say(aki, "Still the same customer");
  await talk.arrived();
  await stage.quiet();

  expect(moved).toBe("Kei");
  expect(talk.received()).toEqual(["Still the same customer"]);
  expect(await talk.marks(said)).toEqual(["white_check_mark"]);
  expect(sends(stage).at(-1)?.path).toBe("push");
});

/** Shows that the account really lives in the new channel now. */
async function openInNewChannel(_url: string): Promise<string> {
  const customer = stage.line.customer({ name: "Kei" });
  await customer.write("First words", { timestamp: stage.clock.now().getTime() - 60_000 });
  const channel = stage.slack.channel("new-support");
  await until("a card in the new channel", async () =>
    (await stage.slack.history(channel)).find((each) => each.text.startsWith("Kei ")),
  );
  return customer.name;
}
