/** About pictures, videos and files of customers, places, quotes, and what is taken back. */
import type { MediaKind, Part } from "../core/message.ts";
import type { Missing, MissingWhy } from "../core/missing.ts";
import { noRoomEnglish, noRoomJapanese } from "./no-room.ts";

export interface MediaWords {
  /** Over the files. */
  sent: (name: string, parts: readonly Part[]) => string;
  /** In the place of a file that cannot be shown. */
  missing: (parts: readonly Part[], missing: Missing) => string;
  slow: (what: MediaKind, name: string) => string;
  notKept: (what: MediaKind, name: string, code: string) => string;
  unsentLine: string;
  unsent: string;
  unsentRemains: (links: string[]) => string;
  place: string;
  openMap: string;
  /** Over a quoted message: ours, or somebody's on LINE. */
  answersUs: string;
  answersThem: string;
}

const ICONS = { image: "🖼", video: "🎬", audio: "🎤", file: "📎" } as const;

const mediaIn = (parts: readonly Part[]): { kind: MediaKind; name: string }[] =>
  parts.flatMap((part): { kind: MediaKind; name: string }[] => {
    if (part.kind === "file") return [{ kind: part.kind, name: part.name }];
    return part.kind === "image" || part.kind === "video" || part.kind === "audio"
      ? [{ kind: part.kind, name: "" }]
      : [];
  });

/** As people count files: by a thousand. */
function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  const mega = bytes / 1_000_000;
  return mega < 1_000 ? `${Math.round(mega)} MB` : `${(mega / 1_000).toFixed(1)} GB`;
}

const HERE_EN = { image: "an image", video: "a video", audio: "a voice message", file: "a file" } as const;

const named = (label: string, name: string): string => (name === "" ? label : `${label} (${name})`);

export const mediaEnglish: MediaWords = {
  sent: (name, parts) => {
    const all = mediaIn(parts);
    const [first] = all;
    const what = all.length > 1 ? `${all.length} images` : named(HERE_EN[first?.kind ?? "file"], first?.name ?? "");
    return `${ICONS[first?.kind ?? "file"]} ${name} sent ${what}.`;
  },
  missing: (parts, { bytes, why, link }) => {
    const [{ kind, name } = { kind: "file" as const, name: "" }] = mediaIn(parts);
    const what = named(HERE_EN[kind], [name, bytes === undefined ? "" : size(bytes)].filter(Boolean).join(", "));
    const elsewhere = link
      ? ` Get it here for a while: ${link}`
      : why.kind === "empty"
        ? ""
        : " Look into LINE Official Account Manager.";
    return `${ICONS[kind]} sent ${what}. It cannot be shown here: ${whyEnglish(why)}.${elsewhere}`;
  },
  slow: (what, name) =>
    `:hourglass: The customer sent ${named(HERE_EN[what], name)}. Fetching it takes long; it appears here when it is there.`,
  notKept(what, name, code) {
    const { why, cure } = noRoomEnglish(code) ?? {
      why: `Threadline cannot store it now (\`${code}\`)`,
      cure: "Please tell whoever runs Threadline.",
    };
    return `:warning: The customer sent ${named(HERE_EN[what], name)}, but ${why}. ${cure} It is tried again by itself and appears here when it is there; LINE keeps it for a while only.`;
  },
  unsentLine: "🗑 (The customer unsent this message.)",
  unsent: ":wastebasket: The customer unsent a message.",
  unsentRemains: (links) =>
    `:warning: The customer unsent a message, and Slack lets Threadline neither delete nor change it here. Please delete it (who administers the workspace can): ${
      links.map((link, index) => `<${link}|message${links.length > 1 ? ` ${index + 1}` : ""}>`).join(", ") ||
      "it stands above"
    }`,
  place: "A place",
  openMap: "Open the map",
  answersUs: "Answers our message",
  answersThem: "Answers a message",
};

function whyEnglish(why: MissingWhy): string {
  switch (why.kind) {
    case "tooBig":
      return `it is larger than ${size(why.limit)}`;
    case "gone":
      return "LINE does not have it any more";
    case "unplayable":
      return "LINE could not prepare it";
    case "forbidden":
      return "it lies at an address that is not public";
    case "empty":
      return "it is empty";
    case "failed":
      return "LINE did not hand it over";
    case "retired":
      return "it is not kept any more";
    case "refusedByDesk":
      return `Slack did not take it (${why.code})`;
  }
}

const HERE_JA = { image: "画像", video: "動画", audio: "ボイスメッセージ", file: "ファイル" } as const;

const namedJa = (label: string, name: string): string => (name === "" ? label : `${label}（${name}）`);

export const mediaJapanese: MediaWords = {
  sent: (name, parts) => {
    const all = mediaIn(parts);
    const [first] = all;
    const what = all.length > 1 ? `画像${all.length}枚` : namedJa(HERE_JA[first?.kind ?? "file"], first?.name ?? "");
    return `${ICONS[first?.kind ?? "file"]} ${name}さんが${what}を送信しました。`;
  },
  missing: (parts, { bytes, why, link }) => {
    const [{ kind, name } = { kind: "file" as const, name: "" }] = mediaIn(parts);
    const what = namedJa(HERE_JA[kind], [name, bytes === undefined ? "" : size(bytes)].filter(Boolean).join("、"));
    const elsewhere = link
      ? `しばらくの間、こちらから受け取れます：${link}`
      : why.kind === "empty"
        ? ""
        : "LINE Official Account Managerで確認してください。";
    return `${ICONS[kind]} ${what}を送信しました。${whyJapanese(why)}、ここには表示できません。${elsewhere}`;
  },
  slow: (what, name) =>
    `:hourglass: お客さまが${namedJa(HERE_JA[what], name)}を送信しました。取り込みに時間がかかっています。届きしだいここに表示します。`,
  notKept(what, name, code) {
    const { why, cure } = noRoomJapanese(code) ?? {
      why: `Threadlineが今は保存できません（\`${code}\`）`,
      cure: "管理者にお知らせください。",
    };
    return `:warning: お客さまが${namedJa(HERE_JA[what], name)}を送信しましたが、${why}。${cure}取り込みは自動で繰り返し、届きしだいここに表示します。LINEでの保管期間は限られているため、早めの対応をお願いします。`;
  },
  unsentLine: "🗑（お客さまがこのメッセージの送信を取り消しました）",
  unsent: ":wastebasket: お客さまがメッセージの送信を取り消しました。",
  unsentRemains: (links) =>
    `:warning: お客さまがメッセージの送信を取り消しましたが、Slackの制限によりThreadlineからは削除も変更もできません。ワークスペースの管理者の方が削除してください：${
      links.map((link, index) => `<${link}|メッセージ${links.length > 1 ? index + 1 : ""}>`).join("、") ||
      "上のメッセージ"
    }`,
  place: "位置情報",
  openMap: "地図を開く",
  answersUs: "こちらのメッセージへの返信",
  answersThem: "メッセージへの返信",
};

function whyJapanese(why: MissingWhy): string {
  switch (why.kind) {
    case "tooBig":
      return `${size(why.limit)}を超えているため`;
    case "gone":
      return "LINEにはもう残っていないため";
    case "unplayable":
      return "LINEで処理できなかったため";
    case "forbidden":
      return "公開されていないアドレスにあるため";
    case "empty":
      return "中身が空のため";
    case "failed":
      return "LINEから取得できなかったため";
    case "retired":
      return "保管期間が終了したため";
    case "refusedByDesk":
      return `Slackが受け付けなかったため（${why.code}）`;
  }
}
