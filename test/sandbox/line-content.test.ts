import { expect, it } from "vitest";

import type { CustomerMessage, FakeLine } from "../../src/sandbox/line/types.ts";
import { refused, stage } from "./line-stage.ts";

async function sendMedia(line: FakeLine, message: CustomerMessage): Promise<string> {
  const { messageId = "" } = await line.customer({ name: "Aiko" }).send(message, { deliver: false });
  return messageId;
}

function download(line: FakeLine, messageId: string): Promise<Response> {
  const headers = { authorization: `Bearer ${line.channelAccessToken}` };
  return fetch(`${line.url}/v2/bot/message/${messageId}/content`, { headers });
}

it("the content comes with its type", async () => {
  const { line, bot } = await stage();
  const bytes = Buffer.from("a shopping list");
  const messageId = await sendMedia(line, { type: "file", fileName: "list.txt", bytes, contentType: "text/plain" });

  const { httpResponse } = await bot.getMessageContentWithHttpInfo(messageId);
  const read = Buffer.from(await (await download(line, messageId)).arrayBuffer());

  expect(httpResponse.headers.get("content-type")).toBe("text/plain");
  expect(read).toEqual(bytes);
});

it("a picture that a test does not care about is a real JPEG", async () => {
  const { line } = await stage();

  const response = await download(line, await sendMedia(line, { type: "image" }));
  const bytes = Buffer.from(await response.arrayBuffer());

  expect(response.headers.get("content-type")).toBe("image/jpeg");
  expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
});

it("a large video is 202 so many times before it is 200", async () => {
  const { line, bot } = await stage();
  const messageId = await sendMedia(line, { type: "video", preparing: 2 });

  const before = await bot.getMessageContentTranscodingByMessageId(messageId);
  const statuses = [await download(line, messageId), await download(line, messageId), await download(line, messageId)];
  const after = await bot.getMessageContentTranscodingByMessageId(messageId);

  expect(statuses.map((response) => response.status)).toEqual([202, 202, 200]);
  expect([before.status, after.status]).toEqual(["processing", "succeeded"]);
});

it("content is missing for texts and external files, and gone after the message was taken back", async () => {
  const { line } = await stage();
  const aiko = line.customer({ name: "Aiko" });
  const words = await aiko.write("hi", { deliver: false });
  const external = await sendMedia(line, {
    type: "image",
    external: { originalContentUrl: "https://files.example/a.jpg" },
  });
  const expired = await sendMedia(line, { type: "image" });
  line.content(expired, { missing: true });
  const image = await aiko.send({ type: "image" }, { deliver: false });
  await aiko.unsend(image.messageId ?? "", { deliver: false });

  const responses = await Promise.all(
    [words.messageId ?? "", external, expired, image.messageId ?? ""].map((id) => download(line, id)),
  );

  expect(responses.map((response) => response.status)).toEqual([404, 404, 404, 410]);
  expect(await responses[3]?.json()).toEqual({ message: "The content is gone" });
});

it("a preview is there for images and videos only", async () => {
  const { line, bot } = await stage();

  const image = await bot.getMessageContentPreviewWithHttpInfo(await sendMedia(line, { type: "video" }));
  const sound = await refused(bot.getMessageContentPreview(await sendMedia(line, { type: "audio" })));

  expect(image.httpResponse.headers.get("content-type")).toBe("image/jpeg");
  expect(sound.body.message).toBe("The content can not be previewed");
});

it("the connection can break in the middle of the body", async () => {
  const { line } = await stage();
  const messageId = await sendMedia(line, { type: "file", fileName: "a.bin", bytes: Buffer.alloc(200_000) });
  line.content(messageId, { cutAfter: 70_000 });

  const response = await download(line, messageId);

  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow("terminated");
});

it("the body can drip", async () => {
  const { line } = await stage();
  const messageId = await sendMedia(line, { type: "file", fileName: "a.bin", bytes: Buffer.alloc(10) });
  line.content(messageId, { drip: { bytes: 2, milliseconds: 20 } });

  const started = performance.now();
  const body = await (await download(line, messageId)).arrayBuffer();

  expect(body.byteLength).toBe(10);
  expect(performance.now() - started).toBeGreaterThan(75);
});
