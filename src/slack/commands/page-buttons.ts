import type { KnownBlock } from "@slack/types";

import type { CommandName, Door } from "../../core/commands.ts";
import type { Words } from "../../words/words.ts";
import { PICK } from "../doors/pick.ts";

interface Pages {
  /** From 1. */
  page: number;
  more: boolean;
  /** The command that shows another page; its answer takes the place of this one. */
  line: (page: number) => { command: CommandName; text: string; chat?: number; door: Door };
}

/** The ways to the other pages of a long answer; nothing below one that fits. */
export function pageButtons({ office }: Words, { page, more, line }: Pages): KnownBlock[] {
  const button = (text: string, to: number) => ({
    type: "button" as const,
    action_id: `${PICK}page:${to}`,
    text: { type: "plain_text" as const, text },
    value: JSON.stringify(line(to)),
  });
  const buttons = [
    ...(page > 1 ? [button(office.lists.back, page - 1)] : []),
    ...(more ? [button(office.lists.more, page + 1)] : []),
  ];
  return buttons.length > 0 ? [{ type: "actions", elements: buttons }] : [];
}
