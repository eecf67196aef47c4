import { listFiles } from "../../bridge/staff/list-files.ts";
import { nameOfChat } from "../../bridge/staff/which-chat.ts";
import { short } from "../blocks.ts";
import { fileBlock } from "../lists.ts";
import { chatCommand, say } from "./command.ts";
import { pageButtons } from "./page-buttons.ts";

export const files = chatCommand<{ page: number }>({
  name: "files",
  aliases: ["ファイル", "画像", "写真"],
  who: "member",
  without: { reaction: "a reaction changes a chat and shows nothing" },
  read(text) {
    const word = text.normalize("NFKC").toLowerCase().trim();
    const page = /^(?:page:)?(\d{1,3})$/.exec(word)?.[1] ?? (word === "" ? "1" : "0");
    return Number(page) > 0 ? { page: Number(page) } : undefined;
  },
  async run({ ctx, words }, { chat, args, door }) {
    const { rows, more } = await listFiles(ctx, chat.id, args.page);
    const { files: said, emptyPage, page: ofPage } = words.office.lists;
    const name = (await nameOfChat(ctx, chat)) || (chat.kind === "user" ? words.customer : words.group);
    const title = said.title(words.office.chat(chat.id, short(name, 60)));
    if (rows.length === 0) return say(`${title}\n${args.page > 1 ? emptyPage : said.none}`);
    const head = args.page > 1 ? `${title} · ${ofPage(args.page)}` : title;
    const blocks = rows.map((row) => fileBlock(words, row));
    return say(short([head, ...blocks.map(({ text }) => text?.text ?? "")].join("\n"), 2_900), [
      { type: "section", text: { type: "mrkdwn", text: head } },
      ...blocks,
      ...pageButtons(words, {
        page: args.page,
        more,
        line: (page) => ({ command: "files" as const, text: `page:${page}`, chat: chat.id, door }),
      }),
    ]);
  },
});
