/** Lists of chats, what is found, files, and the Home tab. */
import type { ChatList } from "../core/chat-list.ts";
import { plain } from "./words.ts";

export interface ListWords {
  /** Titles, and what is said where a list is empty. */
  names: Record<ChatList, string>;
  empty: Record<ChatList, string>;
  emptyPage: string;
  tagged: (tag: string) => string;
  /** How long a customer has been waiting, in milliseconds. */
  waits: (milliseconds: number) => string;
  answered: string;
  doneAt: (when: string) => string;
  page: (page: number) => string;
  more: string;
  back: string;
  manage: string;
  find: {
    title: (words: string) => string;
    within: (chats: string) => string;
    nothing: (words: string) => string;
    more: (shown: number) => string;
    namesOnly: string;
    notWhole: string;
    name: string;
    note: (by: string) => string;
    staff: (by: string) => string;
    customer: string;
  };
  files: { title: (chat: string) => string; none: string };
  home: {
    list: string;
    tag: string;
    allTags: string;
    account: string;
    allAccounts: string;
    find: string;
    findHint: string;
    endFind: string;
    refresh: string;
  };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units say enough. */
function span(milliseconds: number, units: { day: string; hour: string; minute: string; less: string }): string {
  if (milliseconds < MINUTE) return units.less;
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor((milliseconds % DAY) / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  const said = [
    ...(days > 0 ? [`${days}${units.day}`] : []),
    ...(hours > 0 ? [`${hours}${units.hour}`] : []),
    ...(minutes > 0 && days === 0 ? [`${minutes}${units.minute}`] : []),
  ];
  return said.join(units.day.startsWith(" ") ? " " : "");
}

export const listsEnglish: ListWords = {
  names: {
    mine: "My chats",
    unassigned: "Unassigned",
    all: "All waiting",
    done: "Done",
    snoozed: "Put off",
    muted: "Muted",
    spam: "Spam",
  },
  empty: {
    mine: "No open chat is yours.",
    unassigned: "Nobody waits who has no assignee.",
    all: "Nobody waits. :tada:",
    done: "No chat is marked done.",
    snoozed: "No chat is put off.",
    muted: "No chat is muted.",
    spam: "No chat is marked as spam.",
  },
  emptyPage: "There is nothing on this page any more.",
  tagged: (tag) => `tag *${plain(tag)}*`,
  waits: (milliseconds) =>
    `waiting ${span(milliseconds, { day: " d", hour: " h", minute: " min", less: "less than a minute" })}`,
  answered: "answered",
  doneAt: (when) => `done ${when}`,
  page: (page) => `page ${page}`,
  more: "More",
  back: "Back",
  manage: "Manage",
  find: {
    title: (words) => `Found for ${words}`,
    within: (chats) => `in ${chats}`,
    nothing: (words) =>
      `Nothing was found for ${words}. All the words must occur; fewer words, or the beginning of one, find more.`,
    more: (shown) => `There is more: these are the first ${shown}. Add a word, or \`in CHAT\`.`,
    namesOnly: "One character alone is looked for in names only. With two, notes and messages are looked through, too.",
    notWhole: "Only the newest messages could be looked through in time. Add a word, or `in CHAT`, to find older ones.",
    name: "name",
    note: (by) => `note by ${by}`,
    staff: (by) => by,
    customer: "customer",
  },
  files: {
    title: (chat) => `Files and pictures of ${chat}, the newest first`,
    none: "There are no files or pictures in this chat.",
  },
  home: {
    list: "List",
    tag: "Tag",
    allTags: "All tags",
    account: "Account",
    allAccounts: "All accounts",
    find: "Look through names, notes and messages",
    findHint: "Words, then Enter; “in 12” behind them looks in one chat",
    endFind: "Back to the list",
    refresh: "Refresh",
  },
};

export const listsJapanese: ListWords = {
  names: {
    mine: "自分の担当",
    unassigned: "担当なし",
    all: "返信待ちすべて",
    done: "対応済み",
    snoozed: "後回し",
    muted: "ミュート中",
    spam: "迷惑チャット",
  },
  empty: {
    mine: "担当している対応中のチャットはありません。",
    unassigned: "担当が決まっていない返信待ちのチャットはありません。",
    all: "返信を待っているお客さまはいません。:tada:",
    done: "対応済みのチャットはありません。",
    snoozed: "後回しにしているチャットはありません。",
    muted: "ミュート中のチャットはありません。",
    spam: "迷惑チャットはありません。",
  },
  emptyPage: "このページに表示するものはもうありません。",
  tagged: (tag) => `タグ「${plain(tag)}」`,
  waits: (milliseconds) => `${span(milliseconds, { day: "日", hour: "時間", minute: "分", less: "1分未満" })}待ち`,
  answered: "返信済み",
  doneAt: (when) => `${when} に対応済み`,
  page: (page) => `${page}ページ目`,
  more: "次へ",
  back: "前へ",
  manage: "管理",
  find: {
    title: (words) => `${words} の検索結果`,
    within: (chats) => `${chats} の中`,
    nothing: (words) =>
      `${words} は見つかりませんでした。すべての言葉を含むものだけが見つかります。言葉を減らすか、短くしてみてください。`,
    more: (shown) =>
      `ほかにもあります（最初の${shown}件を表示）。言葉を加えるか、\`in チャット\` で絞り込んでください。`,
    namesOnly: "1文字の場合は名前だけを探します。2文字以上で、メモとメッセージも探します。",
    notWhole:
      "時間内に探せたのは新しいメッセージだけです。古いものを探すには、言葉を加えるか、`in チャット` で絞り込んでください。",
    name: "名前",
    note: (by) => `${by}さんのメモ`,
    staff: (by) => `${by}さん`,
    customer: "お客さま",
  },
  files: {
    title: (chat) => `${chat} のファイルと画像（新しい順）`,
    none: "このチャットにはファイルも画像もありません。",
  },
  home: {
    list: "一覧",
    tag: "タグ",
    allTags: "すべてのタグ",
    account: "アカウント",
    allAccounts: "すべてのアカウント",
    find: "名前、メモ、メッセージを探す",
    findHint: "言葉を入力してEnter（後ろに「in 12」と付けると、そのチャットの中だけ）",
    endFind: "一覧に戻る",
    refresh: "更新",
  },
};
