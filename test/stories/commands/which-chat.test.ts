/** How people say which chat they mean, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Json, Staff, View } from "../../../src/sandbox/slack/types.ts";
import { actionIds, textOf, watch } from "../../support/doors.ts";
import type { Stage } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

let two: TwoAccounts;
let stage: Stage;
let aki: Staff;
let hanako: Talk;
/** In Osaka, where aki is not a member. */
let foreign: number;

beforeAll(async () => {
  two = await startTwoAccounts();
  ({ stage } = two);
  aki = await stage.staff("aki");
  hanako = await openTalk(stage, "佐藤 花子");
  await openTalk(stage, "佐藤 太郎");
  await openTalk(stage, "Sakura");
  const customer = two.osaka.line.customer({ name: "Osaka only" });
  await customer.write("Hi", { timestamp: Date.now() - 60_000 });
  foreign = await numberOf(customer.userId);
  await line("help");
  const left = { type: "member_left_channel", user: aki.userId, channel: two.osaka.channel, channel_type: "C" };
  await stage.slack.emit({ ...left, team: stage.slack.teamId, event_ts: "1700000000.000100" });
});
afterAll(async () => {
  expect(stage.slack.violations).toEqual([]);
  await two.close();
});

async function numberOf(lineId: string): Promise<number> {
  const chat = await stage.db.conversation.findFirstOrThrow({ where: { lineId } });
  return chat.id;
}

const line = (text: string) => watch(stage, aki, () => aki.slash("/line", text, stage.channel));

const tagged = async (tag: string): Promise<number[]> => {
  const rows = await stage.db.chatTag.findMany({ where: { tag: { name: tag } } });
  return rows.map(({ conversationId }) => conversationId);
};

describe("a chat is named", () => {
  const link = (ts: string, query = ""): string =>
    `https://threadline-sandbox.slack.com/archives/${stage.channel}/p${ts.replace(".", "")}${query}`;

  it.each<[string, () => string]>([
    ["by its number", () => `${hanako.number}`],
    ["by #12", () => `#${hanako.number}`],
    ["by ＃１２", () => `＃${String.fromCharCode(0xff10 + hanako.number)}`],
    ["by a channel of that name, which Slack's list offers", () => `<#C0ROOM|${hanako.number}>`],
    ["by the link of its card", () => link(hanako.card.ts)],
    ["by its name in quotes", () => '"佐藤 花子"'],
    ["by its name in Japanese quotes", () => "「佐藤　花」"],
    ["by the beginning of its name in another width", () => "「佐藤 花」"],
  ])("%s", async (how, chat) => {
    const tag = how.replaceAll(/\P{L}/gu, "").slice(0, 20);

    await line(`tag ${chat()} +${tag}`);

    expect(await tagged(tag)).toEqual([hanako.number]);
  });

  it("by the link of a message in its thread", async () => {
    const said = await hanako.say(aki, "// about her");

    await line(`tag ${link(said.ts, `?thread_ts=${hanako.card.ts}&cid=${stage.channel}`)} +linked`);

    expect(await tagged("linked")).toEqual([hanako.number]);
  });

  it("in the whole line's full width, as a Japanese keyboard writes it", async () => {
    const wide = String.fromCharCode(0xff10 + hanako.number);

    expect((await line(`／ｌｉｎｅ　ｔａｇ　＃${wide}　＋ＷＩＤＥ`)).text).toContain("tagged *WIDE*");
    expect((await line(`タグ　${wide}　－ＷＩＤＥ`)).text).toContain("removed the tag *WIDE*");
    expect((await line(`/line TAG ${wide} wide`)).text).toContain("tagged *WIDE*");
  });
});

