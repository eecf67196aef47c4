import { unmuteChat } from "../../bridge/staff/unmute-chat.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

export const unmute = chatCommand<null>({
  name: "unmute",
  aliases: ["ミュート解除", "解除", "表示"],
  who: "member",
  without: { reaction: "there are two reactions, for done and for who has it" },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: async (office, { actor, chat }) => changed(office, actor, await unmuteChat(office.ctx, actor, chat.id)),
});
