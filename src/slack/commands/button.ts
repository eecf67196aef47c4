import { listOf } from "../boards/board.ts";
import { buttonsBoard } from "../boards/buttons.ts";
import { chatCommand } from "./command.ts";

export const button = chatCommand<null>({
  name: "button",
  aliases: ["ボタン", "電話ボタン", "buttons"],
  who: "member",
  opens: "modal",
  without: { reaction: "a reaction cannot say what the button leads to" },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: (office, { actor, chat }) => listOf(office, buttonsBoard, { actor, about: { chat: chat.id } }),
});
