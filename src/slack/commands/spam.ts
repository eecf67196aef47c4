import { muteChat } from "../../bridge/staff/mute-chat.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

export const spam = chatCommand<null>({
  name: "spam",
  aliases: ["迷惑", "スパム", "迷惑チャット"],
  who: "member",
  without: { reaction: "there are two reactions, for done and for who has it; a slip must not silence a customer" },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: async (office, { actor, chat }) => changed(office, actor, await muteChat(office.ctx, actor, chat.id, "spam")),
});
