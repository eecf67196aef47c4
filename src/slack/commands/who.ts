import { type ChatRecord, chatRecord } from "../../bridge/staff/chat-record.ts";
import type { Words } from "../../words/words.ts";
import { factBlocks, nameOf, slackDate } from "../card.ts";
import { escapeText } from "../mrkdwn.ts";
import { chatCommand, say } from "./command.ts";
import { sectionBlocks } from "./sections.ts";

export const who = chatCommand<null>({
  name: "who",
  aliases: ["顧客", "誰", "お客さま", "お客様"],
  who: "member",
  without: { reaction: "a reaction gets no answer" },
  read: (text) => (text.trim() === "" ? null : undefined),
  async run({ ctx, words }, { chat }) {
    const record = await chatRecord(ctx, chat);
    const title = words.office.chat(chat.id, nameOf(words, record.card));
    return say(title, [
      ...sectionBlocks([title]),
      ...factBlocks(words, record.card),
      ...sectionBlocks([factLines(words, record).join("\n")]),
    ]);
  },
});

function factLines(words: Words, record: ChatRecord): string[] {
  const { record: labels } = words.office;
  const threads = [
    ...record.threads.map(({ openedAt, link }) => labels.thread(words.clock(openedAt), link)),
    ...(record.earlierThreads > 0 ? [labels.more(record.earlierThreads)] : []),
  ];
  return [
    `*${labels.account}* ${escapeText(record.account)}`,
    ...(record.lineName ? [`*${labels.onLine}* ${escapeText(record.lineName)}`] : []),
    ...(record.friendship ? [`*${labels.friend}* ${labels.friendship[record.friendship]}`] : []),
    `*${labels.firstSeen}* ${slackDate(words, record.firstSeen)}`,
    `*${labels.messages}* ${labels.counts(record.messages.customer, record.messages.staff)}`,
    ...(threads.length > 0 ? [`*${labels.threads}* ${threads.join(" · ")}`] : []),
  ];
}
