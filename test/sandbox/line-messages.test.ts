import { randomUUID } from "node:crypto";

import type { messagingApi } from "@line/bot-sdk";
import { expect, it } from "vitest";

import { refused, stage, text } from "./line-stage.ts";

const URL_OK = "https://files.example/a.jpg";
const action = (type: string, rest: object) => ({ type, label: "Go", ...rest });

const wrong: readonly [string, object, string][] = [
  ["a file", { type: "file", originalContentUrl: URL_OK }, "messages[0].type"],
  ["an empty text", { type: "text", text: "" }, "messages[0].text"],
  ["5,001 UTF-16 units", { type: "text", text: "😀".repeat(2500) + "x" }, "messages[0].text"],
  [
    "an emoji that points at no $",
    { type: "text", text: "hi", emojis: [{ index: 0, productId: "1", emojiId: "2" }] },
    "messages[0].emojis[0].index",
  ],
  ["a sender of 21 letters", { ...text("hi"), sender: { name: "x".repeat(21) } }, "messages[0].sender.name"],
  ["a sender called LINE", { ...text("hi"), sender: { name: "LINE staff" } }, "messages[0].sender.name"],
  [
    "a sender's icon without TLS",
    { ...text("hi"), sender: { iconUrl: "http://files.example/a.png" } },
    "messages[0].sender.iconUrl",
  ],
  ["an image without preview", { type: "image", originalContentUrl: URL_OK }, "messages[0].previewImageUrl"],
  [
    "an image at http",
    { type: "image", originalContentUrl: "http://127.0.0.1/a.jpg", previewImageUrl: URL_OK },
    "messages[0].originalContentUrl",
  ],
  [
    "a URL that is not percent-encoded",
    { type: "image", originalContentUrl: "https://files.example/犬.jpg", previewImageUrl: URL_OK },
    "messages[0].originalContentUrl",
  ],
  [
    "a URL of 2,001 characters",
    { type: "image", originalContentUrl: URL_OK.padEnd(2001, "x"), previewImageUrl: URL_OK },
    "messages[0].originalContentUrl",
  ],
  ["a video without preview", { type: "video", originalContentUrl: URL_OK }, "messages[0].previewImageUrl"],
  ["an audio without duration", { type: "audio", originalContentUrl: URL_OK }, "messages[0].duration"],
  ["a location without address", { type: "location", title: "Shop", latitude: 1, longitude: 2 }, "messages[0].address"],
  [
    "a latitude beyond the pole",
    { type: "location", title: "Shop", address: "A", latitude: 91, longitude: 2 },
    "messages[0].latitude",
  ],
  ["a sticker that users bought", { type: "sticker", packageId: "1234567", stickerId: "1" }, "messages[0].stickerId"],
  ["an unknown quote token", { ...text("hi"), quoteToken: "nobody" }, "messages[0].quoteToken"],
  ["a placeholder without substitute", { type: "textV2", text: "hi {who}" }, "messages[0].text"],
  ["single braces in textV2", { type: "textV2", text: "a { b" }, "messages[0].text"],
  [
    "a mention in a one-on-one chat",
    { type: "textV2", text: "{a}", substitution: { a: { type: "mention", mentionee: { type: "all" } } } },
    "messages[0].substitution.a",
  ],
  ["no quick reply items", { ...text("hi"), quickReply: { items: [] } }, "messages[0].quickReply.items"],
  [
    "postback data of 301",
    {
      ...text("hi"),
      quickReply: { items: [{ type: "action", action: action("postback", { data: "x".repeat(301) }) }] },
    },
    "messages[0].quickReply.items[0].action.data",
  ],
  [
    "five buttons",
    {
      type: "template",
      altText: "a",
      template: {
        type: "buttons",
        text: "a",
        actions: Array.from({ length: 5 }, () => action("message", { text: "a" })),
      },
    },
    "messages[0].template.actions",
  ],
  [
    "a confirm with one action",
    {
      type: "template",
      altText: "a",
      template: { type: "confirm", text: "a", actions: [action("message", { text: "a" })] },
    },
    "messages[0].template.actions",
  ],
  ["a flex without altText", { type: "flex", contents: { type: "bubble" } }, "messages[0].altText"],
  ["a flex of another kind", { type: "flex", altText: "a", contents: { type: "box" } }, "messages[0].contents.type"],
];

