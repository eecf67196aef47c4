import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
let ben: Staff;
let talk: Talk;
let count = 0;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  ben = await stage.staff("ben <here>");
});
beforeEach(async () => {
  count += 1;
  talk = await openTalk(stage, `Hanako${count}`);
});
afterAll(() => closeSpotless(stage));

const slash = async (text: string, staff = aki): Promise<string> =>
  JSON.stringify((await staff.slash("/line", text, stage.channel)).answer);

describe("who", () => {
  it("shows one member alone who the customer is", async () => {
    await talk.say(aki, "Good morning");
    await talk.arrived();
    await stage.quiet();

    const answer = await slash(`who ${talk.number}`);

    expect(answer).toContain('"response_type":"ephemeral"');
    expect(answer).toContain(`Hanako${count}`);
    expect(answer).toContain("we never saw them become a friend");
    expect(answer).toContain("1 from the customer, 1 sent to them");
    expect(answer).toContain("*Threads* <https://");
    expect(answer).toContain("*Account* ");
  });

  it("says of a follower that they are a friend, and of who blocked us that they are not", async () => {
    await talk.customer.follow();
    const before = await slash(`who ${talk.number}`);
    await talk.customer.unfollow();
    const after = await slash(`who ${talk.number}`);

    expect(before).toContain("a friend of the account");
    expect(after).toContain("cannot be reached");
  });

  it("is told from the menu of the card and in the thread, too", async () => {
    const pressed = stage.slack.responses.length;
    await aki.click({ channel: stage.channel, ts: talk.card.ts }, "do:more", `who ${talk.number}`);
    await talk.say(ben, `<@${stage.slack.botUserId}> who`);

    expect(JSON.stringify(stage.slack.responses.slice(pressed))).toContain("First seen");
    expect((await talk.asked(ben, `#${talk.number}`)).blocks.length).toBeGreaterThan(3);
    expect(talk.received()).toEqual([]);
  });
});

describe("log", () => {
  it("says who did what, newest first, without the words of notes and replies", async () => {
    await slash(`tag ${talk.number} +VIP`);
    await slash(`note ${talk.number} allergic to peanuts`, ben);
    await slash(`send ${talk.number} We have it`);
    await talk.say(aki, "/close this");
    const question = await talk.asked(aki, "begins like a command");
    await aki.clickEphemeral(question, "choice:internal");
    await stage.quiet();

    const answer = await slash(`log ${talk.number}`);
    const at = (words: string): number => answer.indexOf(words);

    expect(answer).toContain("aki kept a message internal");
    expect(at("aki kept a message internal")).toBeLessThan(at("aki sends to the customer"));
    expect(at("aki sends to the customer")).toBeLessThan(at("ben &lt;here&gt; wrote a note"));
    expect(at("ben &lt;here&gt; wrote a note")).toBeLessThan(at("aki tagged *VIP*"));
    expect(answer).toContain("<!date^");
    expect(answer).not.toContain("peanuts");
    expect(answer).not.toContain("We have it");
  });

  it("shows at most thirty", async () => {
    for (let i = 0; i < 17; i += 1) {
      await slash(`done ${talk.number}`);
      await slash(`reopen ${talk.number}`);
    }

    const answer = await slash(`log ${talk.number}`);

    expect(answer).toContain("the newest 30");
    const { text } = JSON.parse(answer) as { text: string };
    expect(text.split("\n")).toHaveLength(31);
  });

  it("says so when nobody did anything", async () => {
    expect(await slash(`log ${talk.number}`)).toContain("Nobody has done anything");
  });
});

describe("account", () => {
  it("says which account it is and how both sides stand", async () => {
    const answer = await slash("account");

    expect(answer).toContain("LINE takes our messages");
    expect(answer).toContain("Slack takes our posts");
    expect(answer).toContain("Name on LINE");
    expect(answer).toContain("*public*");
    expect(answer).toMatch(/\d members may work on its chats/);
  });

  it("says the cure when LINE's token is dead", async () => {
    await stage.db.account.updateMany({ data: { lineState: "token" } });

    expect(await slash("アカウント")).toContain("Issue a new one in LINE Developers Console");
    await stage.db.account.updateMany({ data: { lineState: "ok" } });
  });
});
