/** What is said to a member who sends words without opening the thread. */
export interface SendingWords {
  label: string;
  button: string;
  /** In so many seconds; 0: at once. */
  goes: (seconds: number) => string;
  muted: string;
  /** LINE said that this customer cannot be reached. */
  gone: string;
  /** Neither a follow nor words within 7 days are known. */
  unknown: string;
  sure: string;
  sureButton: string;
  already: string;
  tooLongToAsk: (most: number) => string;
}

export const sendingEnglish: SendingWords = {
  label: "Words for the customer",
  button: "Send",
  goes: (seconds) =>
    seconds === 0
      ? "The thread shows when it was sent."
      : `It goes in ${seconds} seconds; until then :x: on the line in the thread cancels it.`,
  muted: ":mute: This chat is muted: what the customer answers is stored and not shown. `/line unmute` shows it again.",
  gone: ":no_entry: LINE said that this customer cannot be reached (blocked or left). LINE is asked again before it goes; if nothing changed, the thread asks what to do.",
  unknown:
    ":warning: *Nobody knows whether it arrives.* We never saw this customer become a friend of the account, and they have not written for over 7 days. LINE takes the message either way and says nothing when it is thrown away.",
  sure: "Send it anyway",
  sureButton: "Send anyway",
  already: "It was sent already: nothing was sent twice.",
  tooLongToAsk: (most) =>
    `Not sent: for a chat like this, write at most ${most} characters, or write in the thread itself.`,
};

export const sendingJapanese: SendingWords = {
  label: "お客さまへのメッセージ",
  button: "送信",
  goes: (seconds) =>
    seconds === 0
      ? "送信されるとスレッドに表示されます。"
      : `${seconds}秒後に送信します。それまではスレッドの行に :x: を付けると取り消せます。`,
  muted:
    ":mute: このチャットはミュート中です。お客さまの返信は保存され、表示されません。`/line ミュート解除`で表示に戻せます。",
  gone: ":no_entry: LINEによると、このお客さまには届きません（ブロックまたは退会）。送る前にLINEにもう一度確認し、変わらなければスレッドでお尋ねします。",
  unknown:
    ":warning: *届くかどうかわかりません。* 友だちになった記録がなく、7日以上メッセージもありません。届かない場合もLINEは受け付け、何も知らせません。",
  sure: "それでも送信する",
  sureButton: "それでも送信",
  already: "すでに送信済みです。二重には送っていません。",
  tooLongToAsk: (most) => `送信していません。このチャットには${most}文字以内で書くか、スレッドに直接書いてください。`,
};
