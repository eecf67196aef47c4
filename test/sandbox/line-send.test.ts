import { randomUUID } from "node:crypto";

import { expect, it } from "vitest";

import { createId } from "../../src/sandbox/line/ids.ts";
import { botOf, receiver, refused, stage, text } from "./line-stage.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const post = (url: string, init: RequestInit) => fetch(url, { method: "POST", ...init });

it("every answer carries a request id, and the ids of what was sent are digits", async () => {
  const { line, bot } = await stage();
  const to = line.customer({ name: "Aiko" }).userId;

  const { httpResponse, body } = await bot.pushMessageWithHttpInfo({ to, messages: [text("hi")] }, randomUUID());

  expect(httpResponse.headers.get("x-line-request-id")).toBe(line.calls[0]?.requestId);
  expect(body.sentMessages[0]?.id).toMatch(/^\d{18}$/);
  expect(body.sentMessages[0]?.quoteToken).toBeTypeOf("string");
});

it("no token and a wrong token are refused with 401, and so is a revoked one", async () => {
  const { line, bot } = await stage();
  const url = `${line.url}/v2/bot/info`;

  const without = await fetch(url);
  const wrong = await fetch(url, { headers: { authorization: "Bearer wrong" } });
  line.revokeToken();
  const revoked = await refused(bot.getBotInfo());
  line.renewToken();
  const renewed = await botOf(line).getBotInfo();

  expect([without.status, wrong.status, revoked.status]).toEqual([401, 401, 401]);
  expect(revoked.body.message).toMatch(/^Authentication failed due to the following reason: /);
  expect(without.headers.get("x-line-request-id")).toBeTruthy();
  expect(renewed.userId).toBe(line.botUserId);
});

it("a body that is no JSON, of another type, or over 2 MB is refused", async () => {
  const { line } = await stage();
  const authorization = `Bearer ${line.channelAccessToken}`;
  const url = `${line.url}/v2/bot/message/push`;
  const json = { authorization, "content-type": "application/json" };

  const plain = await post(url, { headers: { authorization, "content-type": "text/plain" }, body: "{}" });
  const broken = await post(url, { headers: json, body: "{" });
  const large = await post(url, { headers: json, body: JSON.stringify("x".repeat(2 * 1024 * 1024)) });

  expect([plain.status, broken.status, large.status]).toEqual([415, 400, 413]);
  expect(await broken.json()).toEqual({ message: expect.stringContaining("could not be parsed as JSON") });
});

it("an endpoint that is not played answers 404 and is recorded", async () => {
  const { line, bot } = await stage();

  const answer = await refused(bot.getRichMenuList());

  expect(answer).toMatchObject({ status: 404, body: { message: "Not found" } });
  expect(line.calls).toMatchObject([{ number: 1, method: "GET", path: "/v2/bot/richmenu/list", status: 404 }]);
});

it("the same retry key is answered 409 with the first request's id and messages", async () => {
  const { line, bot } = await stage();
  const customer = line.customer({ name: "Aiko" });
  const key = randomUUID();
  const request = { to: customer.userId, messages: [text("hi")] };

  const first = await bot.pushMessageWithHttpInfo(request, key);
  const second = await refused(bot.pushMessage(request, key.toUpperCase()));

  expect(second.status).toBe(409);
  expect(second.headers.get("x-line-accepted-request-id")).toBe(first.httpResponse.headers.get("x-line-request-id"));
  expect(second.body).toEqual({ message: "The retry key is already accepted", sentMessages: first.body.sentMessages });
  expect(line.phone(customer)).toHaveLength(1);
  expect(line.billed()).toBe(1);
  expect(line.violations).toEqual([]);
});

it("a retry key is forgotten after 24 hours", async () => {
  const { line, bot, clock } = await stage();
  const customer = line.customer({ name: "Aiko" });
  const key = randomUUID();
  const request = { to: customer.userId, messages: [text("hi")] };

  await bot.pushMessage(request, key);
  clock.pass(DAY);
  await bot.pushMessage(request, key);

  expect(line.phone(customer)).toHaveLength(2);
});

