import { describe, expect, it } from "vitest";

import { refusal, stage } from "./slack-stage.ts";

function clock() {
  let time = Date.now();
  return { now: () => time, pass: (milliseconds: number) => void (time += milliseconds) };
}

describe("posts in one channel", () => {
  it("come in a burst of four and then one a second", async () => {
    const { now, pass } = clock();
    const { slack, bot, channel } = await stage({ now });
    const post = () => refusal(bot.chat.postMessage({ channel, text: "x" }));
    for (let count = 0; count < 4; count += 1) expect(await post()).toBe("accepted");

    expect(await post()).toBe("retry after 1");
    pass(1000);
    expect(await post()).toBe("accepted");
    expect(await post()).toBe("retry after 1");

    expect(slack.calls.at(-1)).toMatchObject({ status: 429, retryAfter: 1 });
    expect(slack.violations).toHaveLength(2);
  });

  it("do not slow another channel", async () => {
    const { slack, bot, channel } = await stage({ channels: [{ name: "one" }, { name: "two" }] });
    for (let count = 0; count < 4; count += 1) await bot.chat.postMessage({ channel, text: "x" });

    expect(await refusal(bot.chat.postMessage({ channel: slack.channel("two"), text: "x" }))).toBe("accepted");
  });

  it("are free without a limit", async () => {
    const { bot, channel } = await stage({ postsPerSecond: null });

    const posts = Array.from({ length: 30 }, (_, index) => bot.chat.postMessage({ channel, text: `${index}` }));

    await expect(Promise.all(posts)).resolves.toHaveLength(30);
  });
});

describe("a method", () => {
  it("has its number of calls a minute, and says how long to wait", async () => {
    const { now, pass } = clock();
    const { bot, channel } = await stage({ now });
    const { ts } = await bot.chat.postMessage({ channel, text: "x" });
    for (let count = 0; count < 50; count += 1) await bot.chat.update({ channel, ts: ts!, text: `${count}` });
    pass(20_000);

    expect(await refusal(bot.chat.update({ channel, ts: ts!, text: "x" }))).toBe("retry after 40");
    expect(await refusal(bot.auth.test())).toBe("accepted");
    pass(40_001);
    expect(await refusal(bot.chat.update({ channel, ts: ts!, text: "x" }))).toBe("accepted");
  });

  it("can have half of it, or no limit at all", async () => {
    const half = await stage({ tiers: 0.04 });
    const free = await stage({ tiers: null });
    for (let count = 0; count < 2; count += 1) await half.bot.conversations.info({ channel: half.channel });
    const third = await refusal(half.bot.conversations.info({ channel: half.channel }));
    for (let count = 0; count < 60; count += 1) await free.bot.conversations.info({ channel: free.channel });

    expect(third).toBe("retry after 60");
  });
});

it("more than 5,000 calls pass", async () => {
  const { slack } = await stage({ tiers: null });
  const headers = { authorization: `Bearer ${slack.botToken}` };

  for (let count = 0; count < 26; count += 1) {
    const calls = Array.from({ length: 200 }, () => fetch(`${slack.url}auth.test`, { method: "POST", headers }));
    for (const answer of await Promise.all(calls)) expect(await answer.json()).toMatchObject({ ok: true });
  }

  expect(slack.calls).toHaveLength(5200);
});
