import { validateSignature } from "@line/bot-sdk";
import { expect, it } from "vitest";

import { sign } from "../../src/sandbox/line/webhooks.ts";
import { receiver, stage } from "./line-stage.ts";

it("signs as LINE's documentation does", () => {
  const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';

  const signature = sign("8c570fa6dd201bb328f1c1eac23a96d8", body);

  expect(signature).toBe("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=");
});

it("a text arrives in LINE's shape, signed over its bytes", async () => {
  const { line, clock } = await stage();
  const received = await receiver(line);
  const aiko = line.customer({ name: "Aiko" });

  const sent = await aiko.write("犬 😀", { quotedMessageId: "460000000000000001" });

  const [webhook] = received;
  expect(validateSignature(webhook?.raw ?? "", line.channelSecret, webhook?.signature ?? "")).toBe(true);
  expect(webhook?.destination).toBe(line.botUserId);
  expect(webhook?.events).toEqual([
    {
      type: "message",
      mode: "active",
      timestamp: clock.now(),
      webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      deliveryContext: { isRedelivery: false },
      source: { type: "user", userId: aiko.userId },
      replyToken: sent.replyToken,
      message: {
        type: "text",
        id: sent.messageId,
        text: "犬 😀",
        quotedMessageId: "460000000000000001",
        quoteToken: expect.any(String),
        markAsReadToken: expect.any(String),
      },
    },
  ]);
  expect(sent.delivery).toMatchObject({ status: 200, body: "ok" });
  expect(line.webhooks).toMatchObject([{ status: 200, sent: webhook?.raw, events: webhook?.events }]);
});

it("every kind of message has the properties of its kind", async () => {
  const { line } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const send = async (message: Parameters<typeof aiko.send>[0]) => {
    const { event } = await aiko.send(message, { deliver: false });
    const { id: _id, markAsReadToken: _token, ...rest } = event["message"] as Record<string, unknown>;
    return rest;
  };
  const quoteToken = expect.any(String) as string;
  const contentProvider = { type: "line" };
  const external = { originalContentUrl: "https://files.example/a.jpg" };

  expect(await send({ type: "image" })).toEqual({ type: "image", contentProvider, quoteToken });
  expect(await send({ type: "image", external })).toEqual({
    type: "image",
    contentProvider: { type: "external", ...external },
    quoteToken,
  });
  expect(await send({ type: "video", duration: 5 })).toEqual({
    type: "video",
    contentProvider,
    duration: 5,
    quoteToken,
  });
  expect(await send({ type: "audio", duration: 5 })).toEqual({ type: "audio", contentProvider, duration: 5 });
  expect(await send({ type: "file", fileName: "a.pdf", bytes: Buffer.from("pdf") })).toEqual({
    type: "file",
    fileName: "a.pdf",
    fileSize: 3,
  });
  expect(await send({ type: "sticker", packageId: "446", stickerId: "1988" })).toEqual({
    type: "sticker",
    packageId: "446",
    stickerId: "1988",
    stickerResourceType: "STATIC",
    quoteToken,
  });
  expect(await send({ type: "location", latitude: 1, longitude: 2 })).toEqual({
    type: "location",
    latitude: 1,
    longitude: 2,
  });
  expect(await send({ type: "raw", message: { type: "hologram", depth: 3 } })).toEqual({ type: "hologram", depth: 3 });
});

it("a redelivery has the same ids and the same token, and says that it is one", async () => {
  const { line, clock } = await stage();
  const received = await receiver(line);
  const sent = await line.customer({ name: "Aiko" }).write("hi");

  clock.pass(5000);
  await sent.redeliver();

  const [first, second] = received.map((webhook) => webhook.events[0]);
  expect(second).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
});

it("a failed webhook is not redelivered unless that is switched on", async () => {
  const { line } = await stage();
  const received = await receiver(line, (response) => response.writeHead(500).end());

  const sent = await line.customer({ name: "Aiko" }).write("hi");
  await line.settled();

  expect(sent.delivery).toMatchObject({ status: 500, error: "error_status_code" });
  expect(received).toHaveLength(1);
});

it("with redelivery on, a failed webhook comes again until it is taken", async () => {
  const { line } = await stage({ redelivery: [5, 5, 5] });
  const received = await receiver(line, (response, count) => response.writeHead(count < 3 ? 503 : 200).end());

  const sent = await line.customer({ name: "Aiko" }).write("hi");
  await line.settled();

  expect(sent.delivery.status).toBe(503);
  expect(received.map((webhook) => webhook.events[0]?.deliveryContext.isRedelivery)).toEqual([false, true, true]);
  expect(new Set(received.map((webhook) => webhook.events[0]?.webhookEventId)).size).toBe(1);
});

it("an answer after two seconds is a timeout, and nobody listening is no connection", async () => {
  const { line } = await stage();
  const received = await receiver(line, () => {});
  const aiko = line.customer({ name: "Aiko" });

  const slow = await aiko.write("hi");
  line.setWebhook("http://127.0.0.1:9/webhook");
  const nobody = await aiko.write("hi");
  line.setWebhook(null);
  const unset = await aiko.write("hi");

  expect(slow.delivery).toMatchObject({ status: 0, error: "request_timeout" });
  expect(slow.delivery.milliseconds).toBeGreaterThan(1900);
  expect([nobody.delivery.error, unset.delivery.error]).toEqual(["could_not_connect", "not_sent"]);
  expect(received).toHaveLength(1);
  expect(line.webhooks.map((webhook) => webhook.error)).toEqual(["request_timeout", "could_not_connect"]);
});

