/** What is in a message of LINE's. A field that is not as we know it is left out; a kind that is new is shown as such. */
import { z } from "zod";

import type { Part } from "../core/message.ts";

interface Message {
  type: string;
  [field: string]: unknown;
}

const EMOJI = 50;

const Word = z.object({
  index: z.number().int().min(0),
  length: z.number().int().min(1).max(100),
  productId: z.string().regex(/^\w{1,50}$/),
  emojiId: z.string().regex(/^\w{1,20}$/),
});
const Text = z.object({
  text: z.string(),
  quotedMessageId: z.string().max(200).optional().catch(undefined),
  emojis: z.array(Word).max(1_000).optional().catch(undefined),
});
const Url = z
  .string()
  .max(2_000)
  .refine((text) => URL.canParse(text));
const Provider = z.object({ type: z.string(), originalContentUrl: Url.optional().catch(undefined) });
const ImageSet = z.object({
  id: z.string().min(1).max(200),
  index: z.number().int().min(1).max(1_000).optional(),
  total: z.number().int().min(1).max(1_000).optional(),
});
const Media = z.object({
  contentProvider: Provider.optional().catch(undefined),
  imageSet: ImageSet.optional().catch(undefined),
});
const File = z.object({ fileName: z.string().optional(), fileSize: z.number().optional() });
const Sticker = z.object({
  stickerId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional()
    .catch(undefined),
  text: z.string().optional(),
  keywords: z.array(z.string()).optional(),
  quotedMessageId: z.string().max(200).optional().catch(undefined),
});
const Location = z.object({
  title: z.string().optional(),
  address: z.string().optional(),
  latitude: z.number(),
  longitude: z.number(),
});

export function partOf(message: Message): Part {
  const unknown: Part = { kind: "unknown", type: message.type.slice(0, 50) };
  switch (message.type) {
    case "text": {
      const read = Text.safeParse(message);
      return read.success ? textPart(read.data) : unknown;
    }
    case "image": {
      const { imageSet } = Media.safeParse(message).data ?? {};
      return { kind: "image", ...fromOf(message), ...(imageSet ? { album: imageSet } : {}) };
    }
    case "video":
    case "audio":
      return { kind: message.type, ...fromOf(message) };
    case "file": {
      const { fileName, fileSize } = File.safeParse(message).data ?? {};
      return {
        kind: "file",
        name: (fileName ?? "").slice(0, 300),
        ...(fileSize === undefined ? {} : { bytes: fileSize }),
      };
    }
    case "sticker": {
      const { stickerId, text, keywords, quotedMessageId } = Sticker.safeParse(message).data ?? {};
      const words = text ?? keywords?.[0];
      return {
        kind: "sticker",
        ...(stickerId ? { stickerId } : {}),
        ...(words ? { words: words.slice(0, 100) } : {}),
        ...(quotedMessageId ? { quotes: quotedMessageId } : {}),
      };
    }
    case "location": {
      const read = Location.safeParse(message);
      if (!read.success) return unknown;
      const { title, address, latitude, longitude } = read.data;
      const label = [title, address].filter(Boolean).join(" ");
      return {
        kind: "location",
        label,
        ...(title ? { title } : {}),
        ...(address ? { address } : {}),
        latitude,
        longitude,
      };
    }
    default:
      return unknown;
  }
}

function textPart({ text, quotedMessageId, emojis = [] }: z.infer<typeof Text>): Part {
  const emoji = emojis.slice(0, EMOJI).map(({ index, length, productId, emojiId }) => ({
    product: productId,
    id: emojiId,
    word: text.slice(index, index + length),
  }));
  return {
    kind: "text",
    text,
    ...(quotedMessageId ? { quotes: quotedMessageId } : {}),
    ...(emoji.length > 0 ? { emoji } : {}),
  };
}

/** Anything but LINE's own store is somebody else's server, and treated like that. */
function fromOf(message: Message): { from?: string } {
  const { contentProvider } = Media.safeParse(message).data ?? {};
  if (contentProvider === undefined || contentProvider.type === "line") return {};
  return { from: contentProvider.originalContentUrl ?? "" };
}
