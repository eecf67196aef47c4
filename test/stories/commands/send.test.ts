import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { ShownView, Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

const HELD = "hourglass_flowing_sand";
const SENT = "white_check_mark";
const CANCELLED = "wastebasket";
const DAY = 24 * 3_600_000;

let stage: Stage;
let aki: Staff;
let ben: Staff;
let visitor: Staff;
let talk: Talk;
let count = 0;

beforeAll(async () => {
  stage = await startStage({ settings: { SEND_HOLD_SECONDS: "10", SEND_MODE: "confirm" } });
  aki = await stage.staff("aki");
  ben = await stage.staff("ben");
  visitor = await stage.slack.staff({ name: "visitor", guest: true });
});
beforeEach(async () => {
  count += 1;
  talk = await openTalk(stage, `Hanako${count}`);
});
afterAll(() => closeSpotless(stage));

const slash = async (text: string): Promise<string> =>
  JSON.stringify((await aki.slash("/line", text, stage.channel)).answer);

/** The newest modal; what the app shows first ("Loading…") has no input. */
const shown = (): Promise<ShownView> =>
  until("a modal", () => {
    const last = stage.slack.views.at(-1);
    return last && JSON.stringify(last.view.blocks).includes("plain_text_input") ? last : undefined;
  });

/** Waits until LINE has told the names of friends who never wrote. */
const named = (names: string[]): Promise<true> =>
  until("the names", async () => {
    const known = await stage.db.contact.count({ where: { displayName: { in: names } } });
    return known === names.length || undefined;
  });

describe("words sent by a command", () => {
  it("wait like a typed reply, without another question, and their line in the thread shows how they stand", async () => {
    const answer = await slash(`send ${talk.number} https://shop.example opens at 10 & closes at *5* :smile:`);
    const line = await talk.told("aki sends to the customer");
    await talk.marked(line, HELD);
    const before = talk.received();
    stage.clock.advance(10_000);
    await talk.arrived();
    await stage.quiet();

    expect(answer).toContain("https://shop.example opens at 10");
    expect(before).toEqual([]);
    expect(talk.received()).toEqual(["https://shop.example opens at 10 & closes at *5* 😄"]);
    expect(await talk.marks(line)).toEqual([SENT]);
    expect(await stage.db.audit.findMany({ where: { conversationId: talk.number, act: "sends" } })).toMatchObject([
      { act: "sends", actor: aki.userId, detail: {} },
    ]);
  });

  it("are cancelled by a reaction on their line", async () => {
    await slash(`send ${talk.number} Never mind`);
    const line = await talk.told("aki sends to the customer");
    await talk.marked(line, HELD);
    await aki.react(stage.channel, line.ts, "x");
    await talk.marked(line, CANCELLED);
    stage.clock.advance(30_000);
    await stage.quiet();

    expect(talk.received()).toEqual([]);
    expect(await talk.marks(line)).not.toContain(HELD);
  });

  it("go at once by a reaction on their line, after what was written before them", async () => {
    await slash(`send ${talk.number} one`);
    await slash(`send ${talk.number} two`);
    const line = await talk.told("two");
    await talk.marked(line, HELD);
    await aki.react(stage.channel, line.ts, "fast_forward");

    expect(await talk.arrived(2)).toEqual(["one", "two"]);
  });

  it("mark their line even when Slack shows it after LINE took them", async () => {
    stage.slack.setFault(({ method, body }) =>
      method === "chat.postMessage" && JSON.stringify(body).includes("late line")
        ? { kind: "answer", status: 503 }
        : undefined,
    );
    await slash(`send ${talk.number} late line`);
    stage.clock.advance(10_000);
    await talk.arrived();
    stage.slack.setFault(undefined);
    stage.clock.advance(60_000);
    const line = await talk.told("late line");

    expect(await talk.marked(line, SENT)).toEqual([SENT]);
  });

  it("are told in the thread when LINE refuses them, with the choice to send them again", async () => {
    stage.line.setQuota(stage.line.billed());
    await slash(`send ${talk.number} too much`);
    stage.clock.advance(10_000);
    const question = await talk.told("messages for this month are used up");
    const line = await talk.told("aki sends to the customer");
    await talk.marked(line, "question");
    stage.line.setQuota(null);
    await aki.click({ channel: stage.channel, ts: question.ts }, "choice:send");

    expect(await talk.arrived()).toEqual(["too much"]);
    expect(await talk.marked(line, SENT)).toContain(SENT);
  });
});

describe("the form", () => {
  it("sends once, however often it is submitted", async () => {
    await slash(`send ${talk.number}`);
    const form = await shown();
    await Promise.all([
      aki.submit(form.view, { text: "From the form &amp; no more" }),
      aki.submit(form.view, { text: "From the form &amp; no more" }),
    ]);
    await aki.submit(form.view, { text: "From the form &amp; no more" });
    stage.clock.advance(10_000);
    await talk.arrived();
    await stage.quiet();

    expect(talk.received()).toEqual(["From the form &amp; no more"]);
    expect(await stage.db.message.count({ where: { conversationId: talk.number, author: "staff" } })).toBe(1);
  });

  it("opens from the menu of the card and says what a colleague sent meanwhile", async () => {
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:more", `send ${talk.number}`);
    const form = await shown();
    await ben.slash("/line", `send ${talk.number} I do it`, stage.channel);
    const answer = await aki.submit(form.view, { text: "I do it, too" });

    expect(JSON.stringify(answer.answer)).toContain("Meanwhile ben sends to the customer");
    stage.clock.advance(10_000);
    expect(await talk.arrived()).toEqual(["I do it"]);
  });
});

describe("a customer of whom nobody knows whether words arrive", () => {
  it("is written to only after the member says so, and once", async () => {
    stage.clock.advance(8 * DAY);
    const answer = await slash(`send ${talk.number} Are you there?`);
    await stage.quiet();
    const before = await stage.db.message.count({ where: { conversationId: talk.number, author: "staff" } });
    const ephemeral = {
      at: 0,
      channel: stage.channel,
      user: aki.userId,
      message_ts: "1.000001",
      text: "",
      deleted: false,
    };
    const { blocks } = JSON.parse(answer) as { blocks: Record<string, unknown>[] };
    await Promise.all([1, 2].map(() => aki.clickEphemeral({ ...ephemeral, blocks }, "sure:send")));
    stage.clock.advance(10_000);
    await talk.arrived();
    await stage.quiet();

    expect(answer).toContain("Nobody knows whether it arrives");
    expect(before).toBe(0);
    expect(talk.received()).toEqual(["Are you there?"]);
  });
});

describe("a friend who never wrote", () => {
  it("is found by the beginning of the name on LINE; a thread opens with the card and the words", async () => {
    const friend = stage.line.customer({ name: `ヤマダ花子${count}` });
    await friend.follow();
    await named([friend.name]);
    await slash(`send やまだ花子${count} Welcome`);
    const card = await until("a card", async () =>
      (await stage.cards()).find((each) => each.text.startsWith(friend.name)),
    );
    const line = await stage.inThread(card, "aki sends to the customer");
    stage.clock.advance(10_000);
    await until("the words", () => stage.received(friend).at(0));

    expect(stage.received(friend)).toEqual(["Welcome"]);
    expect(line.text).toContain("Welcome");
    await friend.write("Thank you");
    expect((await stage.inThread(card, "Thank you")).thread_ts).toBe(card.ts);
  });

  it("of whom two have the name is asked for", async () => {
    for (const name of [`Tanaka A${count}`, `Tanaka B${count}`]) await stage.line.customer({ name }).follow();
    await until(
      "the names",
      async () =>
        (await stage.db.contact.count({ where: { displayName: { startsWith: "Tanaka" } } })) === 2 || undefined,
    );

    const answer = await slash("send Tanaka Welcome");

    expect(answer).toContain(`Tanaka A${count}`);
    expect(answer).toContain(`Tanaka B${count}`);
    expect(await stage.db.message.count({ where: { conversationId: { gt: talk.number } } })).toBe(0);
  });
});

describe("what does not go", () => {
  it.each([
    ["too many words", () => "x".repeat(25_001), "longer than 25000 characters"],
    ["nothing to see", () => " \u3000 ", "plain_text_input"],
  ])("%s", async (_what, text, said) => {
    const answer = await slash(`send ${talk.number} ${text()}`);
    const views = JSON.stringify(stage.slack.views.at(-1));

    expect(answer + views).toContain(said);
    expect(await stage.db.message.count({ where: { conversationId: talk.number, author: "staff" } })).toBe(0);
  });

  it("words of a guest", async () => {
    const answer = await visitor.slash("/line", `send ${talk.number} Hi`, stage.channel);
    await stage.quiet();

    expect(JSON.stringify(answer.answer)).toContain("guests");
    expect(await stage.db.message.count({ where: { conversationId: talk.number, author: "staff" } })).toBe(0);
  });

  it("words for a chat that another LINE tool holds", async () => {
    await talk.customer.write("over there", { mode: "standby" });
    await stage.inThread(talk.card, "over there");

    expect(await slash(`send ${talk.number} Hi`)).toContain("another LINE tool holds this chat");
  });

  it("says truly that a chat is muted, or that the customer is gone", async () => {
    await talk.customer.unfollow();
    await talk.told("blocked the account");
    await stage.db.conversation.update({ where: { id: talk.number }, data: { muted: "muted" } });

    const answer = await slash(`send ${talk.number} Hi`);
    stage.clock.advance(10_000);

    expect(answer).toContain("This chat is muted");
    expect(answer).toContain("LINE said that this customer cannot be reached");
    await talk.told("cannot be reached");
    expect(talk.received()).toEqual([]);
  });
});
