import { listOf } from "../boards/board.ts";
import { packFor, stickersBoard } from "../boards/stickers.ts";
import { chatCommand } from "./command.ts";
import { plainArgs } from "./plain-args.ts";

/** The number of a package or words of its title, or nothing. */
export const sticker = chatCommand<string>({
  name: "sticker",
  aliases: ["スタンプ", "stickers"],
  who: "member",
  opens: "modal",
  without: { reaction: "a reaction cannot say which sticker" },
  read: (text) => packFor(plainArgs(text))?.id ?? "",
  run: (office, { actor, chat, args }) =>
    listOf(office, stickersBoard, { actor, about: { chat: chat.id, pack: args, page: 0 } }),
});
