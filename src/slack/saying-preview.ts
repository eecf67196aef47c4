/** What staff are about to send, drawn as the customer will see it. */
import type { KnownBlock } from "@slack/types";

import { type Button, targetOf } from "../core/button.ts";
import type { Part } from "../core/message.ts";
import { stickerPicture } from "../core/stickers.ts";
import type { Words } from "../words/words.ts";
import { short } from "./blocks.ts";
import { describe } from "./said.ts";

/** Nothing happens on a press: it is a picture of a button. */
export const LOOKS = "looks:";

export function buttonPreview(buttons: readonly Button[]): KnownBlock[] {
  return [
    {
      type: "actions",
      elements: buttons.map(({ label }, index) => ({
        type: "button",
        action_id: `${LOOKS}${index}`,
        text: { type: "plain_text", text: short(label, 75) },
      })),
    },
    {
      type: "context",
      elements: buttons.map((button) => ({
        type: "plain_text",
        text: short(`${button.label} → ${targetOf(button)}`, 300),
        emoji: false,
      })),
    },
  ];
}

export function previewBlocks(words: Words, parts: readonly Part[]): KnownBlock[] {
  return parts.flatMap((part): KnownBlock[] => {
    if (part.kind === "buttons") return [plain(part.text), ...buttonPreview(part.buttons)];
    if (part.kind !== "sticker" || part.stickerId === undefined) return [plain(describe(words, [part]))];
    return [{ type: "image", image_url: stickerPicture(part.stickerId), alt_text: words.office.saying.sticker }];
  });
}

const plain = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "plain_text", text: short(text, 2_900), emoji: false },
});
