import { listOf } from "../boards/board.ts";
import { placeBoard } from "../boards/place.ts";
import { chatCommand } from "./command.ts";

export const place = chatCommand<null>({
  name: "place",
  aliases: ["地図", "場所", "店の場所", "map"],
  who: "member",
  opens: "modal",
  without: { reaction: "a reaction cannot say more than that it was seen" },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: (office, { actor, chat }) => listOf(office, placeBoard, { actor, about: { chat: chat.id } }),
});
