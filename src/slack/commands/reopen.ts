import { setStatus } from "../../bridge/staff/set-status.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

export const reopen = chatCommand<null>({
  name: "reopen",
  aliases: ["再開", "要対応", "open"],
  who: "member",
  without: { reaction: "taking the reaction that said done away does it" },
  read: (text) => (text.trim() === "" ? null : undefined),
  run: async (office, { actor, chat }) =>
    changed(office, actor, await setStatus(office.ctx, actor, chat.id, { status: "open", elsewhere: false })),
});
