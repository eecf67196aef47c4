import { takeGraphemes } from "../../core/text.ts";
import { listOf } from "../boards/board.ts";
import { LONGEST_SEARCH, templatesBoard } from "../boards/templates.ts";
import { deskCommand } from "./command.ts";
import { plainArgs } from "./plain-args.ts";

export const templates = deskCommand<string>({
  name: "templates",
  aliases: ["定型文", "定型文一覧", "テンプレート", "テンプレート一覧"],
  who: "member",
  opens: "modal",
  without: {
    card: "the card is about one chat; its button for templates is `reply`",
    shortcut: "a message belongs to one chat, the list is about all",
    global: "the shortcut asks which chat, the list is about all",
    reaction: "a reaction is about a chat",
    home: "the tab is about chats; the list is opened with the command",
  },
  read: (text) => takeGraphemes(plainArgs(text).trim(), LONGEST_SEARCH, LONGEST_SEARCH),
  run: (office, { actor, args, channel: here }) =>
    listOf(office, templatesBoard, { actor, here, about: { words: args, page: 0 } }),
});
