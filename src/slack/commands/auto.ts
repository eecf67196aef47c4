import { takeGraphemes } from "../../core/text.ts";
import { autoBoard, LONGEST_TRY } from "../boards/auto.ts";
import { listOf } from "../boards/board.ts";
import { deskCommand } from "./command.ts";
import { plainArgs } from "./plain-args.ts";

const TRY = /^(?:test|try|テスト|試す)[\s:：]+(.+)$/isu;

/** The list has the buttons for all of these. */
const IN_THE_LIST = /^(?:list|show|add|new|make|create|edit|change|一覧|表示|作成|追加|新規|編集|変更)$/iu;

/** The words to try; without any, the list. */
export const auto = deskCommand<string>({
  name: "auto",
  aliases: ["自動応答", "応答メッセージ", "あいさつメッセージ", "autoreply"],
  who: "member",
  opens: "modal",
  without: {
    card: "automatic replies are not about one chat",
    shortcut: "a message belongs to one chat, the list is about all",
    global: "the shortcut asks which chat, the list is about all",
    reaction: "a reaction is about a chat",
    home: "the tab is about chats; the list is opened with the command",
  },
  read: (text) => {
    const typed = plainArgs(text).trim();
    if (typed === "" || IN_THE_LIST.test(typed.normalize("NFKC"))) return "";
    const words = TRY.exec(typed)?.[1]?.trim();
    return words === undefined ? undefined : takeGraphemes(words, LONGEST_TRY, LONGEST_TRY);
  },
  run: (office, { actor, args, channel: here }) =>
    listOf(office, autoBoard, { actor, here, about: { words: args, page: 0 } }),
});
