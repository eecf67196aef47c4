import { expect, it } from "vitest";

import type { Fault } from "../../src/sandbox/faults.ts";
import { bolt, client, stage } from "./slack-stage.ts";

const post =
  (kind: "before" | "after", act: ReturnType<Fault>): Fault =>
  (call, phase) =>
    call.method === "chat.postMessage" && phase === kind ? act : undefined;

it("a connection cut before the call leaves nothing behind, after it a message nobody heard of", async () => {
  const { slack, bot, channel } = await stage();

  slack.setFault(post("before", { kind: "reset" }));
  await expect(bot.chat.postMessage({ channel, text: "one" })).rejects.toThrow("fetch failed");
  slack.setFault(post("after", { kind: "reset" }));
  await expect(bot.chat.postMessage({ channel, text: "two" })).rejects.toThrow("fetch failed");

  expect((await slack.history(channel)).map((message) => message.text)).toEqual(["two"]);
  expect(slack.calls).toMatchObject([
    { method: "chat.postMessage", fault: "reset", status: undefined },
    { fault: "reset", status: undefined },
  ]);
});

it("a call that hangs is cut in the end, and when Slack closes", async () => {
  const { slack, bot, channel } = await stage({ fault: post("after", { kind: "hang", milliseconds: 30 }) });
  await expect(bot.chat.postMessage({ channel, text: "one" })).rejects.toThrow("fetch failed");
  slack.setFault(post("before", { kind: "hang", milliseconds: 60_000 }));

  const hanging = bot.chat.postMessage({ channel, text: "two" }).catch((error: Error) => error.message);
  while (slack.calls.length < 2) await new Promise(setImmediate);
  await slack.close();

  expect(await hanging).toContain("fetch failed");
});

it("any answer can take the place of the real one", async () => {
  const { slack, bot, channel } = await stage();
  slack.setFault(post("before", { kind: "answer", status: 429, headers: { "retry-after": "7" } }));

  await expect(bot.chat.postMessage({ channel, text: "x" })).rejects.toMatchObject({ retryAfter: 7 });

  expect(slack.calls[0]).toMatchObject({ status: 429, retryAfter: 7, fault: "answer" });
  expect(slack.violations).toEqual([]);
});

it("a fault that only watches sees every call three times, with its number and its body", async () => {
  const seen: unknown[] = [];
  const { slack, bot, channel } = await stage({
    fault: ({ number, method, body }, phase) => void seen.push([number, method, phase, body]),
  });

  await bot.chat.postMessage({ channel, text: "x", blocks: [{ type: "divider" }] });
  while (seen.length < 3) await new Promise(setImmediate);

  const body = { channel, text: "x", blocks: [{ type: "divider" }] };
  expect(seen).toEqual(["before", "after", "answered"].map((phase) => [1, "chat.postMessage", phase, body]));
  expect(slack.calls[0]?.token).toBe("bot");
});

it("forms and JSON say the same", async () => {
  const { slack, channel } = await stage();
  const say = (body: string, type: string) =>
    fetch(`${slack.url}chat.postMessage`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${slack.botToken}`, "content-type": type },
    });

  await say(new URLSearchParams({ channel, text: "form" }).toString(), "application/x-www-form-urlencoded");
  await say(JSON.stringify({ channel, text: "json" }), "application/json; charset=utf-8");

  expect((await slack.history(channel)).map((message) => message.text)).toEqual(["form", "json"]);
});

it("the bot uploads in three steps, and learns the place of the file when it was scanned", async () => {
  const { slack, bot, channel } = await stage({ scan: 1_500 });
  await bolt(slack, () => {});
  const root = await bot.chat.postMessage({ channel, text: "root" });
  const bytes = Buffer.from("a photo");
  const step = await bot.files.getUploadURLExternal({ filename: "a.jpg", length: bytes.length });
  const uploaded = await fetch(step.upload_url!, { method: "POST", body: bytes });

  const done = await bot.apiCall("files.completeUploadExternal", {
    files: [{ id: step.file_id, title: "a.jpg" }],
    channel_id: channel,
    thread_ts: root.ts,
    username: "Taro",
  });
  const early = await bot.files.info({ file: step.file_id! });
  await slack.settled();
  const late = await bot.files.info({ file: step.file_id! });

  expect(uploaded.status).toBe(200);
  expect(done).toMatchObject({ files: [{ id: step.file_id, title: "a.jpg" }] });
  expect(done).not.toHaveProperty("files.0.shares");
  expect(early.file).toMatchObject({ mimetype: "", shares: {} });
  const [, message] = await slack.thread(channel, root.ts!);
  expect(late.file).toMatchObject({ mimetype: "image/jpeg", shares: { public: { [channel]: [{ ts: message?.ts }] } } });
  expect(message).toMatchObject({ subtype: "file_share", username: "Taro", thread_ts: root.ts });
  expect(slack.events.at(-1)?.body["event"]).toMatchObject({ subtype: "file_share", ts: message?.ts });
});

it("two Slacks know nothing of each other", async () => {
  const one = await stage();
  const two = await stage();

  await one.bot.chat.postMessage({ channel: one.channel, text: "x" });

  expect(one.slack.botToken).not.toBe(two.slack.botToken);
  expect(one.slack.signingSecret).not.toBe(two.slack.signingSecret);
  await expect(client(two.slack, one.slack.botToken).auth.test()).rejects.toThrow("invalid_auth");
  expect(two.slack.calls).toHaveLength(1);
});
