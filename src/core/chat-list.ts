/** The lists of chats that staff work through, and how people name them. */
export const CHAT_LISTS = ["mine", "unassigned", "all", "done", "snoozed", "muted", "spam"] as const;
export type ChatList = (typeof CHAT_LISTS)[number];

const NAMES = new Map<string, ChatList>([
  ...CHAT_LISTS.map((list) => [list, list] as const),
  ["me", "mine"],
  ["my", "mine"],
  ["自分", "mine"],
  ["担当", "mine"],
  ["自分の担当", "mine"],
  ["未担当", "unassigned"],
  ["担当なし", "unassigned"],
  ["すべて", "all"],
  ["全て", "all"],
  ["全部", "all"],
  ["完了", "done"],
  ["対応済み", "done"],
  ["後で", "snoozed"],
  ["後回し", "snoozed"],
  ["スヌーズ", "snoozed"],
  ["ミュート", "muted"],
  ["迷惑", "spam"],
]);

export interface ListWish {
  list: ChatList;
  tag: string | undefined;
  /** From 1. */
  page: number;
}

const FIELD = /^(tag|タグ|page|ページ)[:=](.*)$/;
const MOST_PAGES = 1_000;

/** `unassigned tag:VIP page:2`, `未担当 タグ：「大口 顧客」`; undefined: that is not how it goes. */
export function readListWish(text: string): ListWish | undefined {
  const wish: ListWish = { list: "all", tag: undefined, page: 1 };
  let named = false;
  for (const word of wordsOf(text.normalize("NFKC"))) {
    const [, field, value = ""] = FIELD.exec(word.replace(/^[^:=]*/, (head) => head.toLowerCase())) ?? [];
    if (field === undefined) {
      const list = NAMES.get(word.toLowerCase());
      if (!list || named) return undefined;
      wish.list = list;
      named = true;
    } else if (field === "tag" || field === "タグ") {
      const tag = value.replace(/^["“”「]/, "").replace(/["“”」]$/, "");
      if (tag === "" || wish.tag !== undefined) return undefined;
      wish.tag = tag;
    } else {
      if (!/^\d{1,4}$/.test(value) || Number(value) < 1) return undefined;
      wish.page = Math.min(MOST_PAGES, Number(value));
    }
  }
  return wish;
}

/** Split at spaces, but not within quotes. */
const wordsOf = (text: string): string[] => text.match(/(?:["“”][^"“”]*["“”]|「[^」]*」|\S)+/gu) ?? [];

/** The same as people would type it. */
export function writeListWish({ list, tag, page }: ListWish): string {
  const quoted = tag?.includes('"') ? `「${tag}」` : `"${tag}"`;
  return [list, ...(tag === undefined ? [] : [`tag:${quoted}`]), ...(page > 1 ? [`page:${page}`] : [])].join(" ");
}
