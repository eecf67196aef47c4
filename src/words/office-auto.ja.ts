import type { Passed } from "../core/auto-reply.ts";
import type { AutoNotice, AutoSeen, AutoWords } from "./office-auto.ts";
import { plain, told, type Told } from "./words.ts";

const DAYS = ["月", "火", "水", "木", "金", "土", "日"] as const;
const WHEN = { always: "いつでも", open: "応答時間内", closed: "応答時間外" } as const;

function notice(it: AutoNotice): Told {
  switch (it.kind) {
    case "autoReplied":
      return told(`:robot_face: 自動応答（${plain(it.rule)}）を送信しました。チャットは返信待ちのままです。`, it.words);
    case "autoUnclear":
      return told(
        `:warning: 自動応答（${plain(it.rule)}）を送りましたが、LINEから応答がなく、お客さまに届いたかどうかわかりません。再送はしません。内容：`,
        it.words,
      );
    case "autoNotSent":
      return it.because === "late"
        ? told(`:hourglass: 自動応答（${plain(it.rule)}）は間に合わなかったため、送信していません。`)
        : told(
            `:no_entry: LINEが受け付けなかったため、自動応答（${plain(it.rule)}）を送信できませんでした。理由：`,
            it.details,
          );
  }
}

function listens({ trigger, keywords, match, taps }: AutoSeen): string {
  switch (trigger) {
    case "keyword": {
      const words = keywords.map((keyword) => `「${plain(keyword)}」`).join("");
      return `${words}${match === "exact" ? "と一致" : "を含む"}${taps ? "（タップも対象）" : ""}`;
    }
    case "uniform":
      return "すべてのメッセージ（一律応答）";
    case "follow":
      return "友だち追加（あいさつ）";
    case "unblock":
      return "ブロック解除（あいさつ）";
  }
}

function applies({ trigger, when, from, until, weekdays, times, everyTime }: AutoSeen): string {
  return [
    WHEN[when],
    ...(from === null && until === null ? [] : [`${from ?? ""}〜${until ?? ""}`]),
    ...(weekdays.length === 0 ? [] : [weekdays.map((day) => DAYS[day - 1] ?? "").join("・")]),
    ...(times === null ? [] : [`${times.from}〜${times.until}`]),
    ...(trigger === "uniform" && when === "closed" && !everyTime ? ["次の営業まで1回だけ"] : []),
  ].join(" · ");
}

const PASSED: Record<Passed, string> = {
  off: "オフになっています",
  words: "キーワードに当てはまりません",
  open: "応答時間外用ですが、今は応答時間内です",
  closed: "応答時間内用ですが、今は応答時間外です",
  noHours: "応答時間を使いますが、設定されていません",
  dates: "期間外の日付です",
  weekday: "対象の曜日ではありません",
  time: "対象の時刻ではありません",
  answeredSinceClosing: "応答時間が終わってから、このチャットにはすでに送っています",
  noOpening: "次の営業がいつかわかりません",
};