it("one POST may hold events of several customers, in any order and twice", async () => {
  const { line } = await stage();
  const received = await receiver(line);
  const first = await line.customer({ name: "Aiko" }).write("1", { deliver: false });
  const second = await line.customer({ name: "Ben" }).write("2", { deliver: false });

  await line.deliver([second, first]);
  await first.deliver();

  expect(received.map((webhook) => webhook.events.map((event) => event.webhookEventId))).toEqual([
    [second.event.webhookEventId, first.event.webhookEventId],
    [first.event.webhookEventId],
  ]);
  expect(second.delivery.status).toBe(200);
});

it("anything can be posted once, under any signature", async () => {
  const { line } = await stage();
  const received = await receiver(line);

  await line.post([]);
  await line.post([{ type: "future" }], { secret: "other", destination: "U0" });
  await line.post([], { rawBody: '{"events":[]}', signature: "none" });

  expect(received.map((webhook) => webhook.raw)).toEqual([
    JSON.stringify({ destination: line.botUserId, events: [] }),
    JSON.stringify({ destination: "U0", events: [{ type: "future" }] }),
    '{"events":[]}',
  ]);
  const [good, wrong] = received;
  expect(validateSignature(good?.raw ?? "", line.channelSecret, good?.signature ?? "")).toBe(true);
  expect(validateSignature(wrong?.raw ?? "", line.channelSecret, wrong?.signature ?? "")).toBe(false);
  expect(received[2]?.signature).toBe("none");
});

it("follow, block and unblock tell of themselves", async () => {
  const { line } = await stage();
  const received = await receiver(line);
  const aiko = line.customer({ name: "Aiko", friend: false });

  await aiko.follow();
  await aiko.unfollow();
  await aiko.unblock();

  const events = received.map((webhook) => webhook.events[0]);
  expect(events.map((event) => [event?.type, event?.["follow"], typeof event?.replyToken])).toEqual([
    ["follow", { isUnblocked: false }, "string"],
    ["unfollow", undefined, "undefined"],
    ["follow", { isUnblocked: true }, "string"],
  ]);
});

it("somebody who blocked the account cannot write to it", async () => {
  const { line } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  await aiko.unfollow({ deliver: false });

  await expect(aiko.write("hi")).rejects.toThrow("blocked");
});

it("in a group the writer may be unknown, edits are told, and members come and go", async () => {
  const { line } = await stage();
  const received = await receiver(line);
  const [aiko, ben] = [line.customer({ name: "Aiko" }), line.customer({ name: "Ben" })];
  const group = line.group({ name: "Trip", members: [aiko] });

  await group.join();
  const { messageId = "" } = await aiko.write("hi", { in: group });
  await aiko.edit(messageId, "hello", { in: group });
  await aiko.write("secret", { in: group, anonymous: true });
  await ben.join(group);
  await ben.leave(group);
  await aiko.unsend(messageId, { in: group });
  await group.leave();

  const source = { type: "group", groupId: group.id };
  expect(received.map((webhook) => webhook.events[0])).toMatchObject([
    { type: "join", source },
    { type: "message", source: { ...source, userId: aiko.userId } },
    { type: "messageEdited", message: { id: messageId, text: "hello" } },
    { type: "message", source },
    { type: "memberJoined", joined: { members: [{ type: "user", userId: ben.userId }] } },
    { type: "memberLeft", left: { members: [{ type: "user", userId: ben.userId }] } },
    { type: "unsend", unsend: { messageId } },
    { type: "leave", source },
  ]);
  expect(received[3]?.events[0]?.source).toEqual(source);
  expect(line.phone(group)).toMatchObject([
    { message: { text: "hello" }, unsent: true },
    { message: { text: "secret" } },
  ]);
});

it("several members come and go in one event, with or without their ids, and nobody comes twice", async () => {
  const { line } = await stage();
  const [aiko, ben] = [line.customer({ name: "Aiko" }), line.customer({ name: "Ben" })];
  const group = line.group({ name: "Trip", members: [] });

  const joined = await group.add([aiko, ben], { deliver: false });
  const again = await group.add([ben], { deliver: false }).catch(String);
  const left = await group.remove([ben, aiko], { deliver: false, anonymous: true });
  const gone = await group.remove([ben], { deliver: false }).catch(String);

  const source = { type: "group", groupId: group.id };
  const ids = [aiko, ben].map(({ userId }) => ({ type: "user", userId }));
  expect(joined.event).toMatchObject({ source, joined: { members: ids }, replyToken: expect.any(String) });
  expect(left.event).toMatchObject({ source, left: { members: [{ type: "user" }, { type: "user" }] } });
  expect(JSON.stringify(left.event)).not.toContain(ben.userId);
  expect(left.event.replyToken).toBeUndefined();
  expect(again).toContain("Ben is in Trip already");
  expect(gone).toContain("Ben is not in Trip");
});

it("a standby event has no reply token, and answering it is a violation", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });

  const { event } = await aiko.write("hi", { mode: "standby", deliver: false });
  await bot.pushMessage({ to: aiko.userId, messages: [{ type: "text", text: "hello" }] }, crypto.randomUUID());

  expect(event).toMatchObject({ mode: "standby" });
  expect(event.replyToken).toBeUndefined();
  expect(line.violations).toEqual([expect.stringContaining("standby")]);
});

it("a postback and an event of tomorrow carry what they are given", async () => {
  const { line } = await stage();
  const aiko = line.customer({ name: "Aiko" });

  const postback = await aiko.postback("buy", { params: { date: "2026-11-20" }, deliver: false });
  const future = await aiko.other({ type: "teleport", teleport: { to: "moon" } }, { deliver: false });

  expect(postback.event["postback"]).toEqual({ data: "buy", params: { date: "2026-11-20" } });
  expect(future.event).toMatchObject({ type: "teleport", teleport: { to: "moon" }, source: { userId: aiko.userId } });
});
