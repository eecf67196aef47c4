/** What the house says about notes and the names that staff give. */
export interface NoteWords {
  /** Of the input. */
  label: string;
  empty: string;
  /** The message that is kept was longer. */
  cut: (most: number) => string;
  none: string;
  edit: string;
  remove: string;
  removing: { title: string; text: string; yes: string; no: string };
  /** Who wrote it and when; both are mrkdwn already. */
  by: (author: string, at: string, edited: string | undefined) => string;
  /** Somebody changed it while it was looked at; `now` is what it says. */
  stale: string;
  staleDelete: string;
  page: (first: number, last: number, of: number) => string;
  newer: string;
  older: string;
  name: { label: string; hint: (onLine: string) => string; tooLong: (most: number) => string };
}

export const notesEnglish: NoteWords = {
  label: "Note (colleagues see it, the customer does not)",
  empty: "Write something.",
  cut: (most) => `:warning: A note has at most ${most} characters: the end of the message is missing here.`,
  none: "There are no notes yet.",
  edit: "Edit",
  remove: "Delete",
  removing: { title: "Delete this note?", text: "It cannot be brought back.", yes: "Delete", no: "Keep" },
  by: (author, at, edited) => `*${author}* · ${at}${edited === undefined ? "" : ` · changed ${edited}`}`,
  stale:
    ":warning: Nothing was changed: meanwhile somebody changed this note. It now says what stands here; your words are below. Press the button once more to replace it.",
  staleDelete: ":warning: Nothing was deleted: meanwhile somebody changed this note. Look again.",
  page: (first, last, of) => `${first}–${last} of ${of}`,
  newer: "Newer",
  older: "Older",
  name: {
    label: "Name of the customer among colleagues (empty: the one on LINE)",
    hint: (onLine) => `On LINE: ${onLine}`,
    tooLong: (most) => `At most ${most} characters.`,
  },
};

export const notesJapanese: NoteWords = {
  label: "メモ（社内用。お客さまには見えません）",
  empty: "内容を書いてください。",
  cut: (most) => `:warning: メモは${most}文字までのため、メッセージの終わりの部分を省きました。`,
  none: "メモはまだありません。",
  edit: "編集",
  remove: "削除",
  removing: { title: "このメモを削除しますか？", text: "元に戻せません。", yes: "削除する", no: "やめる" },
  by: (author, at, edited) => `*${author}* · ${at}${edited === undefined ? "" : `（${edited}に変更）`}`,
  stale:
    ":warning: 何も変更していません。その間にほかの人がこのメモを変更しました。現在の内容は次のとおりです。あなたの文章は下に残っています。置き換えるには、もう一度ボタンを押してください。",
  staleDelete: ":warning: 削除していません。その間にほかの人がこのメモを変更しました。もう一度確認してください。",
  page: (first, last, of) => `${of}件中 ${first}〜${last}件`,
  newer: "新しいメモ",
  older: "古いメモ",
  name: {
    label: "管理名（社内での呼び名。空欄にするとLINEの名前に戻ります）",
    hint: (onLine) => `LINEの名前：${onLine}`,
    tooLong: (most) => `${most}文字以内で書いてください。`,
  },
};