it.each(wrong)("%s is refused with the path of the property", async (_name, message, property) => {
  const { line, bot } = await stage();
  const to = line.customer({ name: "Aiko" }).userId;

  const answer = await refused(bot.pushMessage({ to, messages: [message as messagingApi.Message] }, randomUUID()));

  expect(answer.status).toBe(400);
  expect(answer.body.message).toBe("The request body has 1 error(s)");
  expect(answer.body.details?.map((detail) => detail.property)).toEqual([property]);
  expect(line.billed()).toBe(0);
});

const right: readonly [string, object][] = [
  ["5,000 UTF-16 units", { type: "text", text: "😀".repeat(2500) }],
  ["a text with a LINE emoji", { type: "text", text: "$ hi", emojis: [{ index: 0, productId: "1", emojiId: "2" }] }],
  [
    "a sender of 20 letters",
    { ...text("hi"), sender: { name: "Caroline (Shop staff", iconUrl: "https://files.example/a.png" } },
  ],
  ["an image", { type: "image", originalContentUrl: URL_OK, previewImageUrl: URL_OK }],
  ["a video", { type: "video", originalContentUrl: URL_OK, previewImageUrl: URL_OK, trackingId: "t" }],
  ["an audio", { type: "audio", originalContentUrl: URL_OK, duration: 1200 }],
  ["a sticker of the list", { type: "sticker", packageId: "446", stickerId: "1988" }],
  ["a location", { type: "location", title: "Shop", address: "Kyoto", latitude: 35, longitude: 135.7 }],
  [
    "textV2 with doubled braces",
    { type: "textV2", text: "{{ {e} }}", substitution: { e: { type: "emoji", productId: "1", emojiId: "2" } } },
  ],
  [
    "a quick reply",
    { ...text("hi"), quickReply: { items: [{ type: "action", action: { type: "cameraRoll", label: "Photo" } }] } },
  ],
  [
    "a buttons template",
    {
      type: "template",
      altText: "a",
      template: { type: "buttons", text: "a", actions: [action("uri", { uri: "https://shop.example" })] },
    },
  ],
  ["a flex bubble", { type: "flex", altText: "a", contents: { type: "bubble" } }],
];

it.each(right)("%s arrives on the phone as it was sent", async (_name, message) => {
  const { line, bot } = await stage();
  const customer = line.customer({ name: "Aiko" });

  await bot.pushMessage({ to: customer.userId, messages: [message as messagingApi.Message] }, randomUUID());

  expect(line.phone(customer).map((shown) => shown.message)).toEqual([message]);
  expect(line.violations).toEqual([]);
});

it("all errors of a body are listed together", async () => {
  const { line, bot } = await stage();
  const to = line.customer({ name: "Aiko" }).userId;

  const answer = await refused(bot.pushMessage({ to, messages: [text(""), { type: "file" } as never] }, randomUUID()));

  expect(answer.body.message).toBe("The request body has 2 error(s)");
  expect(answer.body.details?.[0]).toEqual({ message: "May not be empty", property: "messages[0].text" });
});

it.each([0, 6])("%i messages in one request are refused", async (count) => {
  const { line, bot } = await stage();
  const to = line.customer({ name: "Aiko" }).userId;

  const answer = await refused(
    bot.pushMessage({ to, messages: Array.from({ length: count }, () => text("hi")) }, randomUUID()),
  );

  expect(answer.body.details).toEqual([{ message: "Size must be between 1 and 5", property: "messages" }]);
});

it("a value of the wrong JSON type ends the reading of the body", async () => {
  const { line, bot } = await stage();
  const to = line.customer({ name: "Aiko" }).userId;

  const answer = await refused(bot.pushMessage({ to, messages: [{ type: "text", text: 5 } as never] }, randomUUID()));

  expect(answer.body).toEqual({
    message: "The property, 'messages[0].text', in the request body is invalid (line: -, column: -)",
  });
});

