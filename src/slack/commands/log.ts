import { chatLog, type LogEntry } from "../../bridge/staff/chat-log.ts";
import type { Words } from "../../words/words.ts";
import { short } from "../blocks.ts";
import { slackDate } from "../card.ts";
import { chatCommand, say } from "./command.ts";
import { sections } from "./sections.ts";

export const log = chatCommand<null>({
  name: "log",
  aliases: ["履歴", "記録", "history"],
  who: "member",
  without: { reaction: "a reaction gets no answer" },
  read: (text) => (text.trim() === "" ? null : undefined),
  async run({ ctx, words }, { chat }) {
    const entries = await chatLog(ctx, chat.id);
    const { logTitle, logEmpty } = words.office.record;
    if (entries.length === 0) return say(logEmpty);
    return sections([logTitle(chat.id, entries.length), ...entries.map((entry) => lineOf(words, entry))]);
  },
});

const LINE = 500;

const lineOf = (words: Words, { at, by, what }: LogEntry): string =>
  `${slackDate(words, at)} · ${short(whatIn(words, by, what), LINE)}`;

function whatIn({ office }: Words, by: string, what: LogEntry["what"]): string {
  switch (what.kind) {
    case "act":
      // where it is said at once, the words follow the colon
      return office.act(by, what.act).replace(/[:：]$/u, "");
    case "choice":
      return office.record.choice(by, what.choice);
    case "other":
      return office.record.otherAct(by, what.act);
  }
}
