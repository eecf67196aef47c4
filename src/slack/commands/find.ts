import { find as look } from "../../bridge/staff/find.ts";
import { type FindWish, readFindWish } from "../../core/find-words.ts";
import { foundBlocks, foundText } from "../lists.ts";
import { deskCommand, refuse, say } from "./command.ts";
import { plainArgs } from "./plain-args.ts";

const LONGEST = 300;

export const find = deskCommand<{ wish: FindWish; typed: string }>({
  name: "find",
  aliases: ["検索", "探す", "さがす", "search"],
  who: "member",
  without: {
    card: "it looks through all chats, and a press says no words",
    shortcut: "it looks through all chats, and a press says no words",
    global: "the global shortcut finds a chat by its name while one types",
    reaction: "a reaction says no words",
    home: "the tab has a search box of its own, which asks the same question",
  },
  read(text) {
    const typed = plainArgs(text).slice(0, LONGEST);
    const wish = readFindWish(typed);
    return wish.words.length > 0 ? { wish, typed } : undefined;
  },
  async run({ ctx, words }, { actor, args }) {
    const outcome = await look(ctx, actor, args.wish, args.typed);
    if (outcome.kind === "refused") return refuse(outcome.refusal);
    return say(foundText(words, outcome, 2_900), foundBlocks(words, outcome));
  },
});
