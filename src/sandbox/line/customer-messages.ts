/** The message of a webhook, made from what a customer sends; LINE keeps the content of media for a while. */

import { present } from "./events.ts";
import { createToken } from "./ids.ts";
import { samplePicture } from "./pictures.ts";
import type { ChatRecord, Platform } from "./platform.ts";
import type { CustomerMessage, LineMessage, Media } from "./types.ts";

export function createMessage(
  platform: Platform,
  chat: ChatRecord,
  message: CustomerMessage,
): LineMessage & { id: string } {
  const id = platform.nextMessageId();
  const markAsReadToken = createToken(60);
  platform.readTokens.set(markAsReadToken, { chatId: chat.id, messageId: id });
  const shape = shapeOf(platform, id, message);
  const quoteToken = isQuotable(message) ? createToken(48) : undefined;
  if (quoteToken !== undefined) platform.quoteTokens.set(quoteToken, chat.id);
  return { ...present({ ...shape, quoteToken, markAsReadToken }), type: shape.type, id };
}

function isQuotable(message: CustomerMessage): boolean {
  return ["text", "sticker", "image", "video"].includes(message.type);
}

function shapeOf(platform: Platform, id: string, message: CustomerMessage): LineMessage {
  switch (message.type) {
    case "raw":
      return message.message;
    case "text":
    case "location":
      return { ...message };
    case "sticker":
      return { stickerResourceType: "STATIC", ...message };
    case "file": {
      const bytes = keep(platform, id, "file", message);
      return { type: "file", fileName: message.fileName, fileSize: bytes.length };
    }
    case "image":
      keep(platform, id, "image", message);
      return { type: "image", imageSet: message.imageSet, contentProvider: providerOf(message) };
    case "video":
    case "audio":
      keep(platform, id, message.type, message);
      return { type: message.type, duration: message.duration, contentProvider: providerOf(message) };
  }
}

function providerOf({ external }: Media) {
  return external ? { type: "external", ...external } : { type: "line" };
}

const CONTENT_TYPES = {
  image: "image/jpeg",
  video: "video/mp4",
  audio: "audio/x-m4a",
  file: "application/octet-stream",
};

function keep(platform: Platform, id: string, type: keyof typeof CONTENT_TYPES, media: Media): Uint8Array {
  const bytes = media.bytes ?? (type === "image" ? samplePicture() : Buffer.from(`${type} ${id}`));
  const contentType = media.contentType ?? CONTENT_TYPES[type];
  const external = media.external !== undefined;
  const preview = type === "video" ? { preview: samplePicture() } : {};
  platform.contents.set(id, { type, external, bytes, contentType, preparing: media.preparing ?? 0, ...preview });
  return bytes;
}
