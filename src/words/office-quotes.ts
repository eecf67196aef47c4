/** What is said about quotes: replies that show the message they answer. */
import type { Notice } from "../core/notice.ts";
import { plain } from "./words.ts";

type Because = Extract<Notice, { kind: "askQuote" }>["because"];

export interface QuoteWords {
  ask: Record<Because, string>;
  askWhich: string;
  /** Behind it: so many more stand there than can be asked about. */
  more: (count: number) => string;
  /** One of several in a post; `nth` is undefined where it is not seen among them. */
  picture: (nth: number | undefined, of: number) => string;
  onlyLink: string;
  sentUnquoted: (by: string) => string;
  /** On buttons; a number follows the first. */
  quote: string;
  unquoted: string;
  chose: (by: string) => string;
  choseNone: (by: string) => string;
  /** The window of "reply to this". */
  title: string;
  cannot: string;
  which: string;
  sticker: string;
  stickerToo: string;
}

const NOT_SENT = ":grey_question: *Not sent:*";

export const quotesEnglish: QuoteWords = {
  ask: {
    unknown: `${NOT_SENT} it begins with the link of a Slack message that is none of this chat's, so it cannot be quoted. Send it without the link and the quote?`,
    elsewhere: `${NOT_SENT} it begins with the link of a message from *another customer's chat*, which cannot be quoted here. Send it without the link and the quote?`,
    noToken: `${NOT_SENT} the message that its link leads to cannot be quoted. LINE quotes texts, stickers, pictures and videos, of the customer or sent from here. Send it without the link and the quote?`,
    gone: `${NOT_SENT} the message that it answers is not there any more. Send it without the quote?`,
    noWords: `${NOT_SENT} only words and stickers can quote in LINE, and behind the link there are only files. Send the files without the quote? Or edit the message and write words behind the link.`,
  },
  askWhich:
    ":grey_question: *Not sent yet:* several messages stand where its link leads to. Which of them does it answer?",
  more: (count) =>
    `${count === 1 ? "One more stands" : `${count} more stand`} there: *LINE: reply to this* in the menu of that message offers all of them.`,
  picture: (nth, of) => (nth === undefined ? "🖼 an image that is not shown here" : `🖼 image ${nth} of ${of}`),
  onlyLink:
    ":no_entry: *Not sent, because there is no text behind the link.* The link only says which message is quoted.",
  sentUnquoted: (by) => `:outbox_tray: <@${by}> had it sent without the quote.`,
  quote: "Quote",
  unquoted: "Send without quote",
  chose: (by) => `${plain(by)} said which message is quoted`,
  choseNone: (by) => `${plain(by)} had a message sent without its quote`,
  title: "Reply to this",
  cannot:
    "This cannot be quoted. LINE quotes texts, stickers, pictures and videos, of the customer or sent from here, once they were delivered.",
  which: "Which message do you answer?",
  sticker: "With a sticker instead",
  stickerToo: "The sticker quotes the message that you chose.",
};

export const quotesJapanese: QuoteWords = {
  ask: {
    unknown:
      ":grey_question: *送信していません。* 先頭のリンクは、このチャットのメッセージではないため引用できません。リンクと引用なしで送信しますか？",
    elsewhere:
      ":grey_question: *送信していません。* 先頭のリンクは *別のお客さまのチャット* のメッセージのため、ここでは引用できません。リンクと引用なしで送信しますか？",
    noToken:
      ":grey_question: *送信していません。* リンク先のメッセージは引用できません。引用できるのは、お客さまの、またはここから送ったテキスト・スタンプ・画像・動画です。リンクと引用なしで送信しますか？",
    gone: ":grey_question: *送信していません。* 返信先のメッセージがなくなっています。引用なしで送信しますか？",
    noWords:
      ":grey_question: *送信していません。* LINEで引用できるのはテキストとスタンプだけで、リンクの後にはファイルしかありません。引用なしでファイルを送信しますか？ 引用する場合は、メッセージを編集してリンクの後に文章を書いてください。",
  },
  askWhich: ":grey_question: *まだ送信していません。* リンク先には複数のメッセージがあります。どれへの返信ですか？",
  more: (count) =>
    `ほかに${count}件あります。そのメッセージのメニューの「LINE: reply to this」では、すべての中から選べます。`,
  picture: (nth, of) => (nth === undefined ? "🖼 ここに表示されていない画像" : `🖼 ${of}枚中${nth}枚目の画像`),
  onlyLink:
    ":no_entry: *リンクの後に本文がないため、送信していません。* リンクは、どのメッセージを引用するかを表すだけです。",
  sentUnquoted: (by) => `:outbox_tray: <@${by}> さんが引用なしで送信しました。`,
  quote: "引用",
  unquoted: "引用なしで送信",
  chose: (by) => `${plain(by)}さんが引用するメッセージを選びました`,
  choseNone: (by) => `${plain(by)}さんが引用なしで送信しました`,
  title: "引用して返信",
  cannot:
    "このメッセージは引用できません。引用できるのは、お客さまの、またはここから送信済みのテキスト・スタンプ・画像・動画です。",
  which: "どのメッセージへの返信ですか？",
  sticker: "スタンプで返信する",
  stickerToo: "選んだメッセージを引用してスタンプを送ります。",
};
