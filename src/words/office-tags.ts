/** What the house says about the tags of an account. */
import { plain } from "./words.ts";

export interface TagWords {
  none: string;
  row: (name: string, chats: number) => string;
  rename: string;
  merge: string;
  remove: string;
  newTag: string;
  account: string;
  create: string;
  name: string;
  into: string;
  intoPlaceholder: string;
  mergeWhat: (name: string, chats: number) => string;
  mergeTaken: (name: string, other: string, chats: number) => string;
  removeWhat: (name: string, chats: number) => string;
  stale: (was: string, now: string) => string;
  exists: string;
  made: (name: string) => string;
  renamed: (from: string, to: string) => string;
  merged: (from: string, into: string, chats: number) => string;
  removed: (name: string, chats: number) => string;
  adminsOnly: string;
  page: (first: number, last: number, of: number) => string;
  back: string;
  on: string;
}

const chatsOf = (count: number): string => `${count} ${count === 1 ? "chat" : "chats"}`;

export const tagsEnglish: TagWords = {
  none: "There are no tags yet.",
  row: (name, chats) => `*${plain(name)}* · ${chatsOf(chats)}`,
  rename: "Rename",
  merge: "Merge into another",
  remove: "Delete",
  newTag: "New tag (up to 20 characters)",
  account: "LINE account",
  create: "Create",
  name: "Name (up to 20 characters)",
  into: "Tag that stays",
  intoPlaceholder: "Choose a tag",
  mergeWhat: (name, chats) =>
    `*${plain(name)}* is on ${chatsOf(chats)}. They get the tag you choose, and *${plain(name)}* is gone. This cannot be undone.`,
  mergeTaken: (name, other, chats) =>
    `There is a tag *${plain(other)}* already. Merge *${plain(name)}* into it? ${chatsOf(chats)} with *${plain(name)}* get *${plain(other)}*, and *${plain(name)}* is gone. This cannot be undone.`,
  removeWhat: (name, chats) =>
    `Delete the tag *${plain(name)}*? It is taken off ${chatsOf(chats)}. This cannot be undone.`,
  stale: (was, now) =>
    `:warning: Nothing was changed: meanwhile somebody renamed *${plain(was)}* to *${plain(now)}*. Press the button once more to give it your name.`,
  exists: "There is such a tag already.",
  made: (name) => `The tag *${plain(name)}* is there now.`,
  renamed: (from, to) => `*${plain(from)}* is called *${plain(to)}* now.`,
  merged: (from, into, chats) => `*${plain(from)}* became *${plain(into)}* on ${chatsOf(chats)}.`,
  removed: (name, chats) => `The tag *${plain(name)}* is gone, from ${chatsOf(chats)}.`,
  adminsOnly:
    "Nothing was changed: deleting and merging tags is for admins (admins and owners of the workspace, and those named in the setting `ADMINS`). Ask one of them.",
  page: (first, last, of) => `${first}–${last} of ${of}`,
  back: "Back",
  on: "More",
};

export const tagsJapanese: TagWords = {
  none: "タグはまだありません。",
  row: (name, chats) => `*${plain(name)}* · ${chats}件`,
  rename: "名前を変更",
  merge: "別のタグに統合",
  remove: "削除",
  newTag: "新しいタグ（20文字以内）",
  account: "LINEアカウント",
  create: "作成",
  name: "タグ名（20文字以内）",
  into: "残すタグ",
  intoPlaceholder: "タグを選択",
  mergeWhat: (name, chats) =>
    `「${plain(name)}」は${chats}件のチャットに付いています。選んだタグに置き換え、「${plain(name)}」は削除します。元に戻せません。`,
  mergeTaken: (name, other, chats) =>
    `「${plain(other)}」というタグはすでにあります。「${plain(name)}」を統合しますか？ ${chats}件のチャットのタグを「${plain(other)}」に置き換え、「${plain(name)}」は削除します。元に戻せません。`,
  removeWhat: (name, chats) =>
    `タグ「${plain(name)}」を削除しますか？ ${chats}件のチャットから外れます。元に戻せません。`,
  stale: (was, now) =>
    `:warning: 何も変更していません。その間にほかの人が「${plain(was)}」を「${plain(now)}」に変更しました。この名前にするには、もう一度ボタンを押してください。`,
  exists: "同じタグがすでにあります。",
  made: (name) => `タグ「${plain(name)}」を作成しました。`,
  renamed: (from, to) => `タグ「${plain(from)}」を「${plain(to)}」に変更しました。`,
  merged: (from, into, chats) => `タグ「${plain(from)}」を「${plain(into)}」に統合しました（${chats}件）。`,
  removed: (name, chats) => `タグ「${plain(name)}」を削除しました（${chats}件から外しました）。`,
  adminsOnly:
    "何も変更していません。タグの削除と統合は管理者だけができます（ワークスペースの管理者・オーナーと、設定`ADMINS`の人）。管理者に頼んでください。",
  page: (first, last, of) => `${of}件中 ${first}〜${last}件`,
  back: "前へ",
  on: "次へ",
};
