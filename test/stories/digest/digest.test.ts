/** Digests: listed once at their time, with all that one needs to choose, however many instances hear the clock strike. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Message, Staff } from "../../../src/sandbox/slack/types.ts";
import { answerTo } from "../../support/answer-to.ts";
import { advanceTo, mondayAfter } from "../../support/calendar.ts";
import { cast } from "../../support/cast.ts";
import { type Stage, until } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let on: ReturnType<typeof mondayAfter>;

beforeAll(async () => {
  ({ stage, aki, ben } = await cast(2));
  on = mondayAfter(stage.clock.now());
  advanceTo(stage, on("8:00"));
});
afterAll(async () => {
  // that a channel is not there is found out by asking
  expect(stage.slack.violations).toEqual(["conversations.info: channel_not_found"]);
  await stage.close();
});

const said = (text: string, by = aki): Promise<string> => answerTo(stage, by, text);

/** In the account's Slack channel, oldest first, with the pages that stand in their threads. */
async function digests(): Promise<Message[]> {
  const posts = (await stage.slack.history(stage.channel)).toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return posts.filter(({ text }) => /^:(?:clipboard|tea):/.test(text));
}

const shown = (post: Message | undefined): string => JSON.stringify(post?.blocks ?? []);

const arrived = (count: number): Promise<Message[]> =>
  until(`${count} digests`, async () => {
    const all = await digests();
    return all.length >= count ? all : undefined;
  });

/** Both instances have looked at the clock since it was moved. */
async function looked(): Promise<void> {
  const at = stage.clock.now();
  const began = Date.now();
  await until("both looked", async () => {
    const seen = await stage.db.instance.count({ where: { seenAt: { gte: at }, endedAt: null } });
    return (seen === stage.apps.length && Date.now() > began + 3_000) || undefined;
  });
  await stage.quiet();
}

async function startBoth(): Promise<void> {
  await Promise.all([stage.start(), stage.start()]);
  stage.line.setWebhook(`${stage.url()}/line/webhook`);
  stage.slack.setRequestUrl(`${stage.url()}/slack/events`);
}

