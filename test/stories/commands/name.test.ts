import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";
import { windowOf } from "../../support/window.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;
let yuki: Staff;
let nth = 0;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  yuki = await stage.staff("yuki");
});
beforeEach(async () => {
  nth += 1;
  talk = await openTalk(stage, `Hanako${nth}`);
});
afterAll(() => closeSpotless(stage));

const staffName = async (): Promise<string | null> =>
  (await stage.db.conversation.findUniqueOrThrow({ where: { id: nth } })).staffName;

const shown = (): Promise<View> => windowOf(stage, aki);

describe("the name that staff give", () => {
  it("stands on the card beside the one on LINE, and over what the customer writes from then on", async () => {
    const answer = await aki.slash("/line", `name ${nth} Ms Tanaka (Shibuya)`, stage.channel);

    expect(answer.answer).toMatchObject({ text: `#${nth} · aki named the customer *Ms Tanaka (Shibuya)*` });
    await talk.told("aki named the customer");
    await until("the card shows both", async () => {
      const card = await talk.status();
      return (card.includes("Ms Tanaka (Shibuya)") && card.includes(`on LINE: Hanako${nth}`)) || undefined;
    });
    await talk.customer.write("Thank you!");
    expect((await talk.told("Thank you!")).username).toBe("Ms Tanaka (Shibuya) · LINE");
    expect(talk.received()).toEqual([]);
  });

  it("finds the chat, in Japanese too, and the name on LINE still does", async () => {
    await talk.say(aki, `<@${stage.slack.botUserId}> 名前 田中様（渋谷店）`);
    await talk.told("田中様（渋谷店）");

    const byOurs = await aki.slash("/line", `完了 田中様`, stage.channel);
    const byTheirs = await aki.slash("/line", `再開 hanako${nth}`, stage.channel);

    expect(byOurs.answer).toMatchObject({ text: expect.stringContaining("marked it done") });
    expect(byTheirs.answer).toMatchObject({ text: expect.stringContaining("reopened it") });
  });

  it("is taken away in the form, which opens with the name as it is", async () => {
    await aki.slash("/line", `name ${nth} 山田　花子`, stage.channel);

    await aki.slash("/line", `name ${nth}`, stage.channel);
    expect(JSON.stringify((await shown()).blocks)).toContain('"initial_value":"山田 花子"');
    await aki.submit(await shown(), { name: "" });

    expect(await staffName()).toBeNull();
    await talk.told("took the name away");
  });

  it("is not longer than 60 characters, and has nothing hidden in it", async () => {
    const long = await aki.slash("/line", `name ${nth} ${"あ".repeat(61)}`, stage.channel);
    expect(long.answer).toMatchObject({ text: expect.stringContaining("longer than 60 characters") });
    expect(await staffName()).toBeNull();

    await aki.slash("/line", `name ${nth} A\u200b  & <http://b.example|b.example>\u202e`, stage.channel);
    expect(await staffName()).toBe("A & b.example");

    await aki.slash("/line", `name ${nth}`, stage.channel);
    const answer = await aki.submit(await shown(), { name: "x".repeat(61) });
    expect(answer.answer).toMatchObject({ response_action: "errors", errors: { name: expect.stringContaining("60") } });
  });

  it("changes nothing when a colleague gave another meanwhile, and says so", async () => {
    await aki.slash("/line", `name ${nth}`, stage.channel);
    const mine = await shown();
    await yuki.slash("/line", `name ${nth} Regular`, stage.channel);

    await aki.submit(mine, { name: "Newcomer" });
    expect(JSON.stringify((await shown()).blocks)).toContain("Meanwhile yuki named the customer *Regular*");
    expect(await staffName()).toBe("Regular");

    await aki.submit(await shown(), { name: "Newcomer" });
    expect(await staffName()).toBe("Newcomer");
  });
});
