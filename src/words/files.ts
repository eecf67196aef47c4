/** About files from the thread to the customer: what staff hear, and what customers read. */
import type { FailedFile, FileTrouble } from "../core/desk-file.ts";
import type { Begun, Notice } from "../core/notice.ts";
import { noRoomEnglish, noRoomJapanese } from "./no-room.ts";
import { plain, told, type Told } from "./words.ts";

export interface FileWords {
  trouble: (trouble: FileTrouble) => string;
  unnamed: string;
  /** Nothing of it has gone. */
  asks: string;
  /** A first part has gone, which was said already. */
  asksRest: string;
  notSent: string;
  /** `code`: why they cannot be kept. `what`: how much of the message waits for that. */
  wait: (code: string | undefined, what: string) => string;
  allWaits: string;
  restWaits: string;
  opened: (name: string) => string;
  rest: (by: string) => string;
  /** In LINE, under the name of the file. */
  card: { open: string; until: (day: string) => string; day: (at: Date) => string };
}

/** The page where a customer saves a file; it speaks the phone's language. */
export interface PageWords {
  title: string;
  save: string;
  until: (day: string) => string;
  gone: string;
  day: (at: Date) => string;
}

const dayIn = (locale: string, timeZone: string): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat(locale, { timeZone, year: "numeric", month: "long", day: "numeric" });
  return (at) => format.format(at);
};

export const filesEnglish = (timeZone: string): FileWords => ({
  trouble(trouble) {
    switch (trouble.kind) {
      case "noAddress":
        return "phones fetch files from this server by https, and `PUBLIC_URL` is not set (or not https)";
      case "deleted":
        return "it was deleted in Slack";
      case "elsewhere":
        return "it lies with another service, or is a page of Slack; save it as a file and upload that";
      case "noAccess":
        return "Slack does not give it to this app (a file of another organisation, a limit of the plan, or the permission `files:read` is missing)";
      case "tooBig":
        return `it is larger than ${Math.floor(trouble.most / 1_000_000)} MB (\`MEDIA_LIMIT_MB\`)`;
      case "notReady":
        return "Slack did not hand it out whole; try again";
      case "unreadable":
        return "it is a picture that cannot be read here, so it may tell where it was taken; save it as JPEG or PNG and upload that";
      case "expired":
        return "its link has run out and it is not kept any more; upload it again";
    }
  },
  unnamed: "a file",
  asks: ":paperclip: *Nothing was sent yet, because these files cannot go:*",
  asksRest: ":paperclip: *The rest was not sent, because these files cannot go:*",
  notSent: ":no_entry: *Not sent:*",
  allWaits: "Nothing was sent yet",
  restWaits: "The rest was not sent yet",
  wait(code, what) {
    const room = noRoomEnglish(code);
    const why = room ? `: ${room.why}` : code === undefined ? "" : ` (\`${code}\`)`;
    return `:hourglass: The files cannot be kept now${why}. *${what}*; it is tried again by itself until it works. ${
      room?.cure ?? "Please tell whoever runs Threadline."
    }`;
  },
  opened: (name) => `:eyes: The customer opened ${name}.`,
  rest: (by) => `:outbox_tray: <@${by}> had the rest sent.`,
  card: { open: "Open", until: (day) => `Until ${day}`, day: dayIn("en-GB", timeZone) },
});

export const filesJapanese = (timeZone: string): FileWords => ({
  trouble(trouble) {
    switch (trouble.kind) {
      case "noAddress":
        return "お客さまの端末はこのサーバーからhttpsでファイルを取得しますが、`PUBLIC_URL` が設定されていません（またはhttpsではありません）";
      case "deleted":
        return "Slackで削除されています";
      case "elsewhere":
        return "外部サービスのファイルか、Slackのページです。ファイルとして保存してからアップロードしてください";
      case "noAccess":
        return "Slackがこのアプリに渡しません（他の組織のファイル、プランの制限、または権限 `files:read` がない）";
      case "tooBig":
        return `${Math.floor(trouble.most / 1_000_000)} MB（\`MEDIA_LIMIT_MB\`）を超えています`;
      case "notReady":
        return "Slackから最後まで取得できませんでした。もう一度お試しください";
      case "unreadable":
        return "ここでは読み取れない画像のため、撮影場所などの情報を消せません。JPEGかPNGで保存し直してからアップロードしてください";
      case "expired":
        return "リンクの期限が過ぎ、ファイルも残っていません。もう一度アップロードしてください";
    }
  },
  unnamed: "ファイル",
  asks: ":paperclip: *次のファイルが送れないため、まだ何も送信していません：*",
  asksRest: ":paperclip: *次のファイルが送れないため、残りは送信していません：*",
  notSent: ":no_entry: *送信していません：*",
  allWaits: "まだ何も送信していません",
  restWaits: "残りはまだ送信していません",
  wait(code, what) {
    const room = noRoomJapanese(code);
    const why = room ? `（${room.why}）` : code === undefined ? "" : `（\`${code}\`）`;
    return `:hourglass: いまファイルを保存できません${why}。*${what}。* 保存できるまで自動で繰り返します。${
      room?.cure ?? "管理者にお知らせください。"
    }`;
  },
  opened: (name) => `:eyes: お客さまが${name}を開きました。`,
  rest: (by) => `:outbox_tray: <@${by}> さんが残りを送信しました。`,
  card: { open: "開く", until: (day) => `${day}まで`, day: dayIn("ja-JP", timeZone) },
});

export const pageEnglish = (timeZone: string): PageWords => ({
  title: "A file for you",
  save: "Save",
  until: (day) => `You can save it until ${day}.`,
  gone: "This file is not available any more. Please ask the shop to send it again.",
  day: dayIn("en-GB", timeZone),
});

export const pageJapanese = (timeZone: string): PageWords => ({
  title: "ファイルのお届け",
  save: "保存する",
  until: (day) => `${day}まで保存できます。`,
  gone: "このファイルは保存期間が終了しました。お手数ですが、お店にもう一度お問い合わせください。",
  day: dayIn("ja-JP", timeZone),
});

type FileNotice = Extract<Notice, { kind: "askFiles" | "notSentFiles" | "filesWait" | "fileOpened" | "sentRest" }>;

export function toldOfFiles(words: FileWords, it: FileNotice): Told {
  switch (it.kind) {
    case "askFiles":
      return told([isBegun(it) ? words.asksRest : words.asks, ...lines(words, it.failed)].join("\n"), it.words);
    case "notSentFiles":
      return told([words.notSent, ...lines(words, it.failed)].join("\n"));
    case "filesWait":
      return told(words.wait(it.code, isBegun(it) ? words.restWaits : words.allWaits));
    case "fileOpened":
      return told(words.opened(nameOf(words, it.name)));
    case "sentRest":
      return told(words.rest(it.by));
  }
}

const isBegun = ({ went = 0 }: Begun): boolean => went > 0;

const MOST_LINES = 10;

const lines = (words: FileWords, failed: FailedFile[]): string[] =>
  failed.slice(0, MOST_LINES).map(({ name, trouble }) => `• ${nameOf(words, name)}: ${words.trouble(trouble)}`);

/** Names come from people: nothing in them is a format. */
const nameOf = (words: FileWords, name: string): string =>
  name === "" ? words.unnamed : `*${plain(name.slice(0, 100)).replaceAll(/[*_~`\n]/g, " ")}*`;