describe("a digest", () => {
  it("is chosen by admins, in words that are understood, and said back", async () => {
    expect(await said("digest")).toContain("No digest.");
    expect(await said("digest 9:00 weekdays", ben)).toContain("`digest` is for admins");
    expect(await said("digest sometimes")).toContain("for instance `/line digest 9:00,13:00,17:30 weekdays`");
    expect(await said("digest 3時 平日")).toContain("Did you mean `03:00` or `15:00`?");
    expect(await said("digest 9:00 to <#C0NOWHERE|nowhere>")).toContain("cannot write in <#C0NOWHERE>");
    expect(await said("digest")).toContain("No digest.");

    const chosen = await said("digest 9:00,13:00,17:30 weekdays");
    expect(chosen).toContain("Digest at 9:00, 13:00, 17:30, Monday to Friday (Asia/Tokyo)");
    expect(chosen).toContain(`<!date^${on("9:00").getTime() / 1000}^`);
    expect(await said("まとめ", ben)).toContain("Digest at 9:00, 13:00, 17:30");
    expect(await said("digest 17:30 9:00 13:00 平日")).toContain("It is so already");
  });

  it("says in one friendly line that nobody waits", async () => {
    advanceTo(stage, on("9:00"));

    const [post] = await arrived(1);
    await looked();
    expect(post?.text).toContain("Nobody waits for an answer");
    expect(await digests()).toHaveLength(1);
  });

  it("lists who waits, the longest first, grouped by whose they are", async () => {
    const hanako = stage.line.customer({ name: "Hanako" });
    await hanako.write("Is *this* in <!channel> stock?", { timestamp: stage.clock.now().getTime() - 200 * 60_000 });
    await stage.card();
    await openTalk(stage, "Taro", { minutesAgo: 90 });
    await openTalk(stage, "Jiro", { minutesAgo: 30, words: "ありがとうございます！" });
    await openTalk(stage, "Saburo", { minutesAgo: 10 });
    await said("assign 2 me", ben);
    await said("assign 3 me", ben);
    await said("tag 1 +VIP");
    await said("note 1 waits");
    await stage.quiet();
    advanceTo(stage, on("13:00"));

    const [, post] = await arrived(2);
    const blocks = shown(post);
    expect(post?.text).toContain("4 customers waiting · 2 without an assignee · +4 since");
    const order = [...blocks.matchAll(/\|(Hanako|Taro|Jiro|Saburo)>|\*(Nobody's|ben)\* · (\d)/g)];
    expect(order.map(([, name, group, count]) => name ?? `${group} ${count}`)).toEqual([
      "Nobody's 2",
      "Hanako",
      "Saburo",
      "ben 2",
      "Taro",
      "Jiro",
    ]);
    expect(blocks).toMatch(
      /\*<https:[^|]+\/archives\/\w+\/p\d+\|Hanako>\* · #1 · :large_orange_circle: 7 h \d+ min · `VIP`/,
    );
    // what a customer wrote calls nobody
    expect(blocks).toContain("» Is *this* in &lt;!channel&gt; stock?");
    // without response hours there is nothing to tell apart
    expect(blocks).not.toContain("in response hours");
  });

  it("has buttons that do what those of a card do, and closes thanks with one", async () => {
    const [, post] = await digests();
    expect(shown(post).split("Thanks: done")).toHaveLength(2);

    await ben.click({ channel: stage.channel, ts: post!.ts }, "do:assign", "4 me");
    await ben.click({ channel: stage.channel, ts: post!.ts }, "do:done", "3");

    const chats = await stage.db.conversation.findMany({ orderBy: { id: "asc" } });
    expect(chats.map(({ assigneeId, status }) => [assigneeId, status])).toEqual([
      [null, "open"],
      [ben.userId, "open"],
      [ben.userId, "done"],
      [ben.userId, "open"],
    ]);
    expect(chats[2]?.waitingSince).toBeNull();
  });

  it("leaves out who is put off, muted or answered, and counts the change", async () => {
    await said("snooze 1 tomorrow 9:00");
    await said("mute 2");
    await stage.quiet();
    advanceTo(stage, on("17:30"));

    const post = (await arrived(3))[2];
    expect(post?.text).toContain("1 customer waiting · −3 since");
    expect(shown(post)).toContain("|Saburo>");
    expect(shown(post)).not.toMatch(/\|(?:Hanako|Taro|Jiro)>/);
  });

  it("is once for its time, also in instances that start later or all at once", async () => {
    await stage.stop();
    await startBoth();
    await looked();

    expect(await digests()).toHaveLength(3);
    expect(await stage.db.slot.count()).toBe(3);
  });

  it("is made up for once when it was missed for less than an hour, and not when it was longer", async () => {
    await stage.stop();
    advanceTo(stage, on("9:40", 1));
    await startBoth();
    await arrived(4);
    await looked();
    expect(await digests()).toHaveLength(4);

    await stage.stop();
    advanceTo(stage, on("14:01", 1));
    await startBoth();
    await looked();
    expect(await digests()).toHaveLength(4);
  });

  it("follows a change at once in every instance, and is not made up for when it was chosen later", async () => {
    expect(await said("digest 13:50,14:30 daily")).toContain("Digest at 13:50, 14:30, every day");
    await looked();
    expect(await digests()).toHaveLength(4);
    advanceTo(stage, on("14:30", 1));
    await arrived(5);

    expect(await said("digest off")).toContain("No digest.");
    // the other instance hears of it within a second
    await looked();
    advanceTo(stage, on("13:50", 2));
    await looked();
    expect(await digests()).toHaveLength(5);
    const acts = await stage.db.audit.findMany({ where: { act: "settings" } });
    expect(acts).toHaveLength(3);
  });

  it("comes when somebody asks for it", async () => {
    expect(await said("digest now", ben)).toContain("on its way: ");

    expect((await arrived(6))[5]?.text).toContain("waiting");
  });
});

it("tells whoever watches from outside how many wait, and how long", async () => {
  const metrics = await (await fetch(`${stage.url()}/metrics`)).text();
  const { name } = await stage.db.account.findFirstOrThrow();
  const of = (metric: string): number =>
    Number(new RegExp(`^${metric}\\{account="${name}"\\} (.+)$`, "m").exec(metrics)?.[1]);

  // Hanako is back, and Saburo; both since the day before yesterday
  expect(of("threadline_chats_waiting")).toBe(2);
  expect(of("threadline_answer_time_breaches")).toBe(2);
  expect(of("threadline_oldest_wait_seconds")).toBeGreaterThan(2 * 86_400);
});
