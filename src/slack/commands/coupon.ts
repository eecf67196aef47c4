import { listOf } from "../boards/board.ts";
import { couponsBoard } from "../boards/coupons.ts";
import { chatCommand } from "./command.ts";

export const coupon = chatCommand<null>({
  name: "coupon",
  aliases: ["クーポン", "coupons"],
  who: "member",
  opens: "modal",
  without: { reaction: "a reaction cannot say which coupon" },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: (office, { actor, chat }) => listOf(office, couponsBoard, { actor, about: { chat: chat.id, page: 0 } }),
});
