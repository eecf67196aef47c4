/** What each command is called on buttons, and how it is used. */
import type { CommandName } from "../core/commands.ts";

export interface CommandWords {
  /** After the command's name; CHAT stands for which chat. */
  usage: string;
  summary: string;
  example: string;
  /** On buttons and in menus. */
  button: string;
}

export const commandsEnglish: Record<CommandName, CommandWords> = {
  help: { usage: "[COMMAND]", summary: "What can be done, and how", example: "help tag", button: "Help" },
  inbox: {
    usage: "[mine|unassigned|all|done] [tag:NAME]",
    summary: "The chats that wait, the longest first",
    example: "inbox unassigned tag:VIP",
    button: "Inbox",
  },
  find: {
    usage: "WORDS [in CHAT]",
    summary: "Look through names, notes and messages",
    example: "find invoice in 12",
    button: "Find",
  },
  files: { usage: "CHAT", summary: "Files and pictures of a chat", example: "files 12", button: "Files" },
  who: {
    usage: "CHAT",
    summary: "Who the customer is: the card, shown to you alone",
    example: "who 12",
    button: "Who",
  },
  tag: {
    usage: "CHAT +TAG -TAG …",
    summary: "Put tags on a chat, or take them off",
    example: "tag 12 +VIP -new",
    button: "Tags",
  },
  tags: { usage: "", summary: "All tags; make, rename, merge and delete them", example: "tags", button: "All tags" },
  note: {
    usage: "CHAT TEXT",
    summary: "Write a note about the customer",
    example: "note 12 prefers mornings",
    button: "Note",
  },
  notes: {
    usage: "CHAT",
    summary: "All notes of a chat; change and delete them",
    example: "notes 12",
    button: "Notes",
  },
  status: {
    usage: "CHAT open|done",
    summary: "Set the status of a chat",
    example: "status 12 done",
    button: "Status",
  },
  done: {
    usage: "CHAT [elsewhere]",
    summary: "Nothing is left to do (or it was answered outside of Slack)",
    example: "done 12 elsewhere",
    button: "Done",
  },
  reopen: { usage: "CHAT", summary: "There is something left to do", example: "reopen 12", button: "Reopen" },
  snooze: {
    usage: "CHAT WHEN",
    summary: "Put a chat off; it comes back then, or when the customer writes",
    example: "snooze 12 tomorrow 9:00",
    button: "Snooze",
  },
  assign: {
    usage: "CHAT @PERSON|me|nobody",
    summary: "Say whose chat it is",
    example: "assign 12 me",
    button: "Assign",
  },
  name: {
    usage: "CHAT NAME",
    summary: "Give the customer a name of yours; without one it is taken away",
    example: "name 12 Ms Tanaka (Shibuya)",
    button: "Name",
  },
  manual: {
    usage: "CHAT [WHEN|off]",
    summary: "No automatic replies in this chat, until then or until it is switched off",
    example: "manual 12 3h",
    button: "Manual",
  },
  mute: {
    usage: "CHAT",
    summary: "Store what comes, show nothing, nobody waits",
    example: "mute 12",
    button: "Mute",
  },
  spam: { usage: "CHAT", summary: "Mute a chat and take it out of all lists", example: "spam 12", button: "Spam" },
  unmute: { usage: "CHAT", summary: "Show a muted chat again", example: "unmute 12", button: "Unmute" },
  reply: {
    usage: "CHAT TEMPLATE",
    summary: "Answer with a canned reply; you see and edit it before it is sent",
    example: "reply 12 opening hours",
    button: "Template",
  },
  auto: {
    usage: "[test TEXT]",
    summary: "Automatic replies and greetings: list, make, change, try",
    example: "auto test opening hours",
    button: "Automatic replies",
  },
  templates: {
    usage: "[WORDS]",
    summary: "The canned replies; make, change and delete them",
    example: "templates",
    button: "Templates",
  },
  send: {
    usage: "CHAT TEXT",
    summary: "Write to the customer without opening the thread",
    example: "send 12 Your order is ready.",
    button: "Write",
  },
  sticker: {
    usage: "CHAT [PACKAGE]",
    summary: "Send a sticker; you choose it by its picture",
    example: "sticker 12 Sally",
    button: "Sticker",
  },
  button: {
    usage: "CHAT",
    summary: "Send words with buttons: to call, to pay, to open a page",
    example: "button 12",
    button: "Button",
  },
  place: { usage: "CHAT", summary: "Send where the shop is, on a map", example: "place 12", button: "Place" },
  coupon: { usage: "CHAT", summary: "Send one of the account's LINE coupons", example: "coupon 12", button: "Coupon" },
  forward: {
    usage: "",
    summary: "Show a message in another place or send it to another chat (menu of the message)",
    example: "forward",
    button: "Forward",
  },
  forget: { usage: "CHAT", summary: "Erase what is stored of a customer", example: "forget 12", button: "Erase" },
  log: { usage: "CHAT", summary: "Who did what, and when", example: "log 12", button: "Log" },
  account: { usage: "", summary: "The LINE account behind this place", example: "account", button: "Account" },
  settings: { usage: "", summary: "Settings of the account, and your own", example: "settings", button: "Settings" },
  hours: {
    usage: "[DAYS TIMES|edit|at WHEN]",
    summary: "Response hours: when somebody is there, and who answers",
    example: "hours mon-fri 9:00-12:00,13:00-18:00",
    button: "Hours",
  },
  quota: { usage: "", summary: "LINE messages used and left this month", example: "quota", button: "Quota" },
  digest: {
    usage: "[now|off|TIMES [DAYS] [to #CHANNEL|to assignees]]",
    summary: "List the chats that wait, at fixed times",
    example: "digest 9:00,13:00,17:30 weekdays",
    button: "Digest",
  },
  target: {
    usage: "[TIME]",
    summary: "How long customers may wait before the team is called",
    example: "target 24h",
    button: "Answer time",
  },
};

