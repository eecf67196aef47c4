import { afterAll, beforeAll, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const QUESTION = "LINE would accept the message and not deliver it";
const DAY_AGO = 25 * 60;

let stage: Stage;
let aki: Staff;
let count = 0;
beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff();
});
afterAll(() => stage.close());

const silent = () => openTalk(stage, `Customer ${(count += 1)}`, { minutesAgo: DAY_AGO });

const asksFor = (talk: Talk) =>
  stage.line.calls.filter(({ path }) => path === `/v2/bot/profile/${talk.customer.userId}`).length;

async function friendship(talk: Talk): Promise<string | undefined> {
  return (await stage.db.contact.findFirst({ where: { lineUserId: talk.customer.userId } }))?.friendship;
}

it("somebody silent for a day who left is asked about first, and stored as no friend", async () => {
  const talk = await silent();
  await talk.customer.unfollow({ deliver: false });

  const said = await talk.say(aki, "Are you still there?");
  await talk.told(QUESTION);
  await stage.quiet();

  expect(stage.line.undelivered()).toEqual([]);
  expect(await talk.marks(said)).toEqual(["question"]);
  expect(await friendship(talk)).toBe("not");
});

it('"send" sends it all the same', async () => {
  const talk = await silent();
  await talk.customer.unfollow({ deliver: false });
  await talk.say(aki, "Perhaps later");
  const question = await talk.told(QUESTION);
  const before = stage.line.undelivered().length;

  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");
  await stage.quiet();

  expect(stage.line.undelivered().length - before).toBe(1);
});

it('"leave" leaves it', async () => {
  const talk = await silent();
  await talk.customer.unfollow({ deliver: false });
  const said = await talk.say(aki, "Never mind");
  const question = await talk.told(QUESTION);
  const before = stage.line.undelivered().length;

  await aki.click({ channel: stage.channel, ts: question.ts }, "choice:leave");
  await stage.quiet();

  expect(stage.line.undelivered().length - before).toBe(0);
  expect(await talk.marks(said)).toEqual(["wastebasket"]);
});

it("somebody silent for a day who is still there receives it, after one look", async () => {
  const talk = await silent();
  await stage.quiet();
  const before = asksFor(talk);

  await talk.say(aki, "We have news");
  await talk.arrived();

  expect(asksFor(talk) - before).toBe(1);
  expect(await friendship(talk)).toBe("unknown");
});

it("somebody who wrote today is not looked up", async () => {
  const talk = await openTalk(stage, "Recent customer");
  await stage.quiet();
  const before = asksFor(talk);

  await talk.say(aki, "Of course");
  await talk.arrived();

  expect(asksFor(talk) - before).toBe(0);
});

it("somebody who blocked the account is asked about at once, and reached again when they are back", async () => {
  const talk = await openTalk(stage, "Blocker");
  await talk.customer.unfollow();
  await talk.told("blocked the account");

  await talk.say(aki, "Hello?");
  await talk.told(QUESTION);
  const blocked = await friendship(talk);
  await talk.customer.unblock();
  await talk.told("Replies arrive again");
  await talk.say(aki, "Welcome back");
  await talk.arrived();

  expect(blocked).toBe("not");
  expect(await friendship(talk)).toBe("friend");
  expect(talk.received()).toEqual(["Welcome back"]);
});

it("a follow makes a friend", async () => {
  const talk = await openTalk(stage, "Follower");
  const before = await friendship(talk);

  await talk.customer.follow();
  await stage.quiet();

  expect(before).toBe("unknown");
  expect(await friendship(talk)).toBe("friend");
});

it("a LINE that cannot say now keeps the words until it can", async () => {
  const talk = await silent();
  await stage.quiet();
  let failed = 0;
  stage.line.setFault((call, phase) => {
    if (!call.method.includes("/v2/bot/profile/") || phase !== "before" || failed >= 2) return;
    failed += 1;
    return { kind: "answer", status: 500 };
  });

  await talk.say(aki, "Patience");
  await talk.arrived();
  stage.line.setFault(undefined);

  expect(failed).toBe(2);
  expect(talk.received()).toEqual(["Patience"]);
});