it("a dry run finds the same errors and sends nothing", async () => {
  const { line, bot } = await stage();
  const customer = line.customer({ name: "Aiko" });

  await bot.validatePush({ messages: [text("hi")] });
  const answer = await refused(bot.validateReply({ messages: [{ type: "file" } as never] }));

  expect(answer.body.details?.[0]?.property).toBe("messages[0].type");
  expect(line.phone(customer)).toEqual([]);
});

it("a mention reaches only members of the group", async () => {
  const { line, bot } = await stage();
  const [aiko, ben] = [line.customer({ name: "Aiko" }), line.customer({ name: "Ben" })];
  const group = line.group({ members: [aiko] });
  const mention = (userId: string) => ({
    type: "textV2" as const,
    text: "{who}",
    substitution: { who: { type: "mention" as const, mentionee: { type: "user" as const, userId } } },
  });

  await bot.pushMessage({ to: group.id, messages: [mention(aiko.userId)] }, randomUUID());
  const answer = await refused(bot.pushMessage({ to: group.id, messages: [mention(ben.userId)] }, randomUUID()));

  expect(answer.body.details?.[0]?.property).toBe("messages[0].substitution.who.mentionee.userId");
});

it("a quote token is good in its own chat only", async () => {
  const { line, bot } = await stage();
  const [aiko, ben] = [line.customer({ name: "Aiko" }), line.customer({ name: "Ben" })];
  const { event } = await aiko.write("how much?", { deliver: false });
  const { quoteToken } = event["message"] as { quoteToken: string };

  const sent = await bot.pushMessage({ to: aiko.userId, messages: [{ ...text("500"), quoteToken }] }, randomUUID());
  const again = { ...text("yen"), quoteToken: String(sent.sentMessages[0]?.quoteToken) };
  await bot.pushMessage({ to: aiko.userId, messages: [again] }, randomUUID());
  const answer = await refused(bot.pushMessage({ to: ben.userId, messages: [again] }, randomUUID()));

  expect(answer.body.details?.[0]?.property).toBe("messages[0].quoteToken");
  expect(line.phone(aiko)).toHaveLength(3);
});

it("half an emoji is noted as a violation", async () => {
  const { line, bot } = await stage();
  const to = line.customer({ name: "Aiko" }).userId;

  await bot.pushMessage({ to, messages: [text("😀".slice(0, 1))] }, randomUUID());

  expect(line.violations).toHaveLength(1);
});

it("media on this machine are taken only where the fake is told so", async () => {
  const local = "http://localhost:3000/media/a.jpg";
  const image = { type: "image" as const, originalContentUrl: local, previewImageUrl: local };
  const { line, bot } = await stage({ allowLocalMedia: true });
  const customer = line.customer({ name: "Aiko" });

  await bot.pushMessage({ to: customer.userId, messages: [image] }, randomUUID());
  const far = { ...image, previewImageUrl: "http://files.example/a.jpg" };
  const answer = await refused(bot.pushMessage({ to: customer.userId, messages: [far] }, randomUUID()));

  expect(line.phone(customer)).toHaveLength(1);
  expect(answer.body.details?.[0]?.property).toBe("messages[0].previewImageUrl");
});

it("only coupons that the account hands out now can be sent, and the list tells them page by page", async () => {
  const { line, bot } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const running = [line.coupon({ title: "10% off" }), line.coupon({ title: "A drink" })];
  const closed = line.coupon({ title: "Last year", status: "CLOSED" });
  const send = (couponId: string) => bot.pushMessage({ to: aiko.userId, messages: [{ type: "coupon", couponId }] });

  const first = await bot.listCoupon(new Set(["RUNNING"]), undefined, 1);
  const second = await bot.listCoupon(new Set(["RUNNING"]), first.next, 1);
  expect([...first.items, ...second.items].map(({ couponId }) => couponId)).toEqual(
    running.map((each) => each.couponId),
  );
  expect(second.next).toBeUndefined();
  expect((await refused(bot.listCoupon(undefined, undefined, 101))).status).toBe(400);

  await send(String(running[0]?.couponId));
  for (const wrong of [closed.couponId, "unknown"])
    expect((await refused(send(wrong))).body.details).toEqual([
      { message: "The coupon cannot be sent", property: "messages[0].couponId" },
    ]);
});