describe("a name that several chats begin with", () => {
  it("is asked about, and the press does what was wanted", async () => {
    const asked = await line("tag 佐藤 +picked");
    expect(asked.text).toContain("Several chats begin with");
    expect(await tagged("picked")).toEqual([]);

    const done = await watch(stage, aki, () => aki.clickEphemeral(asked.ephemeral!, `pick:${hanako.number}`));

    expect(done.text).toContain("tagged *picked*");
    expect(await tagged("picked")).toEqual([hanako.number]);
    expect(asked.ephemeral?.text).toContain("tagged *picked*");
  });

  it("is asked about in a window, where a form was wanted", async () => {
    const asked = await line("tag 佐藤");
    expect(actionIds(asked.view!.blocks)).toContain(`pick:${hanako.number}`);

    const form = await watch(stage, aki, () => aki.clickView(asked.view!, `pick:${hanako.number}`));
    expect(form.view?.callback_id).toBe("form");
    await aki.submit(form.view!, { more: "by form" });

    expect(await tagged("by form")).toEqual([hanako.number]);
  });

  it("is asked about in the thread of another place, too", async () => {
    const say = () => aki.say(stage.channel, `<@${stage.slack.botUserId}> tag 佐藤 +mentioned`);
    const asked = await watch(stage, aki, say);

    await aki.clickEphemeral(asked.ephemeral!, `pick:${hanako.number}`);

    expect(await tagged("mentioned")).toEqual([hanako.number]);
  });

  it("says that the number is needed where the words are too long for a button", async () => {
    const asked = await line(`note 佐藤 ${"長".repeat(2_500)}`);

    expect(asked.text).toContain("Write it again with the number.");
    expect(actionIds(asked.ephemeral!.blocks)).toEqual([]);
    expect(await stage.db.note.count()).toBe(0);
  });
});

describe("where no chat is named", () => {
  it("a list is offered that is searched while one types, and then the form", async () => {
    const { view } = await line("tag");
    expect(view?.callback_id).toBe("which");

    const offered = async (typed: string): Promise<string[]> => {
      const { answer } = await aki.suggest(view!, "chat", typed);
      return (answer as { options: { text: { text: string } }[] }).options.map(({ text }) => text.text);
    };
    expect(await offered("佐藤")).toHaveLength(2);
    expect(await offered("さくら")).toEqual([]);
    expect(await offered("ＳＡＫ")).toEqual([expect.stringContaining("Sakura")]);
    expect(await offered(`#${hanako.number}`)).toEqual([`#${hanako.number} 佐藤 花子`]);
    expect(await offered(String(foreign))).toEqual([]);

    const form = await chosen(view!, hanako.number);
    await aki.submit(form!, { more: "chosen" });
    expect(await tagged("chosen")).toEqual([hanako.number]);
  });

  it("what needs no form is done at once", async () => {
    const { view } = await line("done");

    const done = await chosen(view!, hanako.number);

    expect(textOf(done!.blocks)).toContain("marked it done");
  });

  async function chosen(view: View, chat: number): Promise<View | undefined> {
    const option: Json = { type: "external_select", selected_option: { value: String(chat) } };
    return (await watch(stage, aki, () => aki.submit(view, { chat: { chat: option } }))).view;
  }
});

describe("what cannot be understood changes nothing and says what to do", () => {
  it.each([
    ["tag 99999 +x", 'There is no chat "99999" that you may see'],
    ["tag なし +x", "There is no chat"],
    ["tag https://example.com/archives +x", "There is no chat"],
    ["tga 1 +x", "Did you mean `tag`"],
    ["stauts 1", "Did you mean `status`"],
    ["タッグ 1 x", "Did you mean `tag`"],
    ["hlep", "Did you mean `help`"],
    ["qqqqqq", "There is no command `qqqqqq`. `/line help`"],
    ["status 1 maybe", "for instance `/line status 12 done`"],
    ["done 1 perhaps", "for instance `/line done 12 elsewhere`"],
    ["reopen 1 now", "for instance `/line reopen 12`"],
    ["", "*LINE chats from Slack*"],
    ["\u3000", "*LINE chats from Slack*"],
    ["／line", "*LINE chats from Slack*"],
  ])("%s", async (typed, said) => {
    const acts = await stage.db.audit.count();

    expect((await line(typed)).text).toContain(said);
    expect(await stage.db.audit.count()).toBe(acts);
  });

  it("very long words, too", async () => {
    const long = "あ".repeat(20_000);
    for (const typed of [long, `tag ${long}`, `tag 1 ${long}`, `help ${long}`, `done 1 ${long}`, `tag "" ${long}`]) {
      const { text } = await line(typed);
      expect(text.length).toBeGreaterThan(10);
      expect(text.length).toBeLessThan(3_000);
    }
    expect(await tagged("あ")).toEqual([]);
  });

  it("a chat of an account in whose channel one is not is not found", async () => {
    for (const typed of [`tag ${foreign} +x`, "tag Osaka +x"])
      expect((await line(typed)).text).toContain("There is no chat");
    expect(await tagged("x")).toEqual([]);
  });
});
