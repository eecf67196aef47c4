import { describe, expect, it } from "vitest";

import { bolt, listening, stage } from "./slack-stage.ts";

describe("Slack", () => {
  it("delivers an event again under the same id", async () => {
    const { slack, channel, aki } = await listening();
    const said = await aki.say(channel, "once", { deliver: false });
    expect(said.delivery).toMatchObject({ status: 0, error: "not_sent" });

    await said.deliver();
    await said.redeliver(2);

    const ids = slack.events.map((event) => [event.body["event_id"], event.retry]);
    expect(ids).toEqual([
      [said.event_id, 0],
      [said.event_id, 2],
    ]);
  });

  it("tries a failed event three more times", async () => {
    const staged = await stage({ retries: [0, 5, 10] });
    const heard: unknown[] = [];
    await bolt(staged.slack, (app) => {
      app.message(async ({ context }) => {
        heard.push([context.retryNum, context.retryReason]);
        if (heard.length < 4) throw new Error("not yet");
      });
    });
    const aki = await staged.slack.staff({ name: "Aki" });

    const said = await aki.say(staged.channel, "hear me");
    await staged.slack.settled();

    expect(said.delivery.status).toBe(500);
    expect(heard).toEqual([[undefined, undefined], ...[1, 2, 3].map((count) => [count, "http_error"])]);
  });

  it("says nothing of channels in which the bot is not", async () => {
    const { slack, channel, heard, aki } = await listening();
    await slack.removeBot(channel);

    await aki.say(channel, "unheard");

    expect(heard).toMatchObject([{ type: "member_left_channel", user: slack.botUserId, channel }]);
  });

  it("tells of archives and revoked tokens", async () => {
    const { slack, channel, heard } = await listening();

    await slack.archive(channel);
    await slack.revokeToken();

    expect(heard).toMatchObject([{ type: "channel_archive", channel }, { type: "tokens_revoked" }]);
  });

  it("gives the app's own doings back to it", async () => {
    const { slack, bot, channel } = await stage();
    await bolt(slack, () => {});
    const { ts = "" } = await bot.chat.postMessage({ channel, text: "one", username: "Taro" });
    await bot.reactions.add({ channel, timestamp: ts, name: "eyes" });
    await bot.chat.update({ channel, ts, text: "two" });
    await slack.settled();

    expect(slack.events.every((event) => event.echo)).toBe(true);
    expect(slack.events.map((event) => event.body["event"])).toMatchObject([
      { type: "message", subtype: "bot_message", bot_id: slack.botId, username: "Taro" },
      { type: "reaction_added", user: slack.botUserId },
      { subtype: "message_changed", message: { text: "two" }, previous_message: { text: "one", username: "Taro" } },
    ]);
  });

  it("sends what is malformed as it is", async () => {
    const { slack, heard } = await listening();

    const bad = await slack.post("{not json");
    const forged = await slack.post("{}", { "x-slack-signature": "v0=00" });
    const strange = await slack.emit({ type: "no_such_event", event_ts: "1.000001" });

    expect([bad.status, forged.status, strange.status]).toEqual([400, 401, 200]);
    expect(heard).toMatchObject([{ type: "no_such_event" }]);
  });

  it("waits three seconds at most", async () => {
    const { slack, bot, channel } = await stage({ patience: 50 });
    const answer = Promise.withResolvers<undefined>();
    await bolt(slack, (app) => {
      app.message(() => answer.promise);
    });
    const aki = await slack.staff({ name: "Aki" });

    const said = await aki.say(channel, "slow");
    answer.resolve(undefined);

    expect(said.delivery).toMatchObject({ status: 0, error: "http_timeout" });
    expect(bot).toBeDefined();
  });
});
