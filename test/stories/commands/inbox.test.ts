import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  await openTalk(stage, "Long", { words: "I have waited *long* <!channel>".slice(0, 18), minutesAgo: 185 });
  await openTalk(stage, "Short", { minutesAgo: 5 });
  await openTalk(stage, "Middle", { minutesAgo: 60 });
});
afterAll(() => closeSpotless(stage));

interface Said {
  text: string;
  blocks?: { type: string; text?: { text: string }; elements?: { text: { text: string } }[] }[];
}

async function inbox(words = "", by = aki): Promise<Said> {
  const { status, answer } = await by.slash("/line", `inbox ${words}`, stage.channel);
  expect(status).toBe(200);
  return answer as Said;
}

/** The numbers of the chats, in the order shown. */
const numbers = ({ text }: Said): number[] => [...text.matchAll(/· #(\d+) ·/g)].map(([, number]) => Number(number));

const set = (id: number, data: object): Promise<unknown> => stage.db.conversation.update({ where: { id }, data });

describe("inbox", () => {
  it("lists who waits, the longest first, with all that one needs to choose", async () => {
    await aki.slash("/line", "tag 1 +VIP", stage.channel);
    await aki.slash("/line", "assign 1 me", stage.channel);

    const said = await inbox();

    expect(numbers(said)).toEqual([1, 3, 2]);
    const [, first] = said.blocks ?? [];
    expect(first?.text?.text).toMatch(/^\*<https:\/\/[^|]+\/archives\/\w+\/p\d+\|Long>\* · #1 · .*waiting 3 h 5 min/);
    expect(first?.text?.text).toContain("aki · `VIP`\n» I have waited *lon");
  });

  it("knows its lists, in Japanese too", async () => {
    expect(numbers(await inbox("mine"))).toEqual([1]);
    expect(numbers(await inbox("自分"))).toEqual([1]);
    expect(numbers(await inbox("unassigned"))).toEqual([3, 2]);
    expect(numbers(await inbox("未担当"))).toEqual([3, 2]);
    expect(numbers(await inbox("ＡＬＬ"))).toEqual([1, 3, 2]);
    expect(numbers(await inbox("tag:vip"))).toEqual([1]);
    expect(numbers(await inbox("すべて　タグ：ＶＩＰ"))).toEqual([1]);
    expect((await inbox("tag:nothing")).text).toContain('there is no tag "nothing"');
    expect((await inbox("unassigned tag:VIP")).text).toContain("Nobody waits who has no assignee");
  });

  it("leaves out what was put off, muted or marked as spam, until it is asked for", async () => {
    await set(1, { snoozedUntil: new Date(stage.clock.now().getTime() + 3_600_000) });
    await set(2, { muted: "muted", mutedAt: stage.clock.now() });
    await set(3, { muted: "spam", mutedAt: stage.clock.now() });

    expect((await inbox()).text).toContain("Nobody waits");
    expect((await inbox("mine")).text).toContain("No open chat is yours");
    expect(numbers(await inbox("snoozed"))).toEqual([1]);
    expect(numbers(await inbox("muted"))).toEqual([2]);
    expect(numbers(await inbox("迷惑"))).toEqual([3]);

    await set(1, { snoozedUntil: new Date(stage.clock.now().getTime() - 1) });
    await set(2, { muted: "no", mutedAt: null });
    await set(3, { muted: "no", mutedAt: null });
    expect(numbers(await inbox())).toEqual([1, 3, 2]);
  });

  it("shows what is done, the latest first", async () => {
    expect((await inbox("done")).text).toContain("No chat is marked done");
    await aki.slash("/line", "done 3", stage.channel);
    await aki.slash("/line", "done 2", stage.channel);

    expect(numbers(await inbox("完了"))).toEqual([2, 3]);
    expect(numbers(await inbox())).toEqual([1]);
  });

  it("says how it goes when it is asked for something else", async () => {
    for (const wrong of ["everything", "mine all", "tag:", "page:0", "tag:a tag:b"])
      expect((await inbox(wrong)).text).toContain("[mine|unassigned|all|done]");
  });

  it("has pages", async () => {
    const account = await stage.db.account.findFirstOrThrow();
    const ids = Array.from({ length: 45 }, (_, n) => n);
    await stage.db.conversation.createMany({
      data: ids.map((n) => ({
        accountId: account.id,
        kind: "group",
        lineId: `C${n}`,
        title: `${"あ".repeat(100)}${n}`,
        waitingSince: new Date(Date.now() - 3_600_000 + n * 1_000),
      })),
    });

    const first = await inbox();
    expect(numbers(first)).toHaveLength(20);
    expect(first.blocks).toHaveLength(22);

    const shown = stage.slack.ephemerals.at(-1);
    if (!shown) throw new Error("nothing shown");
    await aki.clickEphemeral(shown, "pick:page:2");
    const second = await until("the second page", () => stage.slack.responses.at(-1)?.body as Said | undefined);
    expect(second).toMatchObject({ replace_original: true, text: expect.stringContaining("page 2") });
    expect(numbers(second)).toHaveLength(20);
    expect(new Set([...numbers(first), ...numbers(second)]).size).toBe(40);

    const third = await inbox("page:3");
    expect(numbers(third)).toHaveLength(6);
    expect(third.blocks?.at(-1)?.elements?.map((each) => each.text.text)).toEqual(["Back"]);
    expect((await inbox("page:4")).text).toContain("nothing on this page");
  });

  it("opens the chat's modal from a row", async () => {
    await inbox("mine");
    const shown = stage.slack.ephemerals.at(-1);
    if (!shown) throw new Error("nothing shown");

    await aki.clickEphemeral(shown, "do:manage", "1");

    expect(JSON.stringify(stage.slack.views.at(-1)?.view.blocks)).toContain("do:done");
  });
});
