/** Who may: whoever may not is told who may, through every door; nothing is changed and nothing of a customer is shown. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Staff, View } from "../../../src/sandbox/slack/types.ts";
import { type Stage, startStage, until } from "../../support/stage.ts";
import { openTalk, type Talk } from "../../support/talk.ts";
import { startTwoAccounts, type TwoAccounts } from "../../support/two-accounts.ts";

let stage: Stage;
let talk: Talk;
let aki: Staff;
let guest: Staff;
let outside: Staff;
let stranger: Staff;
let kim: Staff;
let boss: Staff;
/** A form and a list that were opened while their owner might still use them. */
let form: View;
let list: View;

beforeAll(async () => {
  stage = await startStage({ started: false, settings: { ADMINS: "S0LEADS" } });
  aki = await stage.staff("aki");
  kim = await stage.staff("kim");
  boss = await stage.slack.staff({ name: "boss", admin: true });
  guest = await stage.slack.staff({ name: "guest", guest: true });
  outside = await stage.slack.staff({ name: "outside", outside: true });
  stranger = await stage.slack.staff({ name: "stranger" });
  stage.slack.userGroup("S0LEADS", [kim.userId]);
  await stage.start();
  talk = await openTalk(stage, "Hanako");
  form = await opened(() => stranger.slash("/line", "status 1", stage.channel));
  list = await opened(() => stranger.shortcut("find_chat"));
  await stage.slack.move(stranger.userId, stage.channel, false);
});
afterAll(() => stage.close());

async function opened(act: () => Promise<unknown>): Promise<View> {
  const before = stage.slack.views.length;
  await act();
  const { view } = await until("a window", () => stage.slack.views.slice(before).at(-1));
  return view;
}

const latestView = async (act: () => Promise<unknown>): Promise<string> => JSON.stringify((await opened(act)).blocks);

const whispered = (who: Staff, act: () => Promise<unknown>): Promise<string> => {
  const before = stage.slack.ephemerals.length;
  return act().then(() =>
    until("private words", () => {
      const mine = stage.slack.ephemerals.slice(before).find(({ user }) => user === who.userId);
      return mine && JSON.stringify([mine.text, mine.blocks]);
    }),
  );
};

const place = () => ({ channel: stage.channel, ts: talk.card.ts });

/** What somebody is shown at each door. */
const doors: Record<string, (who: Staff) => Promise<string>> = {
  slash: async (who) => JSON.stringify((await who.slash("/line", "tag 1 +VIP", stage.channel)).answer),
  "slash with a name": async (who) => JSON.stringify((await who.slash("/line", "done Hanako", stage.channel)).answer),
  "slash with a form": (who) => latestView(() => who.slash("/line", "assign 1", stage.channel)),
  settings: (who) => latestView(() => who.slash("/line", "settings", stage.channel)),
  card: (who) => whispered(who, () => who.click(place(), "do:done")),
  "card with a form": (who) => latestView(() => who.click(place(), "do:tag")),
  "the menu of a message": (who) => latestView(() => who.shortcut("manage_chat", place())),
};
const inThread = (who: Staff): Promise<string> =>
  whispered(who, () => talk.say(who, `<@${stage.slack.botUserId}> tag VIP`));

async function state(): Promise<unknown> {
  const chat = await stage.db.conversation.findFirst({
    where: { id: 1 },
    select: { status: true, assigneeId: true, muted: true, staffName: true, tags: true, notes: true },
  });
  const account = await stage.db.account.findFirst({ select: { settings: true } });
  return { chat, account, acts: await stage.db.audit.count(), messages: await stage.db.message.count() };
}

