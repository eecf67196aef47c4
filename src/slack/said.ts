/** What staff chose instead of writing, in words. */
import type { Part } from "../core/message.ts";
import type { Words } from "../words/words.ts";

export const describe = (words: Words, parts: readonly Part[]): string =>
  parts.map((part) => describeOne(words, part)).join("\n");

function describeOne(words: Words, part: Part): string {
  const { saying } = words.office;
  switch (part.kind) {
    case "text":
      return part.text;
    case "sticker":
      return saying.sticker;
    case "location":
      return saying.place(part.label);
    case "buttons":
      return saying.buttons(part.text, part.buttons);
    case "coupon":
      return saying.coupon(part.name);
    case "image":
    case "video":
    case "audio":
    case "file":
    case "unknown":
      return words.part(part);
  }
}
