import type { KnownBlock } from "@slack/types";

import { listChats } from "../../bridge/staff/list-chats.ts";
import { type ListWish, readListWish, writeListWish } from "../../core/chat-list.ts";
import type { Door } from "../../core/commands.ts";
import type { Words } from "../../words/words.ts";
import { short } from "../blocks.ts";
import { chatLine, chatRow } from "../lists.ts";
import { deskCommand, refuse, say } from "./command.ts";
import { pageButtons } from "./page-buttons.ts";
import { plainArgs } from "./plain-args.ts";

export const inbox = deskCommand<ListWish>({
  name: "inbox",
  aliases: ["受信箱", "一覧", "未対応", "list"],
  who: "member",
  without: {
    card: "it lists all chats, and a card is about one",
    shortcut: "it lists all chats, and a message belongs to one",
    global: "the global shortcut finds a chat by its name",
    reaction: "a reaction is about a chat",
    home: "the tab is this list",
  },
  read: (text) => readListWish(plainArgs(text)),
  async run({ ctx, words }, { actor, args, door }) {
    const listed = await listChats(ctx, actor, args);
    if (listed.kind === "refused") return refuse(listed.refusal);
    const { rows, more } = listed;
    const now = ctx.now();
    const title = titleOf(words, args);
    if (rows.length === 0) return say(`${title}\n${emptyOf(words, args)}`);
    const several = actor.accounts.length > 1;
    const blocks: KnownBlock[] = [
      { type: "section", text: { type: "mrkdwn", text: title } },
      ...rows.map((row) => chatRow(words, row, now, several)),
      ...pageButtons(words, { page: args.page, more, line: (page) => line({ ...args, page }, door) }),
    ];
    return say(short([title, ...rows.map((row) => chatLine(words, row, now))].join("\n"), 2_900), blocks);
  },
});

const line = (wish: ListWish, door: Door) => ({ command: "inbox" as const, text: writeListWish(wish), door });

export function titleOf({ office }: Words, { list, tag, page }: ListWish): string {
  const { lists } = office;
  const more = [...(tag === undefined ? [] : [lists.tagged(tag)]), ...(page > 1 ? [lists.page(page)] : [])];
  return [`*${lists.names[list]}*`, ...more].join(" · ");
}

export const emptyOf = ({ office }: Words, { list, page }: ListWish): string =>
  page > 1 ? office.lists.emptyPage : office.lists.empty[list];
