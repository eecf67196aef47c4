import type { StaffAct } from "../core/acts.ts";
import type { Refusal } from "../core/refusal.ts";
import { autoJapanese } from "./office-auto.ja.ts";
import { commandsJapanese as commands } from "./office-commands.ja.ts";
import { digestJapanese } from "./office-digest.ts";
import { doorsJapanese } from "./office-doors.ts";
import { forgetJapanese } from "./office-forget.ts";
import { forwardJapanese } from "./office-forward.ts";
import { hoursJapanese } from "./office-hours.ja.ts";
import { listsJapanese } from "./office-lists.ts";
import { notesJapanese } from "./office-notes.ts";
import { peopleJapanese } from "./office-people.ts";
import { quotesJapanese } from "./office-quotes.ts";
import { recordJapanese } from "./office-record.ts";
import { sayingJapanese } from "./office-saying.ts";
import { sendingJapanese } from "./office-send.ts";
import { settingsJapanese } from "./office-settings.ts";
import { snoozeJapanese } from "./office-snooze.ts";
import { tagsJapanese } from "./office-tags.ts";
import { templatesJapanese } from "./office-templates.ts";
import type { OfficeWords } from "./office.ts";
import { plain } from "./words.ts";

export function officeJapanese(clock: (at: Date) => string): OfficeWords {
  const list = (names: string[]): string => names.map((name) => `「${plain(name)}」`).join("");

  function deed(act: StaffAct): string {
    switch (act.kind) {
      case "tagged": {
        const { added, removed } = act;
        const parts = [
          ...(added.length > 0 ? [`タグ${list(added)}を付けました`] : []),
          ...(removed.length > 0 ? [`タグ${list(removed)}を外しました`] : []),
        ];
        return parts.join("。");
      }
      case "noted":
        return "メモを書きました";
      case "noteEdited":
        return "メモを書き直しました";
      case "noteDeleted":
        return "メモを削除しました";
      case "done":
        return act.elsewhere ? "対応済みにしました（Slack以外で返信）" : "対応済みにしました";
      case "reopened":
        return "要対応に戻しました";
      case "snoozed":
        return `${clock(new Date(act.until))}まで後回しにしました`;
      case "assigned":
        if (!act.to) return "担当を外しました";
        if (act.how === "took") return "担当になりました";
        if (act.how === "answered") return "最初に返信し、担当になりました";
        return `担当を${act.how === "called" ? `<@${act.to.id}>` : plain(act.to.name)}さんにしました`;
      case "named":
        return act.name === null ? "管理名を消しました" : `管理名を「${plain(act.name)}」にしました`;
      case "madeManual":
        return act.until === null
          ? "このチャットの自動応答を止めました"
          : `${clock(new Date(act.until))}まで、このチャットの自動応答を止めました`;
      case "madeAutomatic":
        return "このチャットの自動応答を再開しました";
      case "muted":
        return "ミュートしました（届いた内容は保存され、ここには表示されません）";
      case "spammed":
        return "迷惑チャットにしました";
      case "unmuted":
        return `ミュートを解除しました${snoozeJapanese.missed(act)}`;
      case "undone":
        return act.what === "done" ? "対応済みを取り消しました" : "担当になったのを取り消しました";
      case "sends":
        return "お客さまに送ります：";
      case "forwarded":
        return `メッセージを${act.to}に転送しました`;
      case "forgotten":
        return "このお客さまの保存データを消去しました";
    }
  }

  const sending = sendingJapanese;

  function refusal(it: Refusal): string {
    switch (it.kind) {
      case "usage": {
        const { usage, example } = commands[it.command];
        return `何も変更していません。使い方：\`/line ${it.command}${usage && ` ${usage}`}\`　例：\`/line ${example}\`　スレッドの中では「チャット」は不要です。`;
      }
      case "unknownCommand": {
        const near = it.near.map((name) => `\`${name}\``).join("、");
        return `\`${plain(it.word)}\`というコマンドはありません。${near && `もしかして：${near}。`}\`/line ヘルプ\`で一覧を表示します。`;
      }
      case "chatNotFound":
        return `「${plain(it.chat)}」というチャットは見つからないか、表示できません。番号（\`12\`）、スレッドのリンク、名前の最初の文字で指定してください。\`/line 検索 言葉\`で探せます。表示できるのはアカウントのSlackチャンネルのメンバーです。`;
      case "notAThread":
        return "このメッセージはどのチャットのものでもありません。お客さまのスレッドのメッセージで使ってください。";
      case "adminsOnly":
        return `何も変更していません。\`${it.command}\`は管理者だけが使えます（ワークスペースの管理者・オーナーと、設定\`ADMINS\`の人）。管理者に頼んでください。`;
      case "lineAway":
        return sayingJapanese.lineAway;
      case "adminsOnlyTo":
        if (it.deed === "place") return sayingJapanese.placeAdminsOnly;
        return { tags: tagsJapanese, templates: templatesJapanese, hours: hoursJapanese, auto: autoJapanese }[it.deed]
          .adminsOnly;
      case "membersOnly":
        return `何も変更していません。このチャットを扱えるのは${it.channels.map((id) => `<#${id}>`).join("、")}のメンバーだけです。メンバーに招待してもらってください。`;
      case "notConnected":
        return `何も変更していません。LINEアカウント「${plain(it.account)}」は、まだLINEに接続できていません。少し待ってもう一度お試しください。`;
      case "guestsMayNot":
        return "何も変更していません。ゲストは使えません。メンバーに頼むか、管理者が許可してください（`ALLOW_GUESTS`）。";
      case "outsidersMayNot":
        return "何も変更していません。他の組織の人は使えません。メンバーに頼むか、管理者が許可してください（`ALLOW_OUTSIDE`）。";
      case "unknownPerson":
        return "何も変更していません。Slackからあなたの情報を取得できません。もう一度試すか、同僚に頼んでください。";
      case "sharedChannel":
        return `何も変更していません。<#${it.channel}>は他の組織と共有されており、お客さまの情報が見えてしまいます。自社だけのチャンネルを使うか、\`ALLOW_SHARED_CHANNELS=on\`にしてください。`;
      case "slackAway":
        return "何も変更していません。Slackが応答しないため、権限を確認できません。少し待ってもう一度試してください。";
      case "anotherDoor":
        return `\`${it.command}\`はここからは使えません。\`/line ヘルプ ${it.command}\`で使える場所を確認できます。`;
      case "editedCommand":
        return "コマンドは書いたときに一度だけ動きます。編集では何も変わらず、何も送られていません。新しいメッセージとして書いてください。";
      case "nothingToDo":
        return "すでにその状態です。何も変更していません。";
      case "tagTooLong":
        return `何も変更していません。「${plain(it.name)}」はタグにできません。タグは1〜20文字です。`;
      case "tagUnknown":
        return `何も変更していません。「${plain(it.name)}」というタグはありません。\`/line タグ一覧\`で一覧を表示します。`;
      case "tooManyTags":
        return "何も変更していません。タグはチャットに20個、アカウントに200個までです。先にいくつか外してください。";
      case "textTooLong":
        return `何も変更していません。${it.most}文字を超えています。短くしてください。`;
      case "notAMember":
        return `何も変更していません。${plain(it.name)}さんはアカウントのSlackチャンネルのメンバーではありません。先に招待してください。`;
      case "severalPeople": {
        const people = it.people.map(({ id, name }) => `${plain(name)}さん（<@${id}>）`).join("、");
        return `何も変更していません。「${plain(it.name)}」で始まる人が何人かいます：${people}。名前をもう少し書くか、\`@\`で選んでください。`;
      }
      case "whichAccount":
        return digestJapanese.whichAccount(it.names);
      case "cannotPostIn":
        return digestJapanese.cannotPostIn(it.channel);
      case "cannotTake":
        return `何も変更していません。${plain(it.name)}さんは担当にできません。${CANNOT_TAKE[it.because]}`;
      case "timeUnclear":
      case "timePast":
      case "timeFar":
      case "happenedSince":
        return snoozeJapanese.refusal(it);
      case "hours":
        return hoursJapanese.fault(it.fault);
      case "sentAlready":
        return sending.already;
      case "forgotten":
        return forgetJapanese.already;
      case "heldElsewhere":
        return "送信していません。このトークは現在ほかのLINEツールが対応中です。そちらで返信してください。";
      case "gone":
        return "何も変更していません。すでに削除されています。";
    }
  }

  return {
    lists: listsJapanese,
    digest: digestJapanese,
    people: peopleJapanese,
    snooze: snoozeJapanese,
    settings: settingsJapanese,
    hours: hoursJapanese,
    sending,
    saying: sayingJapanese,
    quotes: quotesJapanese,
    record: recordJapanese,
    forward: forwardJapanese,
    forget: forgetJapanese,
    commands,
    act: (by, act) => `${plain(by)}さんが${deed(act)}`,
    refusal,
    doors: {
      slash: "`/line`",
      thread: "スレッドで`@Threadline`",
      card: "カード",
      shortcut: "メッセージのメニュー",
      global: "「LINE: find a chat」",
      reaction: "リアクション",
      home: "ホームタブ",
    },
    door: doorsJapanese,
    help: {
      alsoCalled: (name) => (name === "" ? "" : `（${name}）`),
      title: "*SlackからLINEチャットを使う*",
      chats:
        '「チャット」はカードの番号（`12`）、スレッドのリンク、または名前の最初の文字です（空白を含むときは`"引用符"`で囲む）。スレッドの中では`@Threadline コマンド`と書き、「チャット」は不要です。お客さまには見えません。',
      more: "`/line ヘルプ コマンド`で詳しく表示します。メッセージのメニュー →「LINE: manage this chat」も使えます。",
    },
    chat: (number, name) => `*${plain(name)}* · #${number}`,
    pick: {
      question: (token) => `「${plain(token)}」で始まるチャットがいくつかあります。どれですか？`,
      title: "どのチャットですか",
      label: "チャット",
      placeholder: "名前または番号",
      submit: "次へ",
    },
    modal: {
      loading: "読み込み中…",
      close: "閉じる",
      save: "保存",
      done: "完了",
      open: "開く",
      meanwhile: (acts) => `:warning: その間に${acts.join("。")}。確認して、もう一度ボタンを押してください。`,
    },
    card: {
      assignee: "担当",
      nobody: "なし",
      tags: "タグ",
      note: "メモ",
      lastMessage: "最新のメッセージ",
      snoozedUntil: (when) => `${when}まで後回し`,
      muted: "ミュート中",
      spam: "迷惑チャット",
      onLine: (name) => `LINEの名前：${plain(name)}`,
      newTags: "新しいタグ（カンマ区切り）",
      assignMe: "自分が担当",
      more: "その他…",
    },
    manage: "チャットを管理",
    notes: notesJapanese,
    tags: tagsJapanese,
    templates: templatesJapanese,
    auto: autoJapanese,
  };
}

const CANNOT_TAKE = {
  guest: "ゲストは対応できません。メンバーを選ぶか、管理者が許可してください（`ALLOW_GUESTS`）。",
  outside: "他の組織の人は対応できません。メンバーを選ぶか、管理者が許可してください（`ALLOW_OUTSIDE`）。",
  nobody: "返信できる人がSlackに見つかりません。アカウントのSlackチャンネルのメンバーを選んでください。",
} as const;
