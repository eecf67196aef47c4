/** "Which chat?", with a list that is searched while one types. */
import { z } from "zod";

import { actorOf } from "../../bridge/staff/actor.ts";
import { suggestChats } from "../../bridge/staff/which-chat.ts";
import { COMMANDS, type CommandName } from "../../core/commands.ts";
import { takeGraphemes } from "../../core/text.ts";
import { type Answer, type FormValues, type Office, refuse } from "../commands/command.ts";

export const WHICH = "which";
export const CHAT = "chat";
/** As JSON in `private_metadata`, which holds 3,000. */
const LONGEST = 2_500;
/** Of the words, whatever JSON makes of them. */
const MOST_TEXT = 1_000;

const Metadata = z.object({ command: z.enum([...COMMANDS, "manage"]), text: z.string() });

export function whichView({ words }: Office, command: CommandName | "manage", text: string): Answer {
  if (JSON.stringify(text).length > LONGEST) return refuse({ kind: "textTooLong", most: MOST_TEXT });
  const { title, label, placeholder, submit } = words.office.pick;
  return {
    kind: "modal",
    view: {
      title,
      submit,
      callbackId: WHICH,
      metadata: { command, text },
      blocks: [
        {
          type: "input",
          block_id: CHAT,
          label: { type: "plain_text", text: label },
          element: {
            type: "external_select",
            action_id: CHAT,
            min_query_length: 0,
            placeholder: { type: "plain_text", text: placeholder },
          },
        },
      ],
    },
  };
}

export function readWhich(
  metadata: unknown,
  values: FormValues,
): { command: CommandName | "manage"; text: string; chat: number } | undefined {
  const read = Metadata.safeParse(metadata);
  const chat = Number(values[CHAT]?.[CHAT]?.selected_option?.value);
  return read.success && Number.isSafeInteger(chat) ? { ...read.data, chat } : undefined;
}

const OPTION = 75;

/** Chats that the person may see and whose names begin as typed; at most Slack's hundred. */
export async function suggest({ ctx, words }: Office, userId: string, typed: string) {
  const asked = await actorOf(ctx, userId);
  if (asked.kind === "refused") return [];
  const chats = await suggestChats(ctx, asked.actor, typed, 100);
  return chats.map(({ id, name }) => {
    const text = `#${id} ${name || words.customer}`;
    return {
      text: { type: "plain_text" as const, text: takeGraphemes(text, OPTION, OPTION) },
      value: String(id),
    };
  });
}