describe.each([
  ["a guest", () => guest, "guests of this workspace may not do this", "ALLOW_GUESTS"],
  ["somebody of another organisation", () => outside, "people of other organisations may not", "ALLOW_OUTSIDE"],
  ["somebody who is not in the channel", () => stranger, "only members of", "may work on these chats"],
] as const)("%s", (_who, person, why, cure) => {
  it.each(Object.keys(doors))("is told who may, and is shown nothing: %s", async (door) => {
    const before = await state();

    const shown = (await doors[door]?.(person())) ?? "";

    expect(shown).toContain(why);
    expect(shown).toContain(cure);
    expect(shown).not.toContain("Hanako");
    expect(await state()).toEqual(before);
  });

  it("is offered no chats in lists", async () => {
    const which = await opened(() => person().shortcut("find_chat"));

    expect((await person().suggest(which, "chat", "")).answer).toEqual({ options: [] });
    expect((await person().suggest(which, "chat", "Hana")).answer).toEqual({ options: [] });
    expect((await person().suggest(which, "chat", "1")).answer).toEqual({ options: [] });
  });
});

it.each([
  ["a guest", () => guest, "guests of this workspace"],
  ["somebody of another organisation", () => outside, "people of other organisations"],
] as const)("%s is refused in the thread, and the customer hears nothing", async (_who, person, why) => {
  const before = await state();

  expect(await inThread(person())).toContain(why);
  // what is said in a thread is kept, as what is said among staff
  expect(await state()).toMatchObject({ chat: (before as { chat: object }).chat });
  expect(talk.received()).toEqual([]);
});

describe("somebody who left the channel while a window was open", () => {
  it("changes nothing with it", async () => {
    const before = await state();

    const { answer } = await stranger.submit(form, { status: "done" });

    expect(JSON.stringify(answer)).toContain("only members of");
    expect(await state()).toEqual(before);
  });

  it("finds nothing in its list", async () => {
    const chosen = { chat: { type: "external_select", selected_option: { value: "1" } } };

    expect((await stranger.suggest(list, "chat", "Hana")).answer).toEqual({ options: [] });
    const { answer } = await stranger.submit(list, { chat: chosen });

    expect(JSON.stringify(answer)).toContain("only members of");
    expect(JSON.stringify(answer)).not.toContain("Hanako");
  });

  it("works again when they are invited back", async () => {
    await stage.slack.move(stranger.userId, stage.channel, true);
    const { answer } = await stranger.slash("/line", "tag 1 +back", stage.channel);

    expect(JSON.stringify(answer)).toContain("stranger tagged *back*");
    await stage.slack.move(stranger.userId, stage.channel, false);
  });
});

describe("admins", () => {
  const choices = async (who: Staff): Promise<string> =>
    latestView(() => who.slash("/line", "settings", stage.channel));

  it("are those of the workspace, and those of a user group that is named", async () => {
    expect(await choices(boss)).toContain("multi_users_select");
    expect(await choices(kim)).toContain("multi_users_select");
    expect(await choices(aki)).not.toContain("multi_users_select");
  });

  it("are asked for at Slack once in a while, not with every command", async () => {
    const asked = () => stage.slack.calls.filter(({ method }) => method === "usergroups.users.list").length;
    await choices(kim);
    const before = asked();
    for (let i = 0; i < 5; i += 1) await aki.slash("/line", "help", stage.channel);

    expect(asked()).toBe(before);
  });

  it("are no longer those who left the group, some minutes later; and nobody else is kept from their work", async () => {
    stage.slack.userGroup("S0LEADS", []);
    stage.clock.advance(6 * 60_000);
    expect(await choices(kim)).not.toContain("multi_users_select");

    stage.slack.setFault(({ method }, phase) =>
      method === "usergroups.users.list" && phase === "before"
        ? { kind: "answer", status: 200, body: { ok: false, error: "no_such_subteam" } }
        : undefined,
    );
    stage.clock.advance(6 * 60_000);
    const { answer } = await aki.slash("/line", "tag 1 +still", stage.channel);
    stage.slack.setFault(undefined);

    expect(JSON.stringify(answer)).toContain("aki tagged *still*");
  });
});

