/** What is said about forwarding a message. */
import { plain } from "./words.ts";

export interface ForwardWords {
  title: string;
  submit: string;
  how: string;
  channel: string;
  chat: string;
  hint: string;
  /** Neither a Slack channel nor a chat was chosen, or both. */
  choose: string;
  /** It has no words that a customer could be sent. */
  noText: string;
  /** Cards and lines of ours. */
  notAMessage: string;
  done: (to: string) => string;
  here: (by: string, chat: number, link: string) => string;
  /** Without a reason: others would read along. */
  failed: (channel: string, reason?: string) => string;
}

export const forwardEnglish: ForwardWords = {
  title: "Forward",
  submit: "Forward",
  how: 'On a message in a thread of a customer: menu (⋮) → "LINE: forward". There you choose a Slack channel or another chat, see the words, and press the button.',
  channel: "To a Slack channel",
  chat: "To another customer (the words are sent on LINE)",
  hint: "Choose one of the two.",
  choose: "Choose either a Slack channel or a customer.",
  noText: "Only words can be sent to a customer, and this message has none.",
  notAMessage: "Nothing was forwarded: this is no message of a customer or of staff. Use it on the words themselves.",
  done: (to) => `Forwarded to ${to}. The thread says so, too.`,
  here: (by, chat, link) =>
    `:arrow_right: ${plain(by)} forwarded a message from chat #${chat}${link ? ` (<${link}|where it stands>)` : ""}:`,
  failed: (channel, reason) =>
    reason === undefined
      ? `:no_entry: The message was *not forwarded*: <#${channel}> is shared with another organisation, which would read it. Choose a channel of your own.`
      : `:no_entry: The message was *not forwarded*: Slack does not let me write in <#${channel}> (\`${plain(reason)}\`). Invite me there (\`/invite\`) and forward it again.`,
};

export const forwardJapanese: ForwardWords = {
  title: "転送",
  submit: "転送する",
  how: "お客さまのスレッドのメッセージのメニュー（⋮）→「LINE: forward」を選びます。Slackチャンネルか別のチャットを選び、内容を確認してボタンを押してください。",
  channel: "Slackチャンネルへ",
  chat: "別のお客さまへ（LINEで送信されます）",
  hint: "どちらか一つを選んでください。",
  choose: "Slackチャンネルかお客さまの、どちらか一つを選んでください。",
  noText: "お客さまに送れるのは文章だけです。このメッセージには文章がありません。",
  notAMessage:
    "転送していません。お客さまやスタッフのメッセージではありません。メッセージそのもののメニューから使ってください。",
  done: (to) => `${to}に転送しました。スレッドにも記録しました。`,
  here: (by, chat, link) =>
    `:arrow_right: ${plain(by)}さんがチャット #${chat} のメッセージを転送しました${link ? `（<${link}|元のメッセージ>）` : ""}：`,
  failed: (channel, reason) =>
    reason === undefined
      ? `:no_entry: メッセージは*転送されませんでした*。<#${channel}>は他の組織と共有されており、内容が見えてしまいます。自社だけのチャンネルを選んでください。`
      : `:no_entry: メッセージは*転送されませんでした*。<#${channel}>に投稿できません（\`${plain(reason)}\`）。アプリを招待（\`/invite\`）してから、もう一度転送してください。`,
};
