/**
 * From words to a command: the one way that all doors share. Nothing here speaks to Slack; what must be shown comes back as
 * an answer.
 */
import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import { beginChat } from "../../bridge/staff/begin-chat.ts";
import { findChat, type Which, whichChat } from "../../bridge/staff/which-chat.ts";
import { takeToken } from "../../core/chat-token.ts";
import type { Door } from "../../core/commands.ts";
import { type Answer, type Command, type Office, refuse } from "../commands/command.ts";
import { commandNamed, near } from "../commands/index.ts";
import { formView } from "./form.ts";
import { pick } from "./pick.ts";
import { whichView } from "./which.ts";

/** What somebody said, read as far as it can be read without looking anything up. */
export type Line =
  | { kind: "unknown"; word: string }
  | { kind: "command"; command: Command; text: string; chat: string | number | undefined };

/** The slash command's own name, written again or where no slash command works. */
const BY_HABIT = /^\s*[/／](?:line|ｌｉｎｅ)(?=\s|$)/iu;

/** `inChat`: said where the chat is known, so none is named. */
export function readLine(text: string, inChat: number | undefined): Line {
  const { token, rest } = takeToken(text.normalize("NFC").replace(BY_HABIT, ""));
  const command = commandNamed(token === "" ? "help" : token);
  if (!command) return { kind: "unknown", word: token };
  if (command.about === "desk" || inChat !== undefined) return { kind: "command", command, text: rest, chat: inChat };
  const named = takeToken(rest);
  return { kind: "command", command, text: named.rest, chat: named.token === "" ? undefined : named.token };
}

/** The answer will be a modal: it must be opened before anything is looked up. */
export function opensModal(line: Line): boolean {
  if (line.kind === "unknown") return false;
  const { command, text, chat } = line;
  if (typeof command.opens === "function" ? command.opens(text) : command.opens === "modal") return true;
  if (command.about !== "chat") return false;
  return chat === undefined || (command.form !== undefined && text.trim() === "");
}

export interface From {
  userId: string;
  door: Door;
  channel: string | undefined;
  /** The reaction that says it. */
  by?: string;
}

export async function give(office: Office, line: Line, from: From): Promise<Answer> {
  if (line.kind === "unknown")
    return refuse({ kind: "unknownCommand", word: line.word.slice(0, 50), near: near(line.word) });
  // 1. who
  const { command, text } = line;
  const asked = await actorOf(office.ctx, from.userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const actor = from.by === undefined ? asked.actor : { ...asked.actor, by: from.by };
  // 2. whether
  if (command.who === "admin" && !actor.admin) return refuse({ kind: "adminsOnly", command: command.name });
  if (from.door in command.without) return refuse({ kind: "anotherDoor", command: command.name });
  const { door, channel } = from;
  if (command.about === "desk") {
    const args = command.read(text, office);
    return args === undefined
      ? refuse({ kind: "usage", command: command.name })
      : command.run(office, { actor, args, door, channel });
  }
  // 3. about which chat
  if (line.chat === undefined) return whichView(office, command.name, text);
  const which = await whichOf(office, actor, command, line.chat);
  if (which.kind === "none") return refuse({ kind: "chatNotFound", chat: String(line.chat).slice(0, 50) });
  if (which.kind === "many")
    return pick(office, { command: command.name, text, door, said: String(line.chat), chats: which.chats });
  const { chat } = which;
  // 4. with what
  if (command.form && text.trim() === "")
    return formView(office, command, { actor, chat, door, channel, args: undefined });
  const args = command.read(text, office);
  if (args === undefined) return refuse({ kind: "usage", command: command.name });
  return command.run(office, { actor, chat, args, door, channel });
}

async function whichOf(
  { ctx }: Office,
  actor: Actor,
  command: Extract<Command, { about: "chat" }>,
  chat: string | number,
): Promise<Which> {
  if (typeof chat === "number") return findChat(ctx, actor, chat);
  const which = await whichChat(ctx, actor, chat);
  return which.kind === "none" && command.begins ? beginChat(ctx, actor, chat) : which;
}