it("nobody is allowed anything while Slack does not say who they are", async () => {
  const late = await stage.staff("late");
  stage.slack.setFault(({ method }, phase) =>
    method === "users.info" && phase === "before" ? { kind: "answer", status: 500, body: {} } : undefined,
  );
  const before = await state();

  const { answer } = await late.slash("/line", "tag 1 +VIP", stage.channel);
  stage.slack.setFault(undefined);

  expect(JSON.stringify(answer)).toContain("Slack does not answer, so nobody knows whether you may do this");
  expect(await state()).toEqual(before);
});

describe("with the settings that allow it", () => {
  let open: Stage;
  beforeAll(async () => {
    open = await startStage({ settings: { ALLOW_GUESTS: "on", ALLOW_OUTSIDE: "on" } });
    await openTalk(open, "Hanako");
  });
  afterAll(() => open.close());

  it.each([
    ["a guest", { name: "guest", guest: true }],
    ["somebody of another organisation", { name: "outside", outside: true }],
  ])("%s who is in the channel works as others do", async (_who, options) => {
    const person = await open.slack.staff(options);

    const { answer } = await person.slash("/line", `tag 1 +${options.name}`, open.channel);

    expect(JSON.stringify(answer)).toContain(`${options.name} tagged *${options.name}*`);
  });
});

describe("two accounts in two channels", () => {
  let two: TwoAccounts;
  let inTokyo: Staff;
  let inOsaka: Staff;
  let inBoth: Staff;
  beforeAll(async () => {
    two = await startTwoAccounts();
    const { slack } = two.stage;
    inTokyo = await slack.staff({ name: "in-tokyo", notIn: ["osaka"] });
    inOsaka = await slack.staff({ name: "in-osaka", notIn: ["tokyo"] });
    inBoth = await slack.staff({ name: "in-both", admin: true });
    const written = { timestamp: Date.now() - 60_000 };
    await two.tokyo.line.customer({ name: "Ayumi" }).write("to Tokyo", written);
    await two.stage.quiet();
    await two.osaka.line.customer({ name: "Botan" }).write("to Osaka", written);
    await two.stage.quiet();
  });
  afterAll(() => two.close());

  const said = async (who: Staff, text: string): Promise<string> =>
    JSON.stringify((await who.slash("/line", text, two.osaka.channel)).answer);

  it("a chat of a channel that somebody is not in does not exist for them", async () => {
    for (const text of ["tag 1 +VIP", "done Ayumi", "status 1 done", "assign 1 me"]) {
      const answer = await said(inOsaka, text);
      expect(answer).toContain("There is no chat");
      expect(answer).toContain("Members of an account's Slack channel see its chats");
    }
    expect(await two.stage.db.audit.count({ where: { conversationId: 1 } })).toBe(0);
    expect(await said(inOsaka, "tag 2 +VIP")).toContain("in-osaka tagged");
    expect(await said(inBoth, "tag 1 +VIP")).toContain("in-both tagged");
  });

  it("nobody is given a chat of a channel that they are not in", async () => {
    expect(await said(inTokyo, `assign 1 <@${inOsaka.userId}>`)).toContain("in-osaka is not a member");
    expect(await said(inOsaka, "assign 2 in-tokyo")).toContain("in-tokyo is not a member");
  });

  it("settings show the accounts of the channels that somebody is in", async () => {
    const { stage: both } = two;
    const shown = async (who: Staff): Promise<string> => {
      await who.slash("/line", "settings", two.osaka.channel);
      return JSON.stringify(both.slack.views.at(-1)?.view.blocks);
    };

    expect(await shown(inOsaka)).toContain("Osaka");
    expect(await shown(inOsaka)).not.toContain("Tokyo");
    expect(await shown(inBoth)).toMatch(/Osaka.*multi_users_select.*Tokyo.*multi_users_select/);
    expect(both.slack.violations).toEqual([]);
  });
});

it("leaves nothing that Slack would refuse", () => {
  expect(stage.slack.violations).toEqual([]);
  expect(talk.received()).toEqual([]);
});