export const commandsJapanese: Record<CommandName, CommandWords> = {
  help: { usage: "[コマンド]", summary: "できることと使い方", example: "ヘルプ タグ", button: "ヘルプ" },
  inbox: {
    usage: "[mine|unassigned|all|done] [tag:タグ名]",
    summary: "返信待ちのチャット（長く待っている順）",
    example: "受信箱 unassigned tag:VIP",
    button: "受信箱",
  },
  find: {
    usage: "言葉 [in チャット]",
    summary: "名前、メモ、メッセージを探す",
    example: "検索 請求書 in 12",
    button: "検索",
  },
  files: { usage: "チャット", summary: "チャットのファイルと画像", example: "ファイル 12", button: "ファイル" },
  who: { usage: "チャット", summary: "お客さまの情報（自分だけに表示）", example: "顧客 12", button: "お客さま" },
  tag: {
    usage: "チャット +タグ -タグ …",
    summary: "タグを付ける・外す",
    example: "タグ 12 +VIP -新規",
    button: "タグ",
  },
  tags: { usage: "", summary: "タグの一覧（作成・変更・統合・削除）", example: "タグ一覧", button: "タグ一覧" },
  note: { usage: "チャット 本文", summary: "お客さまのメモを書く", example: "メモ 12 午前中を希望", button: "メモ" },
  notes: { usage: "チャット", summary: "メモの一覧（変更・削除）", example: "メモ一覧 12", button: "メモ一覧" },
  status: { usage: "チャット open|done", summary: "対応状況を変える", example: "状態 12 done", button: "状態" },
  done: {
    usage: "チャット [elsewhere]",
    summary: "対応済みにする（Slack以外で返信した場合は elsewhere）",
    example: "完了 12",
    button: "対応済み",
  },
  reopen: { usage: "チャット", summary: "要対応に戻す", example: "再開 12", button: "要対応に戻す" },
  snooze: {
    usage: "チャット 日時",
    summary: "後回しにする（時間になるか、お客さまが書くと戻る）",
    example: "後で 12 明日 9:00",
    button: "後で",
  },
  assign: {
    usage: "チャット @メンバー|me|nobody",
    summary: "担当を決める",
    example: "担当 12 me",
    button: "担当",
  },
  name: {
    usage: "チャット 名前",
    summary: "管理名を付ける（名前を書かなければ消す）",
    example: "名前 12 田中様（渋谷店）",
    button: "名前",
  },
  manual: {
    usage: "チャット [日時|off]",
    summary: "このチャットの自動応答を止める（その日時まで、または解除するまで）",
    example: "手動 12 3時間",
    button: "手動",
  },
  mute: {
    usage: "チャット",
    summary: "保存だけして表示しない（返信待ちにもしない）",
    example: "ミュート 12",
    button: "ミュート",
  },
  spam: { usage: "チャット", summary: "ミュートして、すべての一覧から外す", example: "迷惑 12", button: "迷惑" },
  unmute: { usage: "チャット", summary: "ミュートを解除する", example: "ミュート解除 12", button: "ミュート解除" },
  reply: {
    usage: "チャット 定型文",
    summary: "定型文で返信する（送る前に確認・編集できます）",
    example: "返信 12 営業時間",
    button: "定型文",
  },
  auto: {
    usage: "[test メッセージ]",
    summary: "応答メッセージとあいさつ（一覧・作成・変更・テスト）",
    example: "自動応答 test 営業時間",
    button: "自動応答",
  },
  templates: {
    usage: "[言葉]",
    summary: "定型文の一覧（作成・変更・削除）",
    example: "定型文",
    button: "定型文一覧",
  },
  send: {
    usage: "チャット 本文",
    summary: "スレッドを開かずにお客さまに送る",
    example: "送信 12 商品が入荷しました。",
    button: "送信",
  },
  sticker: {
    usage: "チャット [パッケージ]",
    summary: "スタンプを送る（画像から選べます）",
    example: "スタンプ 12 サリー",
    button: "スタンプ",
  },
  button: {
    usage: "チャット",
    summary: "ボタン付きで送る（電話・お支払い・ページを開く）",
    example: "ボタン 12",
    button: "ボタン",
  },
  place: { usage: "チャット", summary: "店の場所を地図で送る", example: "地図 12", button: "店の場所" },
  coupon: {
    usage: "チャット",
    summary: "アカウントのLINEクーポンを送る",
    example: "クーポン 12",
    button: "クーポン",
  },
  forward: {
    usage: "",
    summary: "メッセージを別の場所に見せる・別のチャットに送る（メッセージのメニューから）",
    example: "転送",
    button: "転送",
  },
  forget: { usage: "チャット", summary: "お客さまの保存データを消去する", example: "消去 12", button: "消去" },
  log: { usage: "チャット", summary: "誰がいつ何をしたか", example: "履歴 12", button: "履歴" },
  account: { usage: "", summary: "このチャンネルのLINEアカウント", example: "アカウント", button: "アカウント" },
  settings: { usage: "", summary: "アカウントと自分の設定", example: "設定", button: "設定" },
  hours: {
    usage: "[曜日 時間|編集|日時 いつ]",
    summary: "応答時間（受付の時間と、誰が応答するか）",
    example: "応答時間 月-金 9:00-12:00,13:00-18:00",
    button: "応答時間",
  },
  quota: { usage: "", summary: "今月のLINEメッセージ通数", example: "通数", button: "通数" },
  digest: {
    usage: "[now|off|時刻 [曜日] [to #チャンネル|to 担当者]]",
    summary: "返信待ちのまとめを決まった時刻に投稿する",
    example: "まとめ 9:00,13:00,17:30 平日",
    button: "まとめ",
  },
  target: {
    usage: "[時間]",
    summary: "返信の目標時間（過ぎるとチームにお知らせします）",
    example: "目標時間 24時間",
    button: "返信の目標時間",
  },
};
