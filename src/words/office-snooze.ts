/** About putting a chat off. */
import type { Refusal } from "../core/refusal.ts";
import { plain } from "./words.ts";

export interface SnoozeWords {
  /** Labels of the choices; the times are the shop's. */
  inTwoHours: string;
  thisEvening: string;
  tomorrow: string;
  nextMonday: string;
  choose: string;
  write: string;
  examples: string;
  /** Errors beside the input, where nothing is formatted. */
  nothing: string;
  unclear: string;
  past: string;
  far: string;
  /** In the thread, when it comes back. */
  woke: string;
  refusal: (refusal: TimeRefusal) => string;
  /** Behind "unmuted it". */
  missed: (came: { missed: number; shown: number }) => string;
}

type TimeRefusal = Extract<Refusal, { kind: "timeUnclear" | "timePast" | "timeFar" | "happenedSince" }>;

export const snoozeEnglish: SnoozeWords = {
  inTwoHours: "In 2 hours",
  thisEvening: "This evening, 18:00",
  tomorrow: "Tomorrow, 9:00",
  nextMonday: "Next Monday, 9:00",
  choose: "Until when?",
  write: "Or another time",
  examples: "30m, 2h, 3d, tomorrow 9:00, monday, 15:00, 12/24 10:00. It also comes back when the customer writes.",
  nothing: "Choose a time or write one.",
  unclear: "This is no clear time. Write it like 30m, 2h, 3d, tomorrow 9:00, monday, 15:00 or 12/24 10:00.",
  past: "This time has passed.",
  far: "This is more than a year ahead.",
  woke: "The chat is back: it was put off until now.",
  refusal(it) {
    switch (it.kind) {
      case "timeUnclear":
        return `Nothing was changed: "${plain(it.text)}" is no clear time. Write \`30m\`, \`2h\`, \`3d\`, \`tomorrow 9:00\`, \`monday\`, \`15:00\`, \`12/24 10:00\` or \`2026-12-24 10:00\`.`;
      case "timePast":
        return "Nothing was changed: this time has passed.";
      case "timeFar":
        return "Nothing was changed: this is more than a year ahead.";
      case "happenedSince":
        return it.what === "done"
          ? "Nothing was changed: something happened in the chat since you marked it done. `/line reopen` opens it again."
          : "Nothing was changed: something happened in the chat since you took it. `/line assign` gives it to somebody else.";
    }
  },
  missed({ missed, shown }) {
    if (missed === 0) return "";
    const came = `; ${missed} ${missed === 1 ? "message" : "messages"} came meanwhile`;
    return missed === shown ? came : `${came}, the newest ${shown} are shown here`;
  },
};

export const snoozeJapanese: SnoozeWords = {
  inTwoHours: "2時間後",
  thisEvening: "今日の18:00",
  tomorrow: "明日の9:00",
  nextMonday: "来週月曜の9:00",
  choose: "いつまで後回しにしますか",
  write: "または日時を入力",
  examples: "30分、2時間、3日後、明日 9:00、月曜、15時、12/24 10:00 など。お客さまが書いたときにも戻ります。",
  nothing: "日時を選ぶか、入力してください。",
  unclear: "いつのことかわかりません。30分、2時間、3日後、明日 9:00、月曜、15時、12/24 10:00 のように書いてください。",
  past: "この時刻はもう過ぎています。",
  far: "1年以上先の日時です。",
  woke: "後回しにしていたチャットの時間になりました。",
  refusal(it) {
    switch (it.kind) {
      case "timeUnclear":
        return `何も変更していません。「${plain(it.text)}」がいつのことかわかりません。\`30分\`、\`2時間\`、\`3日後\`、\`明日 9:00\`、\`月曜\`、\`15時\`、\`12/24 10:00\`、\`2026-12-24 10:00\`のように書いてください。`;
      case "timePast":
        return "何も変更していません。この時刻はもう過ぎています。";
      case "timeFar":
        return "何も変更していません。1年以上先の日時です。";
      case "happenedSince":
        return it.what === "done"
          ? "何も変更していません。対応済みにしたあと、チャットで動きがありました。要対応に戻すには`/line 再開`を使ってください。"
          : "何も変更していません。担当になったあと、チャットで動きがありました。担当を変えるには`/line 担当`を使ってください。";
    }
  },
  missed({ missed, shown }) {
    if (missed === 0) return "";
    return `（その間に${missed}件届いています${missed === shown ? "" : `。新しい${shown}件を表示します`}）`;
  },
};
