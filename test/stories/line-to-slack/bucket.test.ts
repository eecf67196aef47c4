/** Files in a bucket: what customers send, while the bucket is away, and what nobody needs any more. */
import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import type { Customer } from "../../../src/sandbox/line/types.ts";
import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { type FakeBucket, startBucket } from "../../support/bucket.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";

let bucket: FakeBucket;
let stage: Stage;
let boss: Staff;
let customer: Customer;
let card: Message;
beforeAll(async () => {
  bucket = await startBucket("shop", "KEY");
  stage = await startStage({
    settings: { MEDIA_BUCKET: `${bucket.url}/shop`, MEDIA_BUCKET_KEY: "KEY:secret" },
    started: false,
  });
  boss = await stage.staff("boss");
  stage.settings["ADMINS"] = boss.userId;
  await stage.start();
  customer = stage.line.customer({ name: "Hanako" });
  await customer.write("hello", { timestamp: Date.now() - 9_000 });
  card = await stage.card();
  await stage.quiet();
});
afterAll(async () => {
  await closeSpotless(stage);
  await bucket.close();
});

/** Of a neighbour, of one from before keys had a home, and of nobody. */
const others = [`${randomUUID()}/${randomUUID()}`, randomUUID(), "not-ours.txt"];

const files = async (): Promise<string[]> =>
  (await stage.slack.thread(stage.channel, card.ts)).flatMap((post) =>
    (post.files ?? []).map((file) => String(file["id"])),
  );

it("a picture comes through while the bucket is away for a while, and the thread is told once", async () => {
  bucket.fail(503);
  await customer.send({ type: "image", bytes: Buffer.from("first picture") });
  await stage.inThread(card, "Threadline cannot store it now");
  await until("a second try", () =>
    stage.db.delivery.findFirst({ where: { kind: "fetch", tries: { gt: 1 }, status: "pending" } }),
  );
  bucket.fail(undefined);
  await stage.quiet();

  const shown = await files();
  const told = (await stage.slack.thread(stage.channel, card.ts)).filter(({ text }) => text.includes("cannot store"));
  expect(shown).toHaveLength(1);
  expect(Buffer.from((await stage.slack.file(shown[0] ?? ""))?.bytes ?? []).toString()).toBe("first picture");
  expect(told).toHaveLength(1);
  expect([...bucket.objects.values()].map(({ bytes }) => bytes.toString())).toEqual(["first picture"]);
});

it("a bucket that is full is told as such, with what to do; the file comes when there is room", async () => {
  bucket.fail(507);
  await customer.send({ type: "image", bytes: Buffer.from("second picture") });
  const told = await stage.inThread(card, "the bucket where Threadline keeps files is full");
  bucket.fail(undefined);
  await stage.quiet();

  expect(told.text).toContain("Please have room made in it");
  expect(told.text).toContain("It is tried again by itself");
  expect(await files()).toHaveLength(2);
});

it("what nobody needs is swept; what somebody needs, and what another database keeps there, stays", async () => {
  const { id: home } = await stage.db.mediaHome.findFirstOrThrow();
  const orphan = `${home}/${randomUUID()}`;
  const object = { bytes: Buffer.from("x"), type: "", at: new Date() };
  bucket.objects.set(orphan, object);
  for (const key of others) bucket.objects.set(key, object);

  stage.clock.advance(2 * 3_600_000);
  await until("the orphan gone", () => !bucket.objects.has(orphan) || undefined);

  expect(bucket.objects.size).toBe(2 + others.length);
  for (const key of others) expect(bucket.objects.has(key)).toBe(true);
});

it("who is erased takes their files along: from the bucket and from Slack", async () => {
  const shown = await files();

  await boss.slash("/line", "forget 1 1", stage.channel);
  await until("the report", async () =>
    (await stage.slack.directMessages(boss.userId)).find(({ text }) => text.includes("is erased")),
  );
  await stage.quiet();

  expect([...bucket.objects.keys()].toSorted()).toEqual(others.toSorted());
  for (const file of shown) expect(await stage.slack.file(file)).toBeUndefined();
  const erased = { state: "erased", name: null, originId: null };
  expect(await stage.db.content.findMany()).toMatchObject([erased, erased]);
});
