/** "Manage this chat": everything that can be done with a chat, one press away. */
import type { Button, KnownBlock } from "@slack/types";

import { chatFacts } from "../../bridge/card.ts";
import { actorOf } from "../../bridge/staff/actor.ts";
import { type Chat, findChat } from "../../bridge/staff/which-chat.ts";
import type { Door } from "../../core/commands.ts";
import { factBlocks, nameOf } from "../card.ts";
import { type Answer, type Command, type Office, refuse } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import { sentence } from "./show.ts";

export const DO = "do:";
const IN_A_ROW = 5;

export async function manageView(
  office: Office,
  { userId, chat, door, said }: { userId: string; chat: number; door: Door; said?: string },
): Promise<Answer> {
  const asked = await actorOf(office.ctx, userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const which = await findChat(office.ctx, asked.actor, chat);
  if (which.kind !== "one") return refuse({ kind: "chatNotFound", chat: String(chat) });
  return {
    kind: "modal",
    view: {
      title: office.words.office.manage,
      metadata: { chat, door },
      blocks: [...(said ? [sentence(said)] : []), ...(await facts(office, which.chat)), ...rows(office, chat, door)],
    },
  };
}

async function facts(office: Office, chat: Chat): Promise<KnownBlock[]> {
  const card = await chatFacts(office.ctx, chat);
  return [sentence(office.words.office.chat(chat.id, nameOf(office.words, card))), ...factBlocks(office.words, card)];
}

/** A button for every command about a chat that has this door. */
function rows({ words }: Office, chat: number, door: Door): KnownBlock[] {
  const fitting = commands.filter((command) => command.about === "chat" && !(door in command.without));
  const buttons = fitting.map((command) => doButton(words.office.commands[command.name].button, command, chat));
  return Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) => ({
    type: "actions" as const,
    elements: buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  }));
}

export function doButton(text: string, command: Pick<Command, "name">, chat: number, args = ""): Button {
  return {
    type: "button",
    action_id: `${DO}${command.name}`,
    text: { type: "plain_text", text },
    value: args === "" ? String(chat) : `${chat} ${args}`,
  };
}
