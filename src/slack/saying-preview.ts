/** What staff are about to send, drawn as the customer will see it. */
import type { KnownBlock } from "@slack/types";

import { type Button, targetOf } from "../core/button.ts";
import { short } from "./blocks.ts";

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