export const autoJapanese: AutoWords = {
  notice,
  none: "応答メッセージとあいさつメッセージはまだありません。",
  make: {
    keyword: "キーワード応答を作成",
    uniform: "一律応答を作成",
    follow: "あいさつを作成",
    unblock: "ブロック解除時のあいさつを作成",
  },
  greeting: {
    follow: "友だち追加ありがとうございます。ご質問やご予約は、このトークにメッセージをお送りください。",
    unblock:
      "再び友だちになっていただき、ありがとうございます。ご質問やご予約は、このトークにメッセージをお送りください。",
  },
  row: (rule) =>
    `${rule.enabled ? ":large_green_circle:" : ":white_circle: _オフ_"} *${plain(rule.name)}*\n${listens(rule)} · ${applies(rule)}`,
  manual: (which) =>
    `:warning: ${which === "inside" ? "応答時間内" : which === "outside" ? "応答時間外" : "応答時間内も応答時間外も"}のモードが手動のため、あいさつ以外は送信されません。`,
  never: {
    noHours: ":warning: 応答時間が設定されていないため、使われません（`/line 応答時間`）。",
    noOpening: ":warning: `{next_open}`がありますが、次の営業がないため、送信されません（`/line 応答時間`）。",
    neverOpen: ":warning: この先、応答時間がないため、使われません（`/line 応答時間`）。",
    neverClosed: ":warning: いつも応答時間内のため、使われません（`/line 応答時間`）。",
    past: ":warning: 期間が終わっているため、もう使われません。",
    afterUniform: ":warning: 上の応答が必ず先に使われるため、使われません。",
    sameKeywords: ":warning: 上の応答がすべてのキーワードに先に応答するため、使われません。",
    noKeyword: ":warning: キーワードがないため、使われません。",
  },
  edit: "編集",
  up: "上へ移動",
  down: "下へ移動",
  turnOn: "オンにする",
  turnOff: "オフにする",
  remove: "削除",
  removeWhat: (name) => `自動応答「${plain(name)}」を削除しますか？ 元に戻せません。`,
  kept: (name) => `自動応答「${plain(name)}」を保存しました。`,
  removed: (name) => `自動応答「${plain(name)}」を削除しました。`,
  moved: (name) => `「${plain(name)}」を移動しました。`,
  turned: (name, on) => `「${plain(name)}」を${on ? "オン" : "オフ"}にしました。`,
  atTheEdge: "これ以上移動できません。",
  stale:
    ":warning: 何も変更していません。その間にほかの人がこの自動応答を変更しました。現在の内容は次のとおりです。あなたの内容は下に残っています。置き換えるには、もう一度ボタンを押してください。",
  staleDelete:
    ":warning: 何も変更していません。その間にほかの人がこの自動応答を変更しました。もう一度確認してください。",
  gone: ":warning: 何も変更していません。この自動応答はもうありません。",
  tooMany: (most) => `自動応答はアカウントごとに${most}件までです。先にいくつか削除してください。`,
  adminsOnly:
    "何も変更していません。自動応答の作成・変更・削除は管理者だけができます（ワークスペースの管理者・オーナーと、設定`ADMINS`の人）。管理者に頼んでください。",
  page: (first, last, of) => `${of}件中 ${first}〜${last}件`,
  back: "前へ",
  on: "次へ",
  test: {
    label: "試す：今このメッセージが届いたら",
    submit: "試す",
    heard: (words) => `:test_tube: 「${plain(words)}」に対して`,
    answers: (rule) => `今は「${plain(rule)}」が応答します：`,
    silent: "今は応答しません。",
    quiet: "今は応答しません。この時間のモードは手動です。",
    passed: (rule, because) => `• 「${plain(rule)}」は使われません：${PASSED[because]}。`,
  },
  form: {
    account: "LINEアカウント",
    name: "名前（チーム用、40文字以内）",
    keywords: "キーワード",
    keywordsHint: "1行に1つ。全角・半角、大文字・小文字、ひらがな・カタカナは区別しません。",
    match: "応答するメッセージ",
    matches: { exact: "キーワードと一致するもの", contains: "キーワードを含むもの" },
    taps: "ボタンとリッチメニューのタップ",
    tapsOn: "タップのデータにも応答する",
    when: "使うとき",
    whens: { always: "いつでも", open: "応答時間内", closed: "応答時間外" },
    from: "最初の日",
    until: "最後の日",
    weekdays: "曜日",
    weekdaysHint: "選ばなければ毎日です。",
    days: DAYS,
    start: "開始時刻",
    end: "終了時刻",
    timesHint: "開始より前の終了時刻は翌朝を表します。",
    everyTime: "応答時間外の回数",
    everyTimeOn: "次の営業まで1回だけでなく、毎回応答する",
    text: (nth) => `メッセージ${nth}`,
    textHint: "{name} はお客さまの名前、{next_open} は次の営業の日時になります（応答時間外のみ）。",
    buttons: (nth) => `メッセージ${nth}の下のボタン`,
    buttonsHint:
      "4つまで、1行に1つ。例：ショップ | https://example.com、電話 | 03-1234-5678、営業時間 | 言葉（タップするとその言葉が届きます）",
  },
  fault: {
    empty: "内容を書いてください。",
    tooLong: "長すぎます。短くしてください。",
    tooLongAbove: "ボタンの上の文章は160文字までです。短くするか、ボタンを別のメッセージにしてください。",
    buttonsAlone: "ボタンの上に文章が必要です。",
    noKeyword: "キーワードを1つ以上書いてください。",
    tooManyKeywords: "キーワードは30個までです。",
    keywordTooLong: "キーワードは100文字までです。",
    untilBefore: "最後の日が最初の日より前になっています。",
    timeMissing: "開始時刻と終了時刻の両方を選んでください。",
    timeEmpty: "開始時刻と終了時刻が同じです。",
    nextOpenOutside: "{next_open} は応答時間外の応答でだけ使えます。",
    unknownPlace: "使えるのは {name} と {next_open} だけです。ほかの波かっこの言葉を書き換えてください。",
    noTarget: "1行に1つ、ボタンの文字、| 、リンク先の順に書いてください。",
    label: "ボタンの文字は1〜20文字です。",
    target: "リンクは https:// で始めてください。電話番号は数字だけです。",
    data: "タップの言葉は300文字までです。",
    tooMany: "ボタンは4つまでです。",
  },
};
