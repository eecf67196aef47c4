import type { HoursFault } from "../core/hours-fault.ts";
import type { Span } from "../core/hours-rules.ts";
import type { HoursWords } from "./office-hours.ts";
import { plain } from "./words.ts";

const WEEKDAYS = ["月", "火", "水", "木", "金", "土", "日"];

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
const span = ({ from, to }: Span): string => `${clock(from)}〜${clock(to)}`;
const isAllDay = ([first]: readonly Span[]): boolean => first?.from === 0 && first.to === 1440;
const spans = (all: readonly Span[]): string =>
  all.length === 0 ? "休み" : isAllDay(all) ? "24時間" : all.map(span).join("、");
const weekday = (day: number): string => WEEKDAYS[day] ?? "";
const date = (iso: string): string => iso.split("-").map(Number).join("/");
const days = (from: string, to: string): string => (from === to ? date(from) : `${date(from)}〜${date(to)}`);
const code = (text: string): string => `\`${plain(text.replaceAll("`", "'").slice(0, 60))}\``;
const or = (all: string[]): string => all.map(code).join(" または ");

const NOTHING = "何も変更していません。";
const EXAMPLE = "`/line 応答時間 月-金 9:00-12:00,13:00-18:00`";

function fault(it: HoursFault): string {
  switch (it.kind) {
    case "unclear":
      return `${NOTHING}応答時間として読み取れませんでした。例：${EXAMPLE}、\`/line 応答時間 土日 休み\`、\`/line 応答時間 12/29-1/3 休み\`、\`/line 応答時間 祝日 休み\`、\`/line 応答時間 タイムゾーン Asia/Tokyo\``;
    case "twoWays":
      return `${NOTHING}${code(it.typed)} は二通りに読めます。${or(it.could)} のどちらでしょうか。そのように書いてください。`;
    case "noTime":
      return `${NOTHING}${code(it.typed)} という時刻はありません。\`0:00\` から \`48:00\` まで、深夜は \`22:00-26:00\` のように書きます。例：${EXAMPLE}`;
    case "backwards":
      return `${NOTHING}${code(it.typed)} は終わりが始まりより前です。${it.cure ? `日をまたぐ場合は ${code(it.cure)} と書きます。` : ""}例：${EXAMPLE}`;
    case "tooLong":
      return `${NOTHING}${code(it.typed)} は24時間を超えています。終日は \`0:00-24:00\` と書きます。`;
    case "nextDay":
      return `${NOTHING}${code(it.typed)} は翌日に始まります。その曜日で書いてください。例：\`/line 応答時間 土 01:00-03:00\``;
    case "overlap":
      return `${NOTHING}${span(it.one)} と ${span(it.other)} が重なっています。例：${EXAMPLE}`;
    case "night":
      return `${NOTHING}${weekday(it.day)}曜の ${span(it.span)} が、${weekday((it.day + 1) % 7)}曜の ${span(it.next)} と重なります。どちらかを短くしてください。`;
    case "noDate":
      return `${NOTHING}${code(it.typed)} という日はありません。例：\`/line 応答時間 12/29-1/3 休み\``;
    case "otherWeekday":
      return `${NOTHING}${date(it.date)} は${weekday(it.weekday)}曜日です。日付か曜日を直してください。`;
    case "past":
      return `${NOTHING}${date(it.date)} は過ぎています。例：\`/line 応答時間 12/29-1/3 休み\``;
    case "whichYear":
      return `${NOTHING}${code(it.typed)} は過ぎたばかりです。${or(it.could)} のどちらでしょうか。どの日付にも年を付けて書いてください。`;
    case "backwardsDates":
      return `${NOTHING}${date(it.to)} は ${date(it.from)} より前です。例：\`/line 応答時間 2026-12-29 - 2027-01-03 休み\``;
    case "longDates":
      return `${NOTHING}${days(it.from, it.to)} はとても長い期間です。間違いなければ、両方の日付に年を付けて書いてください（366日まで）。`;
    case "exceptions":
      return `${NOTHING}${days(it.wanted.from, it.wanted.to)} は、登録済みの例外 ${days(it.from, it.to)} と重なります。先に取り消してください：${code(`/line 応答時間 ${it.from} - ${it.to} 取消`)}`;
    case "twice":
      return `${NOTHING}${it.days.map(weekday).join("・")}曜が二度書かれています。曜日は一度だけにして、時間をまとめて書いてください：${EXAMPLE}`;
    case "twiceHolidays":
      return `${NOTHING}祝日が二度書かれています。どれか一つを書いてください：\`/line 応答時間 祝日 休み\`、\`祝日 日曜扱い\`、\`祝日 通常\``;
    case "twiceDates":
      return `${NOTHING}${days(it.from, it.to)} が二度書かれています。日付は一度だけにして、時間をまとめて書いてください：\`/line 応答時間 12/30 10:00-12:00,13:00-15:00\``;
    case "noException":
      return `${NOTHING}${code(it.typed)} という例外はありません。${
        it.there.length === 0
          ? "例外は登録されていません。"
          : `登録済み：${it.there
              .slice(0, 10)
              .map(({ from, to }) => days(from, to))
              .join("、")}`
      }`;
    case "tooMany":
      return `${NOTHING}例外は1アカウントにつき${it.most}件までです。先に取り消してください：\`/line 応答時間 12/24 取消\``;
    case "holidaySpans":
      return `${NOTHING}祝日は「休み」「日曜扱い」「通常」のどれかです：\`/line 応答時間 祝日 休み\`。一日だけの時間は例外として登録します：\`/line 応答時間 2/11 10:00-15:00\``;
    case "zone":
      return `${NOTHING}${code(it.typed)} というタイムゾーンはありません。${it.near.length > 0 ? `${or(it.near)} でしょうか。` : ""}例：\`/line 応答時間 タイムゾーン Asia/Tokyo\``;
    case "noWeek":
      return `${NOTHING}応答時間が設定されていないため、常に時間内の扱いです。先に受付の時間を書いてください：${EXAMPLE}（書かなかった曜日は休みになります）、または \`/line 応答時間 毎日 0:00-24:00\``;
    case "whichAccount":
      return `${NOTHING}アカウントが複数あります。どれかを書いてください：${or(it.accounts.map((name) => `/line 応答時間 ${name} …`))}`;
    case "pause":
      return `${NOTHING}担当者が返信した後、自動応答を何時間止めるかを0〜${it.most}で書いてください：\`/line 応答時間 一時停止 3\``;
    case "modeWords":
      return `${NOTHING}いつ、誰が応答するかを書いてください：\`/line 応答時間 モード 時間内 手動、時間外 自動\`。いつ：\`時間内\` \`時間外\` \`いつも\`、誰が：\`手動\` \`手動+自動\` \`自動\``;
    case "nothingToUndo":
      return "元に戻せる応答時間の変更はありません。";
    case "changedSince":
      return `${NOTHING}その間に${it.by ? `${plain(it.by)}さん` : "別の人"}が応答時間を変更しました。\`/line 応答時間\` で今の内容を確認してください。`;
  }
}

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
  fault,
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
    exceptionsHint: "12/29-1/3 休み ／ 12/30 10:00-15:00",
    tooManyToEdit:
      "例外が多く、フォームに表示できません。`/line 応答時間 12/29-1/3 休み` や `… 取消` で変更してください。",
    inside: "応答時間内の応答方法",
    outside: "応答時間外の応答方法",
    pause: "担当者の返信後、自動応答を止める時間",
    pauseHint: "0〜72時間（0は止めない）",
    dayEmpty: "時間か「休み」を書いてください。空にできるのは、七つとも空のとき（常に時間内）だけです。",
    stale: (by) =>
      `:warning: 何も変更していません。その間に${by ? `${plain(by)}さん` : "別の人"}が応答時間を変更しました。今の内容を表示していますので、もう一度選んでください。`,
  },
  card: {
    paused: (until) => `自動応答は${until}まで停止中`,
    off: "このチャットの自動応答は停止中",
    resume: "自動応答を再開",
  },
};