it("other words under an accepted retry key are lost, which is a violation", async () => {
  const { line, bot } = await stage();
  const customer = line.customer({ name: "Aiko" });
  const key = randomUUID();

  await bot.pushMessage({ to: customer.userId, messages: [text("hi")] }, key);
  const answer = await refused(bot.pushMessage({ to: customer.userId, messages: [text("bye")] }, key));

  expect(answer.status).toBe(409);
  expect(line.violations).toEqual([expect.stringContaining(key)]);
});

it("a push without retry key is a violation, and so is one repeated after it was refused", async () => {
  const { line, bot } = await stage();
  const key = randomUUID();
  const request = { to: createId("U"), messages: [text("hi")] };

  await bot.pushMessage({ to: line.customer({ name: "Aiko" }).userId, messages: [text("hi")] });
  await refused(bot.pushMessage(request, key));
  await refused(bot.pushMessage(request, key));

  expect(line.violations).toEqual([
    expect.stringContaining("without X-Line-Retry-Key"),
    expect.stringContaining("refused"),
  ]);
});

it("a retry key must be a UUID, and only sends that are not replies take one", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const { replyToken } = await aiko.write("hi", { deliver: false });
  const headers = {
    authorization: `Bearer ${line.channelAccessToken}`,
    "content-type": "application/json",
    "x-line-retry-key": randomUUID(),
  };

  const wrong = await refused(bot.pushMessage({ to: aiko.userId, messages: [text("hi")] }, "key-1"));
  const reply = await post(`${line.url}/v2/bot/message/reply`, {
    headers,
    body: JSON.stringify({ replyToken, messages: [text("hi")] }),
  });

  expect([wrong.status, reply.status]).toEqual([400, 400]);
  expect(line.phone(aiko)).toHaveLength(1);
});

it("a reply is free and its token is good once", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const { replyToken = "" } = await aiko.write("hi", { deliver: false });

  await bot.replyMessage({ replyToken, messages: [{ ...text("hello"), sender: { name: "Ken" } }] });
  const answer = await refused(bot.replyMessage({ replyToken, messages: [text("again")] }));

  expect(answer).toMatchObject({ status: 400, body: { message: "Invalid reply token" } });
  expect(line.phone(aiko)).toMatchObject([
    { from: "customer", customer: { name: "Aiko" }, message: { text: "hi" }, via: undefined },
    { from: "account", sender: { name: "Ken" }, message: { text: "hello" }, via: "reply" },
  ]);
  expect([line.billed(), line.free()]).toEqual([0, 1]);
});

it("a reply token lives one minute from the webhook, anew from a redelivery, and never over twenty minutes", async () => {
  const { line, bot, clock } = await stage();
  await receiver(line);
  const aiko = line.customer({ name: "Aiko" });
  const [first, second, third] = [await aiko.write("1"), await aiko.write("2"), await aiko.write("3")];
  const reply = (replyToken = "") => bot.replyMessage({ replyToken, messages: [text("hello")] });

  clock.pass(MINUTE);
  await reply(first.replyToken);
  clock.pass(1);
  const late = await refused(reply(second.replyToken));
  await second.redeliver();
  await reply(second.replyToken);
  clock.pass(20 * MINUTE);
  await third.redeliver();
  const tooLate = await refused(reply(third.replyToken));

  expect([late.body.message, tooLate.body.message]).toEqual(["Invalid reply token", "Invalid reply token"]);
  expect(line.free()).toBe(2);
});

it("a mere duplicate of a webhook does not lengthen the life of its reply token", async () => {
  const { line, bot, clock } = await stage();
  await receiver(line);
  const sent = await line.customer({ name: "Aiko" }).write("hi");

  clock.pass(MINUTE + 1);
  await sent.deliver();
  const answer = await refused(bot.replyMessage({ replyToken: sent.replyToken ?? "", messages: [text("hello")] }));

  expect(answer.body.message).toBe("Invalid reply token");
});

it("a push to somebody who blocked the account is accepted, not shown and not billed", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  await aiko.unfollow({ deliver: false });

  await bot.pushMessage({ to: aiko.userId, messages: [text("hi")] }, randomUUID());

  expect(line.phone(aiko)).toEqual([]);
  expect(line.undelivered()).toMatchObject([{ to: aiko.userId, message: { text: "hi" } }]);
  expect(line.billed()).toBe(0);
});

