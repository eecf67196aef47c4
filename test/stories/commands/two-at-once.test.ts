import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { commands } from "../../../src/slack/commands/index.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;
let yuki: Staff;

beforeAll(async () => {
  stage = await startStage();
  [aki, yuki] = [await stage.staff("aki"), await stage.staff("yuki")];
  talk = await openTalk(stage, "Hanako");
});
afterAll(() => closeSpotless(stage));

const tags = async (): Promise<string[]> => {
  const rows = await stage.db.chatTag.findMany({ where: { conversationId: talk.number }, include: { tag: true } });
  return rows.map(({ tag }) => tag.name).toSorted();
};

const line = (who: Staff, text: string) => who.slash("/line", text, stage.channel);

/** The form of a command, as this member sees it now. */
async function form(who: Staff, command: string): Promise<View> {
  await line(who, `${command} ${talk.number}`);
  return lastView(who);
}

function lastView(who: Staff): View {
  const shown = stage.slack.views.findLast(({ user }) => user === who.userId);
  if (!shown) throw new Error("nothing is shown");
  return shown.view;
}

const inputs = (view: View): string => JSON.stringify(view.blocks.filter((block) => block["type"] === "input"));

it("a status is not set over what somebody else did meanwhile without a word", async () => {
  const view = await form(aki, "status");
  await line(yuki, `done ${talk.number}`);

  const stale = await aki.submit(view, { status: "open" });
  expect(JSON.stringify(stale.answer)).toContain("Meanwhile yuki marked it done");
  await aki.submit(lastView(aki));

  await talk.told("aki reopened it");
});

describe("a form that was open while somebody else worked on the chat", () => {
  it("says what changed, keeps what was filled in, and goes through at the second press", async () => {
    await line(yuki, `tag ${talk.number} +new`);
    const view = await form(aki, "tag");
    await line(yuki, `tag ${talk.number} +VIP`);

    const stale = await aki.submit(view, { have: [], more: "big" });

    expect(JSON.stringify(stale.answer)).toContain("Meanwhile yuki tagged *VIP*");
    expect(await tags()).toEqual(["VIP", "new"]);
    const again = lastView(aki);
    // "new" was taken out of the list by hand, VIP is in it because it is so now
    expect(inputs(again)).toContain('"initial_value":"big"');
    expect(inputs(again)).toMatch(/"initial_options":\[\{[^\]]*"value":"VIP"\}\]/);

    await aki.submit(again);

    expect(await tags()).toEqual(["VIP", "big"]);
    await talk.told("aki tagged *big* and removed the tag *new*");
  });

  it("is not held up by what its own user did, nor by other things", async () => {
    const view = await form(aki, "tag");
    await line(aki, `tag ${talk.number} +mine`);
    await line(yuki, `done ${talk.number}`);

    const answer = await aki.submit(view, { more: "also mine、＋Ｒ&D" });

    expect(JSON.stringify(answer.answer)).toContain("aki tagged *also mine*, *R&amp;D*");
    expect(await tags()).toEqual(["R&D", "VIP", "also mine", "big", "mine"]);
  });

  it("changes only what was changed in it", async () => {
    const view = await form(yuki, "tag");
    await line(yuki, `tag ${talk.number} +late`);

    await yuki.submit(view, { have: ["VIP", "big", "mine"], more: "" });

    expect(await tags()).toEqual(["VIP", "big", "late", "mine"]);
  });
});

it("every form that sets something says what it is about, so that it can be stale", () => {
  // a note is one more; erasing is confirmed by typing
  const adds = ["note", "forget"];
  const forms = commands.filter((command) => command.about === "chat" && command.form && !adds.includes(command.name));

  expect(forms.length).toBeGreaterThan(4);
  for (const command of forms) expect(command).toHaveProperty("touches");
});

describe("two at once", () => {
  it("tag one chat through different doors twenty times, and nothing is lost", async () => {
    const number = talk.number;
    await line(aki, `tag ${number} -VIP -big -late -mine`);
    const before = await tags();
    const names = Array.from({ length: 15 }, (_, index) => `t${index}`);
    const forms: View[] = [];
    for (const who of [aki, yuki]) forms.push(await form(who, "tag"));

    const done = await Promise.all([
      ...names.map((name, index) => line(index % 2 === 0 ? aki : yuki, `tag ${number} +${name}`)),
      talk.say(aki, `<@${stage.slack.botUserId}> tag mention-a`).then(({ delivery }) => delivery),
      talk.say(yuki, `<@${stage.slack.botUserId}> tag mention-b`).then(({ delivery }) => delivery),
      line(aki, `タグ　${number}　＋ＷＩＤＥ`),
      aki.submit(forms[0]!, { more: "form-a" }),
      yuki.submit(forms[1]!, { more: "form-b" }),
    ]);
    // a form that saw the other's tags come asks once more
    for (let round = 0; round < 4; round += 1)
      for (const who of [aki, yuki]) if (lastView(who).callback_id === "form") await who.submit(lastView(who));

    expect(before).toEqual([]);
    expect(done.map(({ status }) => status).filter((status) => status >= 400)).toEqual([]);
    const expected = [...names, "mention-a", "mention-b", "WIDE", "form-a", "form-b"];
    expect(await tags()).toEqual(expected.toSorted());
    const acts = await stage.db.audit.count({ where: { conversationId: number, act: "tagged" } });
    expect(acts).toBeGreaterThanOrEqual(20);
  });

  it("make the same new tag at the same time in different chats: one tag, on both", async () => {
    const other = await openTalk(stage, "Taro");
    const second = other.number;

    await Promise.all(
      Array.from({ length: 10 }, (_, index) => [
        line(aki, `tag ${second} +Ｓhared${index}`),
        line(yuki, `tag ${second} +both${index}`),
      ]).flat(),
    );
    await line(aki, `tag ${talk.number} -t0 -t1 -t2 -t3 -t4 -t5 -t6 -t7 -t8 -t9`);
    await Promise.all(
      Array.from({ length: 5 }, (_, index) => [
        line(aki, `tag ${talk.number} +new${index}`),
        line(yuki, `tag ${second} -both${index} +NEW${index}`),
      ]).flat(),
    );

    const made = await stage.db.tag.findMany({ where: { key: { startsWith: "new" } }, include: { chats: true } });
    expect(made.filter(({ key }) => key !== "new").map(({ chats }) => chats.length)).toEqual([2, 2, 2, 2, 2]);
  });

  it("finish and reopen it: one after the other, each told what became of it", async () => {
    await line(aki, `reopen ${talk.number}`);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => line(index % 2 === 0 ? aki : yuki, `done ${talk.number}`)),
    );

    const texts = answers.map(({ answer }) => JSON.stringify(answer));
    expect(texts.filter((text) => text.includes("marked it done"))).toHaveLength(1);
    expect(texts.filter((text) => text.includes("It is so already"))).toHaveLength(5);
  });
});
