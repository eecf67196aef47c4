import { expect, it } from "vitest";

import { createId } from "../../src/sandbox/line/ids.ts";
import { receiver, refused, stage } from "./line-stage.ts";

it("a profile is seen of friends and of those who wrote, until they block the account", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko", pictureUrl: "https://pictures.example/aiko", language: "ja" });
  const ben = line.customer({ name: "Ben", friend: false });

  const friend = await bot.getProfile(aiko.userId);
  const stranger = await refused(bot.getProfile(ben.userId));
  await ben.write("hi", { deliver: false });
  const writer = await bot.getProfile(ben.userId);
  await aiko.unfollow({ deliver: false });
  const blocked = await refused(bot.getProfile(aiko.userId));

  expect(friend).toEqual({
    displayName: "Aiko",
    userId: aiko.userId,
    pictureUrl: "https://pictures.example/aiko",
    language: "ja",
  });
  expect(writer).toEqual({ displayName: "Ben", userId: ben.userId });
  expect([stranger, blocked]).toMatchObject([
    { status: 404, body: { message: "Not found" } },
    { status: 404, body: { message: "Not found" } },
  ]);
});

it("a group tells its name, its members' faces and their number, but not their ids", async () => {
  const { line, bot } = await stage();
  const [aiko, ben] = [line.customer({ name: "Aiko", friend: false }), line.customer({ name: "Ben" })];
  const group = line.group({ name: "Trip", members: [aiko] });

  expect(await bot.getGroupSummary(group.id)).toEqual({ groupId: group.id, groupName: "Trip" });
  expect(await bot.getGroupMemberProfile(group.id, aiko.userId)).toEqual({ displayName: "Aiko", userId: aiko.userId });
  expect(await bot.getGroupMemberCount(group.id)).toEqual({ count: 1 });
  expect((await refused(bot.getGroupMemberProfile(group.id, ben.userId))).status).toBe(404);
  expect((await refused(bot.getGroupMembersIds(group.id))).status).toBe(403);
  expect((await refused(bot.getRoomMemberCount(group.id))).status).toBe(404);
});

it("a room has members but no summary", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const room = line.group({ members: [aiko], kind: "room" });
  const { event } = await aiko.write("hi", { in: room, deliver: false });

  expect(event.source).toEqual({ type: "room", roomId: room.id, userId: aiko.userId });
  expect(await bot.getRoomMemberCount(room.id)).toEqual({ count: 1 });
  expect((await bot.getRoomMemberProfile(room.id, aiko.userId)).displayName).toBe("Aiko");
  expect((await refused(bot.getGroupSummary(room.id))).status).toBe(404);
});

it("an account that left a group knows it no more", async () => {
  const { line, bot } = await stage();
  const group = line.group({ name: "Trip", members: [line.customer({ name: "Aiko" })] });

  await bot.leaveGroup(group.id);

  expect((await refused(bot.getGroupSummary(group.id))).status).toBe(404);
});

it("the account tells who it is and whether its chat is on", async () => {
  const { line, bot } = await stage({ displayName: "Flower shop" });

  const on = await bot.getBotInfo();
  line.setChatMode("bot");
  const off = await bot.getBotInfo();

  expect(on).toMatchObject({
    userId: line.botUserId,
    displayName: "Flower shop",
    chatMode: "chat",
    markAsReadMode: "manual",
  });
  expect(off).toMatchObject({ chatMode: "bot", markAsReadMode: "auto" });
});

it("a webhook endpoint must be HTTPS, and its test sends no events", async () => {
  const { line, bot } = await stage();
  const received = await receiver(line);

  const plain = await refused(bot.setWebhookEndpoint({ endpoint: "http://shop.example/webhook" }));
  const test = await bot.testWebhookEndpoint({});
  await bot.setWebhookEndpoint({ endpoint: "https://shop.example/webhook" });

  expect(plain.status).toBe(400);
  expect(test).toMatchObject({ success: true, statusCode: 200, reason: "OK" });
  expect(received[0]?.raw).toBe(JSON.stringify({ destination: line.botUserId, events: [] }));
  expect(await bot.getWebhookEndpoint()).toEqual({ endpoint: "https://shop.example/webhook", active: true });
});

it("a read mark reaches that message and all before it, and needs the token of the message", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  await aiko.write("1", { deliver: false });
  const second = await aiko.write("2", { deliver: false });
  await aiko.write("3", { deliver: false });
  const { markAsReadToken } = second.event["message"] as { markAsReadToken: string };

  await bot.markMessagesAsReadByToken({ markAsReadToken });
  const wrong = await refused(bot.markMessagesAsReadByToken({ markAsReadToken: "other" }));

  expect(line.phone(aiko).map((message) => message.read)).toEqual([true, true, undefined]);
  expect(wrong.body.message).toMatch(/^Invalid markAsReadToken/);
});

it("with chat turned off, everything is read already and marking it is refused", async () => {
  const { line, bot } = await stage({ chatMode: "bot" });
  const aiko = line.customer({ name: "Aiko" });
  const { event } = await aiko.write("One", { deliver: false });
  const { markAsReadToken } = event["message"] as { markAsReadToken: string };

  expect((await refused(bot.markMessagesAsReadByToken({ markAsReadToken }))).status).toBe(400);
});

it("the loading animation is for one-on-one chats, 5 to 60 seconds in steps of 5", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const group = line.group({ members: [aiko] });

  const { httpResponse } = await bot.showLoadingAnimationWithHttpInfo({ chatId: aiko.userId, loadingSeconds: 60 });
  const odd = await refused(bot.showLoadingAnimation({ chatId: aiko.userId, loadingSeconds: 7 }));
  const inGroup = await refused(bot.showLoadingAnimation({ chatId: group.id }));
  const nobody = await refused(bot.showLoadingAnimation({ chatId: createId("U") }));

  expect([httpResponse.status, odd.status, inGroup.status, nobody.status]).toEqual([202, 400, 400, 400]);
});