it("somebody who is no friend can be reached for seven days after writing", async () => {
  const { line, bot, clock } = await stage();
  const aiko = line.customer({ name: "Aiko", friend: false });
  const push = () => bot.pushMessage({ to: aiko.userId, messages: [text("hi")] }, randomUUID());

  await push();
  await aiko.write("hi", { deliver: false });
  clock.pass(7 * DAY);
  await push();
  clock.pass(1);
  await push();

  expect(line.phone(aiko).map((shown) => shown.from)).toEqual(["customer", "account"]);
  expect(line.undelivered()).toHaveLength(2);
});

it("a push to an id that nobody has, or to a group without the account, is refused", async () => {
  const { line, bot } = await stage();
  const group = line.group({ members: [line.customer({ name: "Aiko" })], joined: false });
  const push = (to: string) => bot.pushMessage({ to, messages: [text("hi")] }, randomUUID());

  const unknown = await refused(push(createId("U")));
  const outside = await refused(push(group.id));
  const malformed = await refused(push("somebody"));

  expect([unknown.body, outside.body]).toEqual([
    { message: "Failed to send messages" },
    { message: "Failed to send messages" },
  ]);
  expect(malformed.body.message).toContain("The property, 'to',");
});

it("a push to a group costs its members, and the quota counts them", async () => {
  const { line, bot } = await stage({ quota: 5 });
  const members = ["Aiko", "Ben", "Chie"].map((name) => line.customer({ name }));
  const group = line.group({ name: "Trip", members });
  const push = (to: string) => bot.pushMessage({ to, messages: [text("a"), text("b")] }, randomUUID());

  await push(group.id);
  const over = await refused(push(group.id));

  expect(over).toMatchObject({ status: 429, body: { message: "You have reached your monthly limit." } });
  expect(await bot.getMessageQuota()).toEqual({ type: "limited", value: 5 });
  expect(await bot.getMessageQuotaConsumption()).toEqual({ totalUsage: 3 });
  expect(line.phone(group)).toHaveLength(2);
});

it("a push refused for the quota may be repeated with its key once there is room", async () => {
  const { line, bot } = await stage({ quota: 0 });
  const customer = line.customer({ name: "Aiko" });
  const key = randomUUID();
  const request = { to: customer.userId, messages: [text("hi")] };

  await refused(bot.pushMessage(request, key));
  line.setQuota(null);
  await bot.pushMessage(request, key);

  expect(line.phone(customer)).toHaveLength(1);
  expect(await bot.getMessageQuota()).toEqual({ type: "none" });
});

it("a multicast bills everybody it reaches and takes no groups", async () => {
  const { line, bot } = await stage();
  const [aiko, ben] = [line.customer({ name: "Aiko" }), line.customer({ name: "Ben" })];
  await ben.unfollow({ deliver: false });
  const key = randomUUID();
  const request = { to: [aiko.userId, ben.userId, createId("U")], messages: [text("hi")] };

  expect(await bot.multicast(request, key)).toEqual({});
  const again = await refused(bot.multicast(request, key));
  const group = await refused(
    bot.multicast({ to: [aiko.userId, createId("C")], messages: [text("hi")] }, randomUUID()),
  );

  expect(again.body).toEqual({ message: "The retry key is already accepted" });
  expect(group.body.message).toContain("'to[1]'");
  expect(line.billed()).toBe(1);
});

it("numbers of a day are told from the next day in Japan on, and not when they are few", async () => {
  const { line, bot, clock } = await stage();
  const members = Array.from({ length: 20 }, (_, index) => line.customer({ name: `Member ${index}` }));
  const group = line.group({ members });
  await bot.pushMessage({ to: group.id, messages: [text("hi")] }, randomUUID());

  const today = await bot.getNumberOfSentPushMessages("20261120");
  clock.pass(12 * 60 * MINUTE);
  const tomorrow = await bot.getNumberOfSentPushMessages("20261120");

  expect(today).toEqual({ status: "unready" });
  expect(tomorrow).toEqual({ status: "ready", success: 20 });
});
