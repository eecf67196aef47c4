import { describe, expect, it } from "vitest";

import { listening, refusal, stage } from "./slack-stage.ts";

describe("a channel", () => {
  it("says whether it is private, and whether another organisation is in it", async () => {
    const { slack, bot, channel } = await stage({ channels: [{ name: "support", isPrivate: true }] });

    const alone = await bot.conversations.info({ channel });
    await slack.share(channel, true);
    const shared = await bot.conversations.info({ channel });
    await slack.share(channel, false);
    const again = await bot.conversations.info({ channel });

    expect(alone.channel).toMatchObject({ is_private: true, is_ext_shared: false, is_shared: false });
    expect(shared.channel).toMatchObject({ is_private: true, is_ext_shared: true, is_shared: true });
    expect(again.channel).toMatchObject({ is_ext_shared: false });
  });

  it("tells the app when another organisation is let in or shown out", async () => {
    const { slack, channel, heard } = await listening();

    await slack.share(channel, true);
    await slack.share(channel, false);

    expect(heard).toMatchObject([
      { type: "channel_shared", channel },
      { type: "channel_unshared", channel, is_ext_shared: false },
    ]);
  });

  it("has the members that are in it, and shows private words to them alone", async () => {
    const { slack, bot, channel } = await stage({ channels: [{ name: "support" }, { name: "sales" }] });
    const aki = await slack.staff({ name: "aki", notIn: ["sales"] });
    const sales = slack.channel("sales");

    const { members } = await bot.conversations.members({ channel });
    const others = await bot.conversations.members({ channel: sales });
    const whisper = await refusal(bot.chat.postEphemeral({ channel: sales, user: aki.userId, text: "psst" }));

    expect(members).toContain(aki.userId);
    expect(others.members).not.toContain(aki.userId);
    expect(whisper).toBe("user_not_in_channel");
  });
});

describe("people", () => {
  it("join and leave channels, and the app hears of it", async () => {
    const { slack, bot, channel, heard, aki } = await listening();

    await slack.move(aki.userId, channel, false);
    const without = (await bot.conversations.members({ channel })).members;
    await slack.move(aki.userId, channel, true);
    const again = (await bot.conversations.members({ channel })).members;

    expect(heard).toMatchObject([
      { type: "member_left_channel", user: aki.userId, channel },
      { type: "member_joined_channel", user: aki.userId, channel },
    ]);
    expect(without).not.toContain(aki.userId);
    expect(again).toContain(aki.userId);
  });

  it("are administrators only where the workspace says so", async () => {
    const { slack, bot } = await stage();
    const boss = await slack.staff({ name: "boss", admin: true });
    const aki = await slack.staff({ name: "aki" });

    const isAdmin = async (user: string) => (await bot.users.info({ user })).user?.is_admin;

    expect([await isAdmin(boss.userId), await isAdmin(aki.userId)]).toEqual([true, false]);
  });

  it("are in user groups, and a group that does not exist is refused", async () => {
    const { slack, bot } = await stage();
    const aki = await slack.staff({ name: "aki" });
    slack.userGroup("S0LEADS", [aki.userId]);

    expect((await bot.usergroups.users.list({ usergroup: "S0LEADS" })).users).toEqual([aki.userId]);
    expect((await bot.usergroups.list()).usergroups).toMatchObject([{ id: "S0LEADS", user_count: 1 }]);
    expect(await refusal(bot.usergroups.users.list({ usergroup: "S0OTHERS" }))).toBe("no_such_subteam");
  });
});
