import { type AccountRecord, accountRecords, accountsHere } from "../../bridge/staff/account-record.ts";
import type { Words } from "../../words/words.ts";
import { escapeText } from "../mrkdwn.ts";
import { deskCommand } from "./command.ts";
import { sections } from "./sections.ts";

export const account = deskCommand<null>({
  name: "account",
  aliases: ["アカウント"],
  who: "member",
  without: {
    card: "a card is about a chat",
    reaction: "a reaction is about a chat",
    shortcut: "the modal is about a chat",
    global: "the modal is about a chat",
    home: "the tab is about chats",
  },
  read: (text) => (text.trim() === "" ? null : undefined),
  async run({ ctx, words }, { actor, channel }) {
    const records = await accountRecords(ctx, accountsHere(actor, channel));
    return sections(records.map((record) => linesOf(words, record).join("\n")));
  },
});

function linesOf({ office: { record: said } }: Words, record: AccountRecord): string[] {
  const onLine = record.lineName ? ` · ${said.onLine}: ${escapeText(record.lineName)}` : "";
  return [
    `*${escapeText(record.name)}*${onLine}`,
    said.line(record.lineState),
    said.slack(record.slackState),
    said.room(record.channel, record),
  ];
}
