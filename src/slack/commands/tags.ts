import { listOf } from "../boards/board.ts";
import { tagsBoard } from "../boards/tags.ts";
import { deskCommand } from "./command.ts";

export const tags = deskCommand<null>({
  name: "tags",
  aliases: ["タグ一覧", "タグ管理"],
  who: "member",
  opens: "modal",
  without: {
    card: "the card is about one chat; its button for tags is `tag`",
    shortcut: "a message belongs to one chat, the list is about all",
    global: "the shortcut asks which chat, the list is about all",
    reaction: "a reaction is about a chat",
    home: "the tab filters by a tag; the list itself is opened with the command",
  },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: (office, { actor, channel: here }) => listOf(office, tagsBoard, { actor, here, about: { page: 0, made: 0 } }),
});
