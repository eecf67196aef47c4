import { setStatus } from "../../bridge/staff/set-status.ts";
import { changed } from "./changed.ts";
import { chatCommand } from "./command.ts";

/** Words that say it was answered in LINE's own manager, which no API shows. */
const ELSEWHERE = new Set(["elsewhere", "line", "他", "別", "外", "line側"]);

export const done = chatCommand<{ elsewhere: boolean }>({
  name: "done",
  aliases: ["完了", "対応済み", "済", "close"],
  who: "member",
  without: {},
  read(text) {
    const word = text.normalize("NFKC").toLowerCase().trim();
    if (word === "") return { elsewhere: false };
    return ELSEWHERE.has(word) ? { elsewhere: true } : undefined;
  },
  run: async (office, { actor, chat, args }) =>
    changed(office, actor, await setStatus(office.ctx, actor, chat.id, { status: "done", elsewhere: args.elsewhere })),
});
