/** After an accident, from a backup that is older than it: nothing is said twice to a customer, and staff are asked. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "vitest";

import { createApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { restoreBackup } from "../../src/store/backup/restore.ts";
import { save } from "../support/backups.ts";
import { createDatabase } from "../support/database.ts";
import { startStage, until } from "../support/stage.ts";

const folder = mkdtempSync(join(tmpdir(), "threadline-restored-"));
afterAll(() => rmSync(folder, { recursive: true }));

const secondOf = (milliseconds: number): number => Math.floor(milliseconds / 1000);

it("what was sent after the backup is asked about, not sent again; what is new goes as ever", async () => {
  const stage = await startStage({ settings: { SEND_HOLD_SECONDS: "0" } });
  const { line, slack, channel } = stage;
  const customer = line.customer({ name: "Sakura" });
  const aki = await stage.staff();
  await customer.write("Hello?");
  const card = await stage.card();
  await stage.inThread(card, "Hello?");
  await stage.quiet();
  // written down, but LINE takes nothing for the moment: so it is pending in the backup
  line.setFault(({ method }) =>
    method.startsWith("POST /v2/bot/message/")
      ? { kind: "answer", status: 429, body: { message: "rate limit" } }
      : undefined,
  );
  await aki.say(channel, "pending in the backup", { thread_ts: card.ts });
  await until(
    "the pending answer",
    async () => (await stage.db.message.findFirst({ where: { author: "staff" } })) ?? undefined,
  );
  const file = join(folder, "old.backup");
  await save(stage.databaseUrl, file, join(folder, "none"));
  line.setFault(undefined);
  await until("the answer on the phone", () => stage.received(customer)[0]);
  await aki.say(channel, "after the backup", { thread_ts: card.ts });
  await until("the second answer", () => stage.received(customer)[1]);
  const late = line.customer({ name: "Ken" });
  await late.write("I came after the backup");
  const lost = await stage.card(2);
  await stage.quiet();
  await stage.stop();

  const database = await createDatabase({ bare: true });
  await restoreBackup({ url: database.url, file, mediaFolder: join(folder, "media") });
  const restored = secondOf(Date.now());
  const config = loadConfig({ ...stage.settings, DATABASE_URL: database.url, PORT: "0" });
  const app = await createApp({ config, log: createLog("silent"), now: stage.clock.now });
  line.setWebhook(`${app.url}/line/webhook`);
  slack.setRequestUrl(`${app.url}/slack/events`);
  const asked = await until("both questions", async () => {
    const thread = await slack.thread(channel, card.ts);
    const found = thread.filter(({ text }) => text.includes("restored from a backup"));
    return found.length >= 2 ? found : undefined;
  });
  // the clock of this Slack counts in seconds: what is written in the second of the restore may be from before it
  await until("the next second", () => secondOf(Date.now()) > restored);
  await aki.say(channel, "written today", { thread_ts: card.ts });
  await until("the new answer", () => stage.received(customer)[2]);
  await aki.say(channel, "to a thread that is not known any more", { thread_ts: lost.ts });
  const told = await until("a word to who wrote there", async () =>
    (await slack.directMessages(aki.userId)).find(({ text }) => text.includes("did not get your words")),
  );
  await slack.settled();

  expect([told.text.includes(channel), stage.received(late)]).toEqual([true, []]);
  expect(stage.received(customer)).toEqual(["pending in the backup", "after the backup", "written today"]);
  expect(asked).toHaveLength(2);
  await app.close();
  await stage.close();
  await database.close();
});

it("a push whose key has run out while nobody was there is asked about, not sent again", async () => {
  const stage = await startStage();
  const { line, channel } = stage;
  const customer = line.customer({ name: "Sakura" });
  const aki = await stage.staff();
  await customer.write("Hello?", { timestamp: stage.clock.now().getTime() - 3_600_000 });
  const card = await stage.card();
  await stage.inThread(card, "Hello?");
  await stage.quiet();
  line.setFault(({ method }, phase) =>
    method === "POST /v2/bot/message/push" && phase === "after" ? { kind: "reset" } : undefined,
  );
  await aki.say(channel, "arrives, but nobody hears of it", { thread_ts: card.ts });
  await until("the words on the phone", () => stage.received(customer)[0]);
  await stage.stop();
  line.setFault(undefined);
  stage.clock.advance(25 * 3_600_000);

  await stage.start();
  line.setWebhook(`${stage.url()}/line/webhook`);
  await stage.inThread(card, "nobody knows whether the customer got it");

  expect(stage.received(customer)).toEqual(["arrives, but nobody hears of it"]);
  await stage.close();
});
