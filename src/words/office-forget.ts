/** What is said about erasing a customer. */
export interface ForgetWords {
  warning: string;
  label: (number: number) => string;
  submit: string;
  /** Something else than the number was typed. */
  confirm: (number: number) => string;
  done: (number: number) => string;
  already: string;
  /** To the admin, when the posts are dealt with. */
  erased: (number: number) => string;
  left: (number: number, count: number, files: boolean) => string;
  link: (link: string) => string;
  more: (count: number) => string;
  /** To who writes in the thread of an erased customer. */
  notSent: string;
}

export const forgetEnglish: ForgetWords = {
  warning:
    ":warning: *This cannot be undone.* The texts, notes, tags, name and picture stored of this customer are erased, and our posts in its threads are deleted where Slack allows it. Slack lets an app delete neither what people wrote nor, as a rule, posts under a customer's name: you get a list of those. On LINE nothing changes. Should the customer write again, a new chat begins.",
  label: (number) => `Type ${number} to erase this customer`,
  submit: "Erase",
  confirm: (number) => `Nothing was erased. To erase this customer, type the number of the chat: ${number}.`,
  done: (number) =>
    `The stored data of #${number} is erased. The posts in Slack are deleted now, as fast as Slack allows; a direct message tells you when it is done and what could not be deleted.`,
  already: "This customer was erased: nothing was sent and nothing was changed.",
  erased: (number) => `:wastebasket: #${number} is erased, and so are all its posts in Slack.`,
  left: (number, count, files) =>
    `:wastebasket: #${number} is erased. *Slack did not let me delete ${count === 1 ? `this ${files ? "file" : "post"}` : `these ${count} posts${files ? " and files" : ""}`}*; who wrote them or an admin of the workspace can:`,
  link: (link) => `• <${link}>`,
  more: (count) => `and ${count} more: the audit table has them all.`,
  notSent: ":no_entry: *Not sent: this customer was erased.* Should they write again, a new thread begins.",
};

export const forgetJapanese: ForgetWords = {
  warning:
    ":warning: *元に戻せません。* このお客さまの文章、メモ、タグ、名前、写真を消去し、スレッドの投稿をSlackが許す範囲で削除します。人が書いた投稿と、お客さまの名前での投稿は、原則としてアプリからは削除できないため、一覧でお知らせします。LINE側は何も変わりません。お客さまがまた書くと、新しいチャットになります。",
  label: (number) => `消去するには ${number} と入力してください`,
  submit: "消去する",
  confirm: (number) => `何も消去していません。消去するには、チャットの番号 ${number} を入力してください。`,
  done: (number) =>
    `#${number} の保存データを消去しました。Slackの投稿はこれから順に削除し、終わったらダイレクトメッセージで結果をお知らせします。`,
  already: "このお客さまは消去されています。何も送信・変更していません。",
  erased: (number) => `:wastebasket: #${number} の消去が終わりました。Slackの投稿もすべて削除しました。`,
  left: (number, count, files) =>
    `:wastebasket: #${number} を消去しました。*次の${count}件の${files ? "投稿・ファイル" : "投稿"}はSlackの制限で削除できませんでした。* 書いた人かワークスペースの管理者が削除できます：`,
  link: (link) => `• <${link}>`,
  more: (count) => `ほか${count}件。すべて監査テーブルにあります。`,
  notSent:
    ":no_entry: *このお客さまは消去されたため、送信していません。* また連絡があれば、新しいスレッドが始まります。",
};

/** One line, then the links; the rest is counted. */
export function erasedLines(
  words: ForgetWords,
  { chat, links, left, files = false }: { chat: number; links: string[]; left: number; files?: boolean },
): string {
  if (left === 0) return words.erased(chat);
  const more = left - links.length;
  return [words.left(chat, left, files), ...links.map(words.link), ...(more > 0 ? [words.more(more)] : [])].join("\n");
}
