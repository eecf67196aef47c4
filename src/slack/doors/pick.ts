/** "Which of these?", where several chats begin with the name that was said. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { ChatName } from "../../bridge/staff/which-chat.ts";
import { type CommandName, type Door, DOORS } from "../../core/commands.ts";
import { type Answer, type Office, say } from "../commands/command.ts";
import { escapeText } from "../mrkdwn.ts";
import { sentence } from "./show.ts";

export const PICK = "pick:";
/** Slack's limit for the value of a button is 2,000. */
const VALUE = 2_000;

/** What a press carries on, and through which door it came. */
export const Picked = z.object({
  command: z.string(),
  text: z.string(),
  chat: z.union([z.number(), z.string()]).optional(),
  door: z.enum(DOORS).optional(),
});

/** Undefined: it is too long to be kept in a button. */
export function pickValue(picked: z.infer<typeof Picked>): string | undefined {
  const value = JSON.stringify(picked);
  return value.length <= VALUE ? value : undefined;
}

interface Asked {
  command: CommandName;
  text: string;
  door: Door;
  /** The name that was said. */
  said: string;
  chats: ChatName[];
}

export function pick({ words }: Office, { command, text, door, said, chats }: Asked): Answer {
  const { pick: question, chat: chatWords, door: doorWords } = words.office;
  const values = chats.map(({ id }) => pickValue({ command, text, chat: id, door }));
  const tooLong = values.includes(undefined);
  const head = `${question.question(said.slice(0, 50))}${tooLong ? ` ${doorWords.sayNumber}` : ""}`;
  const rows = chats.map(({ id, name }, index): KnownBlock => {
    const value = values[index];
    const button = {
      type: "button" as const,
      action_id: `${PICK}${id}`,
      text: { type: "plain_text" as const, text: `#${id}` },
    };
    return {
      type: "section",
      text: { type: "mrkdwn", text: chatWords(id, name) },
      ...(tooLong || value === undefined ? {} : { accessory: { ...button, value } }),
    };
  });
  const names = chats.map(({ id, name }) => `#${id} ${escapeText(name)}`);
  return say([head, ...names].join("\n"), [sentence(head), ...rows]);
}
