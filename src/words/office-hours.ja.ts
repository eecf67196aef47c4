import {
  date,
  hoursFaultJapanese,
  hoursFormFaultJapanese,
  spans,
  weekday,
  WEEKDAYS,
} from "./office-hours-faults.ja.ts";
import type { HoursWords } from "./office-hours.ts";
import { plain } from "./words.ts";

export const hoursJapanese: HoursWords = {
  title: "応答時間",
  head: (account, zone) => `*「${plain(account)}」の応答時間*（${zone}）`,
  weekdays: WEEKDAYS,
  spans,
  group: ({ runs, spans: all }) => {
    const named = runs.map(([a, b]) =>
      a === b ? weekday(a) : `${weekday(a)}${b === a + 1 ? "・" : "〜"}${weekday(b)}`,
    );
    return `${named.join("・")}：${spans(all)}`;
  },
  day: (day) => `${date(day.date)}(${weekday(day.weekday)})`,
  days: (from, to) =>
    from.date === to.date
      ? `${date(from.date)}(${weekday(from.weekday)})`
      : `${date(from.date)}(${weekday(from.weekday)})〜${date(to.date)}(${weekday(to.weekday)})`,
  moment: ({ ahead, clock: time, weekday: day, date: iso }) =>
    ahead === 0 ? time : ahead === 1 ? `明日 ${time}` : `${date(iso)}(${weekday(day)}) ${time}`,
  always: "応答時間は設定されていません（常に時間内の扱いです）。",
  openUntil: (until) => `:large_green_circle: 応答時間内${until === undefined ? "" : `（${until}まで）`}`,
  closedUntil: (opens) => `:crescent_moon: 応答時間外${opens === undefined ? "" : `（次は${opens}から）`}`,
  holidayPolicy: { closed: "休み", sunday: "日曜と同じ", ignore: "通常どおり" },
  holidays: (policy) => `日本の祝日：${policy}`,
  nextHolidays: (said) => `（次は${said.join("、")}）`,
  holiday: (name) => name,
  exceptions: "例外：",
  exception: (said, hours) => `${said}：${hours}`,
  moreExceptions: (more) => `ほか${more}件`,
  mode: { manual: "手動（人だけ）", both: "手動＋自動応答", automatic: "自動応答（担当者を呼び出しません）" },
  modes: (inside, outside) => `応答方法　時間内：${inside}、時間外：${outside}`,
  modesAlways: (mode) => `応答方法：${mode}`,
  pause: (hours) =>
    hours === 0
      ? "担当者が返信した後も、自動応答を止めません。"
      : `担当者が返信したチャットでは、${hours}時間、自動応答を止めます。`,
  warning: {
    outsideNever:
      ":warning: 応答時間が設定されていないため、時間外の応答方法は使われません。`/line 応答時間 月-金 9:00-18:00` のように設定してください。",
    automaticAlways:
      ":warning: いつも自動応答になっているため、担当者が呼び出されることがありません。`/line 応答時間 モード 時間内 手動+自動` にすると、時間内は呼び出します。",
    neverOpen: ":warning: この先、応答時間がありません。`/line 応答時間 月-金 9:00-18:00` のように設定してください。",
    neverClosed: ":warning: いつも応答時間内のため、時間外の応答方法は使われません。",
    holidaysElsewhere:
      ":warning: 祝日は日本のものですが、タイムゾーンは日本ではありません。`/line 応答時間 祝日 通常` で通常どおりになります。",
  },
  howTo:
    "変更：`/line 応答時間 月-金 9:00-12:00,13:00-18:00`、`土日 休み`、`12/29-1/3 休み`、`12/29-1/3 取消`、`祝日 休み`、`タイムゾーン Asia/Tokyo`、`モード 時間外 自動`、`元に戻す`。フォームでまとめて変更：`/line 応答時間 編集`。その日時の確認：`/line 応答時間 日時 2026-12-31 10:00`",
  adminsChange: "変更できるのは管理者です。その日時の確認：`/line 応答時間 日時 2026-12-31 10:00`",
  adminsOnly:
    "何も変更していません。応答時間を変更できるのは管理者（ワークスペースの管理者・オーナーと、設定 `ADMINS` の人）です。管理者に頼んでください。",
  changed: "変更しました（`/line 応答時間 元に戻す` で戻せます）。",
  undone: "元に戻しました（もう一度 `/line 応答時間 元に戻す` で取り消せます）。",
  fault: hoursFaultJapanese,
  atTime: {
    head: (moment) => `*${moment}*`,
    open: (until) => `応答時間内${until === undefined ? "" : `（${until}まで）`}です。`,
    closed: (opens) => `応答時間外${opens === undefined ? "" : `（次は${opens}から）`}です。`,
    always: "応答時間が設定されていないため、時間内の扱いです。",
    because: {
      week: (day, said) => `${day}曜日の設定：${said}`,
      holiday: (name, said) => `祝日（${name}）：${said}`,
      exception: (said, hours) => `例外（${said}）：${hours}`,
    },
    mode: (mode) => `応答方法：${mode}`,
    says: (rule) =>
      `その時に初めて届いたメッセージには、自動応答「${plain(rule)}」を返します（キーワード応答が優先されることがあります）：`,
    saysNothing: "その時に初めて届いたメッセージに、自動応答はしません（キーワード応答を除く）。",
  },
  form: {
    weekHint: "9:00-12:00, 13:00-18:00 ／ 深夜は 17:00-26:00 ／ 休み。七つとも空なら常に時間内の扱いです。",
    holidays: "日本の祝日",
    zone: "タイムゾーン",
    zoneHint: "例：Asia/Tokyo",
    exceptions: "例外（1行に1件）",
    exceptionsHint: "12/31-1/3 休み ／ 12/30 10:00-15:00",
    tooManyToEdit:
      "例外が多く、フォームに表示できません。`/line 応答時間 12/29-1/3 休み` や `… 取消` で変更してください。",
    inside: "応答時間内の応答方法",
    outside: "応答時間外の応答方法",
    pause: "担当者の返信後、自動応答を止める時間",
    pauseHint: "0〜72時間（0は止めない）",
    dayEmpty: "時間か「休み」を書いてください。空にできるのは、七つとも空のとき（常に時間内）だけです。",
    fault: hoursFormFaultJapanese,
    stale: (by) =>
      `:warning: 何も変更していません。その間に${by ? `${plain(by)}さん` : "別の人"}が応答時間を変更しました。今の内容を表示していますので、もう一度選んでください。`,
  },
  card: {
    paused: (until) => `自動応答は${until}まで停止中`,
    off: "このチャットの自動応答は停止中",
    resume: "自動応答を再開",
  },
};
