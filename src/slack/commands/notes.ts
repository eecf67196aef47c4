import { listOf } from "../boards/board.ts";
import { notesBoard } from "../boards/notes.ts";
import { chatCommand } from "./command.ts";

export const notes = chatCommand<null>({
  name: "notes",
  aliases: ["メモ一覧", "ノート一覧"],
  who: "member",
  opens: "modal",
  without: { reaction: "a reaction shows nothing" },
  read: () => null,
  run: (office, { actor, chat }) => listOf(office, notesBoard, { actor, about: { chat: chat.id, page: 0 } }),
});
