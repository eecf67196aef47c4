import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;

beforeAll(async () => {
  stage = await startStage();
  aki = await stage.staff("aki");
  talk = await openTalk(stage, "Hanako");
});
afterAll(() => stage.close());

describe("the slash command", () => {
  it("tags a chat, says so to who did it, in the thread and on the card", async () => {
    const answer = await aki.slash("/line", "tag 1 +VIP", stage.channel);

    expect(answer).toMatchObject({
      status: 200,
      answer: { response_type: "ephemeral", text: "#1 · aki tagged *VIP*" },
    });
    await talk.told("aki tagged *VIP*");
    await until("the card shows the tag", async () => (await talk.status()).includes("`VIP`") || undefined);
  });

  it("opens a list of chats where none is named", async () => {
    await aki.slash("/line", "done", stage.channel);

    const shown = stage.slack.views.at(-1);
    expect(shown).toMatchObject({ via: "views.update", view: { callback_id: "which" } });
    if (!shown) return;

    await aki.submit(shown.view, { chat: { chat: { type: "external_select", selected_option: { value: "1" } } } });
    await talk.told("marked it done");
  });

  it("takes a command in the thread and never tells the customer", async () => {
    await talk.say(aki, `<@${stage.slack.botUserId}> tag -VIP 新規`);

    await talk.told("removed the tag");
    expect(talk.received()).toEqual([]);
    expect(stage.slack.violations).toEqual([]);
  });

  it("manages a chat from a message", async () => {
    await aki.shortcut("manage_chat", { channel: stage.channel, ts: talk.card.ts });
    const shown = stage.slack.views.at(-1);
    if (!shown) throw new Error("nothing shown");
    await aki.clickView(shown.view, "do:tag");
    const form = stage.slack.views.at(-1);
    if (!form) throw new Error("no form");
    await aki.submit(form.view, { more: "big" });

    expect((await talk.told("tagged *big*")).text).toContain("aki");
  });
});
