/** Where digests go: the account's Slack channel, another one, each assignee; long ones; and what is left of them. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let kim: Staff;
let leads: string;

beforeAll(async () => {
  stage = await startStage({
    started: false,
    slack: { channels: [{ name: "support" }, { name: "leads", isPrivate: true }, { name: "partners" }] },
    instances: 2,
  });
  aki = await stage.slack.staff({ name: "aki", admin: true });
  ben = await stage.staff("ben");
  kim = await stage.staff("kim");
  leads = stage.slack.channel("leads");
  for (let instance = 0; instance < 2; instance += 1) await stage.start();
  for (const each of [aki, ben, kim]) await each.slash("/line", "help", stage.channel);
  await openTalk(stage, "Hanako", { minutesAgo: 300 });
  await openTalk(stage, "Taro", { minutesAgo: 200 });
  await openTalk(stage, "Jiro", { minutesAgo: 100 });
  await said("assign 2 me", ben);
});
afterAll(async () => {
  await stage.close();
});

const said = (text: string, by = aki): Promise<string> => answerTo(stage, by, text);

const isDigest = ({ text }: Message): boolean => /^:(?:clipboard|tea):/.test(text);
const digestsIn = async (channel: string): Promise<Message[]> => (await stage.slack.history(channel)).filter(isDigest);
const shown = (post: Message | undefined): string => JSON.stringify(post?.blocks ?? []);

async function now(): Promise<void> {
  expect(await said("digest now")).toContain("on its way");
  await stage.quiet();
}

it("another Slack channel, if the app may write there; else the account's own hears why not", async () => {
  expect(await said(`digest 9:00 to <#${leads}|leads>`)).toContain(`in <#${leads}>`);
  await now();
  expect(shown((await digestsIn(leads))[0])).toContain("|Hanako>");
  expect(await digestsIn(stage.channel)).toEqual([]);

  await stage.slack.removeBot(leads);
  await now();

  const told = await until("told at home", async () =>
    (await stage.slack.history(stage.channel)).find(({ text }) => text.includes("could not be posted")),
  );
  expect(told.text).toContain(`<#${leads}>`);
  expect(await digestsIn(leads)).toHaveLength(1);
  // the account's own Slack channel goes on
  await openTalk(stage, "Shiro", { minutesAgo: 50 });
  await said("done 4");
});

it("not a Slack channel that others came to read since: the account's own hears of it", async () => {
  const partners = stage.slack.channel("partners");
  expect(await said(`digest 9:00 to <#${partners}|partners>`)).toContain(`in <#${partners}>`);
  await stage.slack.share(partners, true);
  await now();

  const home = (): Promise<Message[]> => stage.slack.history(stage.channel);
  const told = async () => (await home()).filter(({ text }) => text.includes("is shared with another organisation"));
  expect((await until("told at home", async () => (await told())[0])).text).toContain(`<#${partners}>`);
  expect(await digestsIn(partners)).toEqual([]);

  // also where Slack's word of it was lost
  await stage.db.deskRoom.updateMany({ where: { channel: partners }, data: { isShared: false } });
  await stage.stop();
  for (let instance = 0; instance < 2; instance += 1) await stage.start();
  await now();

  await until("told again", async () => (await told()).length === 2);
  expect(await digestsIn(partners)).toEqual([]);
  // the account's own Slack channel was never in question
  expect(await stage.db.account.findMany({ select: { deskState: true } })).toEqual([{ deskState: "ok" }]);
});

it("nor is a post repeated there whose first try did not arrive", async () => {
  const partners = stage.slack.channel("partners");
  await stage.slack.share(partners, false);
  await stage.db.deskRoom.updateMany({ where: { channel: partners }, data: { isShared: false } });
  const told = async () =>
    (await stage.slack.history(stage.channel)).filter(({ text }) =>
      text.includes("is shared with another organisation"),
    );
  const before = (await told()).length;
  let lost = 0;
  stage.slack.setFault(async ({ method, body }, phase) => {
    if (method !== "chat.postMessage" || phase !== "before" || lost > 0) return undefined;
    if (!JSON.stringify(body).includes(partners)) return undefined;
    lost += 1;
    await stage.slack.share(partners, true);
    return { kind: "reset" };
  });
  await now();

  await until("told at home", async () => (await told()).length === before + 1);
  stage.slack.setFault(undefined);
  expect(lost).toBe(1);
  expect(await digestsIn(partners)).toEqual([]);
});

it("each assignee by direct message, and what is nobody's in the account's channel", async () => {
  expect(await said("digest 9:00 to assignees")).toContain("to each assignee by direct message");
  await said("assign 3 me", kim);
  await stage.quiet();
  const before = (await stage.slack.directMessages(ben.userId)).length;
  await now();

  const bens = (await stage.slack.directMessages(ben.userId)).slice(before);
  expect(bens).toHaveLength(1);
  expect(bens[0]?.text).toContain("1 customer of yours waiting");
  expect(shown(bens[0])).toContain("|Taro>");
  expect(shown(bens[0])).not.toContain("|Jiro>");
  expect((await stage.slack.directMessages(kim.userId)).map(shown).join()).toContain("|Jiro>");
  // the digest before listed all of them: Taro was Ben's, Jiro and Hanako nobody's
  expect(bens[0]?.text).toContain("±0 since");
  const [home, ...others] = await digestsIn(stage.channel);
  expect(home?.text).toContain("−1 since");
  expect(others).toEqual([]);
  expect(home?.text).toContain("1 customer waiting whom nobody looks after");
  expect(shown(home)).toContain("|Hanako>");
  expect(shown(home)).not.toContain("|Taro>");
});

it("what somebody has who left the Slack channel stands there, too", async () => {
  await stage.slack.move(kim.userId, stage.channel, false);
  const before = (await stage.slack.directMessages(kim.userId)).length;
  await now();

  expect((await stage.slack.directMessages(kim.userId)).length).toBe(before);
  const last = (await digestsIn(stage.channel)).at(-1);
  expect(last?.text).toContain("2 customers waiting whom nobody looks after");
  expect(shown(last)).toContain("|Jiro>");
});

it("a post whose answer is lost is found, and not made again", async () => {
  await said("digest 9:00");
  const before = (await digestsIn(stage.channel)).length;
  let lost = 0;
  stage.slack.setFault(({ method, body }, phase) =>
    method === "chat.postMessage" &&
    phase === "after" &&
    JSON.stringify(body).includes(":clipboard:") &&
    (lost += 1) === 1
      ? { kind: "reset" }
      : undefined,
  );
  await now();
  stage.slack.setFault(undefined);

  expect(lost).toBe(1);
  expect((await digestsIn(stage.channel)).length).toBe(before + 1);
});

it("a long one goes on in its own thread, and counts everybody", async () => {
  const crowd = Array.from({ length: 105 }, (_, i) => stage.line.customer({ name: `Crowd ${i}` }));
  const at = stage.clock.now().getTime() - 60_000;
  await Promise.all(crowd.map((each, i) => each.write("Hello?", { timestamp: at + i })));
  await until("all are there", async () => (await stage.db.conversation.count()) === 109 || undefined);
  await until(
    "all have their threads",
    async () =>
      (await stage.db.delivery.count({ where: { status: "pending", kind: { in: ["open", "say"] } } })) === 0 ||
      undefined,
    70_000,
  );
  await now();

  const head = (await digestsIn(stage.channel)).at(-1);
  expect(head?.text).toContain("108 customers waiting");
  expect(head?.text).toContain("page 1 of 5");
  const pages = (await stage.slack.thread(stage.channel, head!.ts)).filter(isDigest);
  expect(pages.map(({ text }) => /page (\d) of 5/.exec(text)?.[1])).toEqual(["1", "2", "3", "4", "5"]);
  const listed = pages.flatMap((page) =>
    [...shown(page).matchAll(/\* · #(\d+) · /g)].map(([, number]) => Number(number)),
  );
  expect(new Set(listed).size).toBe(100);
  expect(shown(pages[4])).toContain("…and 8 more: `/line inbox` shows all of them.");
  for (const page of pages) expect(page.blocks?.length).toBeLessThanOrEqual(50);
});

it("nothing is left of a customer who is forgotten", async () => {
  const names = async (): Promise<number> => {
    const kept = await stage.db.$queryRaw<unknown[]>`
      SELECT FROM attempt a JOIN delivery d ON d.attempt_id = a.id WHERE d.kind = 'list' AND a.body::text LIKE '%Hanako%'
      UNION ALL SELECT FROM delivery WHERE kind IN ('list', 'listTo') AND payload::text LIKE '%Hanako%'`;
    return kept.length;
  };
  expect(await names()).toBe(0);
  expect((await digestsIn(stage.channel)).map(shown).join()).toContain("|Hanako>");

  await said("forget 1 1");

  await until(
    "the digests that name them are gone",
    async () => (await digestsIn(stage.channel)).every((post) => !shown(post).includes("|Hanako>")) || undefined,
  );
});
