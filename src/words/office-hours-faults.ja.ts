import type { HoursFault } from "../core/hours-fault.ts";
/** Why hours were not changed, in Japanese, and the words for days and times that it takes. */
import type { FormField } from "../core/hours-form.ts";
import type { Span } from "../core/hours-rules.ts";
import { plain } from "./words.ts";

export const WEEKDAYS = ["月", "火", "水", "木", "金", "土", "日"];

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
const span = ({ from, to }: Span): string => `${clock(from)}〜${clock(to)}`;
const isAllDay = ([first]: readonly Span[]): boolean => first?.from === 0 && first.to === 1440;
export const spans = (all: readonly Span[]): string =>
  all.length === 0 ? "休み" : isAllDay(all) ? "24時間" : all.map(span).join("、");
export const weekday = (day: number): string => WEEKDAYS[day] ?? "";
export const date = (iso: string): string => iso.split("-").map(Number).join("/");
const days = (from: string, to: string): string => (from === to ? date(from) : `${date(from)}〜${date(to)}`);
const code = (text: string): string => `\`${plain(text.replaceAll("`", "'").slice(0, 60))}\``;
const or = (all: string[]): string => all.map(code).join(" または ");

const NOTHING = "何も変更していません。";
const EXAMPLE = "`/line 応答時間 月-金 9:00-12:00,13:00-18:00`";

export function hoursFaultJapanese(it: HoursFault): string {
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

/** What goes into each field of the form. */
const GOES: Readonly<Record<FormField, string>> = {
  day: "`9:00-12:00, 13:00-18:00`、`休み`",
  holidays: "`休み`",
  exceptions: "`12/31-1/3 休み`、`12/30 10:00-12:00, 13:00-15:00`",
  zone: "`Asia/Tokyo`",
  pause: "`3`",
};

/** Beside a field, where no command can be written. */
export function hoursFormFaultJapanese(it: HoursFault, field: FormField): string {
  const instance = `例：${GOES[field]}`;
  switch (it.kind) {
    case "twoWays":
    case "tooLong":
    case "night":
    case "otherWeekday":
    case "whichYear":
    case "longDates":
      return hoursFaultJapanese(it);
    case "noTime":
      return `${NOTHING}${code(it.typed)} という時刻はありません。\`0:00\` から \`48:00\` まで、深夜は \`22:00-26:00\` のように書きます。${instance}`;
    case "backwards":
      return `${NOTHING}${code(it.typed)} は終わりが始まりより前です。${it.cure ? `日をまたぐ場合は ${code(it.cure)} と書きます。` : ""}${instance}`;
    case "nextDay":
      return `${NOTHING}${code(it.typed)} は翌日に始まります。翌日の時間として書いてください。例：${field === "day" ? "`01:00-03:00`" : "`12/31 01:00-03:00`"}`;
    case "overlap":
      return `${NOTHING}${span(it.one)} と ${span(it.other)} が重なっています。${instance}`;
    case "noDate":
      return `${NOTHING}${code(it.typed)} という日はありません。${instance}`;
    case "past":
      return `${NOTHING}${date(it.date)} は過ぎています。${instance}`;
    case "backwardsDates":
      return `${NOTHING}${date(it.to)} は ${date(it.from)} より前です。例：\`2026-12-29 - 2027-01-03 休み\``;
    case "exceptions":
      return `${NOTHING}${days(it.wanted.from, it.wanted.to)} は、例外 ${days(it.from, it.to)} と重なります。同じ日を二つの例外に入れることはできません。`;
    case "twiceDates":
      return `${NOTHING}${days(it.from, it.to)} が二度書かれています。1行に時間をまとめて書いてください：\`12/30 10:00-12:00, 13:00-15:00\``;
    case "tooMany":
      return `${NOTHING}例外は1アカウントにつき${it.most}件までです。行を減らしてください。`;
    case "zone":
      return `${NOTHING}${code(it.typed)} というタイムゾーンはありません。${it.near.length > 0 ? `${or(it.near)} でしょうか。` : ""}${instance}`;
    case "noWeek":
      return `${NOTHING}曜日の時間がすべて空のときは常に時間内の扱いになり、ここの内容は使われません。曜日ごとの時間も書いてください。例：${GOES.day}`;
    case "pause":
      return `${NOTHING}担当者が返信した後、自動応答を何時間止めるかを0〜${it.most}で書いてください。${instance}`;
    case "unclear":
    case "twice":
    case "twiceHolidays":
    case "holidaySpans":
    case "noException":
    case "whichAccount":
    case "modeWords":
    case "nothingToUndo":
    case "changedSince":
      return `${NOTHING}この欄の内容として読み取れませんでした。${instance}`;
  }
}
