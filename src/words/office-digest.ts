/** Digests, the answer time, and the calls for those who wait too long. */
import type { ChatPostHead } from "../core/chat-post.ts";
import type { Digest } from "../core/digest.ts";
import { plain } from "./words.ts";

type DigestHead = Extract<ChatPostHead, { kind: "digest" }>;
type LateHead = Extract<ChatPostHead, { kind: "late" }>;

export interface DigestWords {
  /** What stands over a post that lists chats. `at` and `before` as the shop writes times. */
  head: (head: DigestHead, when: { at: string; before: string | undefined }) => string;
  late: (head: LateHead) => string;
  nobodyWaits: string;
  page: (page: number, pages: number) => string;
  more: (count: number) => string;
  group: (name: string | undefined, waiting: number) => string;
  /** `open`: how long of it in response hours. */
  waited: (milliseconds: number, open: number | undefined) => string;
  answered: string;
  thanks: string;
  /** On buttons. */
  take: string;
  snooze: string;
  done: string;
  closeThanks: string;
  nudged: (target: number) => string;
  waitedLong: (target: number) => string;
  listed: (target: number) => string;
  nudgedDirectly: (chat: string, target: number) => string;
  /** Without a reason: others would read along. */
  refused: (account: string, channel: string, reason?: string) => string;
  chosen: {
    off: string;
    is: (digest: Digest, timeZone: string) => string[];
    next: (when: string) => string;
    /** None of its days has response hours. */
    never: (days: number) => string;
    target: (minutes: number) => string;
    posted: (account: string, waiting: number) => string;
    /** In the form of the settings. */
    label: string;
    hint: string;
    unclear: string;
  };
  whichAccount: (names: string[]) => string;
  cannotPostIn: (channel: string) => string;
}

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

interface Units {
  day: string;
  hour: string;
  minute: string;
  less: string;
  between: string;
}

/** Days and hours, or hours and minutes: more exactly nobody wants to know. */
function span(minutes: number, { day, hour, minute, less, between }: Units): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return less;
  const days = Math.floor(whole / DAY);
  const hours = Math.floor((whole % DAY) / HOUR);
  const rest = whole % HOUR;
  const said = [
    ...(days > 0 ? [`${days}${day}`] : []),
    ...(hours > 0 ? [`${hours}${hour}`] : []),
    ...(rest > 0 && days === 0 ? [`${rest}${minute}`] : []),
  ];
  return said.join(between);
}

const ENGLISH: Units = { day: " d", hour: " h", minute: " min", less: "less than a minute", between: " " };
const JAPANESE: Units = { day: "日", hour: "時間", minute: "分", less: "1分未満", between: "" };

/**
 * A target is said in hours, also where they are more than a day: `24h` is what people typed. Only response hours count,
 * which are all hours where none are set; a chat beside it may have waited for days and not be late.
 */
const english = (minutes: number): string => `${hoursOf(minutes, ENGLISH)} of response hours`;
const japanese = (minutes: number): string => `応答時間で${hoursOf(minutes, JAPANESE)}`;

function hoursOf(minutes: number, { hour, minute, between }: Units): string {
  const hours = Math.floor(minutes / HOUR);
  const rest = minutes % HOUR;
  return [...(hours > 0 ? [`${hours}${hour}`] : []), ...(rest > 0 ? [`${rest}${minute}`] : [])].join(between);
}

const signed = (change: number): string => (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : "±0");

const clock = (time: number): string => `${Math.floor(time / HOUR)}:${String(time % HOUR).padStart(2, "0")}`;

const WEEK = 7;
const WORK = "1,2,3,4,5";
const ENGLISH_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const JAPANESE_DAYS = ["月", "火", "水", "木", "金", "土", "日"];

function daysIn(days: number[], names: string[], said: { all: string; work: string; between: string }): string {
  if (days.length === WEEK) return said.all;
  return days.join() === WORK ? said.work : days.map((day) => names[day - 1] ?? "").join(said.between);
}

export const digestEnglish: DigestWords = {
  head: ({ waiting, unassigned, late, target, before, of }, when) => {
    const who = `${waiting} ${waiting === 1 ? "customer" : "customers"}`;
    const whose = { account: "waiting", person: "of yours waiting", nobody: "waiting whom nobody looks after" }[of];
    const facts = [
      `*${who} ${whose}*`,
      ...(of === "account" && unassigned > 0 ? [`${unassigned} without an assignee`] : []),
      ...(late > 0 ? [`${late} for longer than ${english(target)}`] : []),
      ...(before && when.before ? [`${signed(waiting - before.waiting)} since ${when.before}`] : []),
    ];
    return `:clipboard: ${facts.join(" · ")} (${when.at})`;
  },
  late: ({ count, target, calls }) => {
    const who = count === 1 ? "1 customer has" : `${count} customers have`;
    return `:rotating_light: ${calls ? "<!channel> " : ""}*${who} waited for ${english(target)}, the answer time.*`;
  },
  nobodyWaits: ":tea: Nobody waits for an answer. Well done!",
  page: (page, pages) => `page ${page} of ${pages}`,
  more: (count) => `…and ${count} more: \`/line inbox\` shows all of them.`,
  group: (name, waiting) => `*${name === undefined ? "Nobody's" : plain(name)}* · ${waiting}`,
  waited: (milliseconds, open) => {
    const inHours = open === undefined ? "" : `, of which ${span(open / MINUTE, ENGLISH)} in response hours`;
    return `${span(milliseconds / MINUTE, ENGLISH)}${open !== undefined && open < MINUTE ? ", none of it in response hours" : inHours}`;
  },
  answered: "does not wait any more",
  thanks: "only thanks",
  take: "I take it",
  snooze: "Snooze",
  done: "Done",
  closeThanks: "Thanks: done",
  nudged: (target) =>
    `the customer has waited for half of the answer time (${english(target)}) and still has no answer.`,
  waitedLong: (target) => `The customer has waited for ${english(target)}, the answer time, and still has no answer.`,
  listed: (target) => `The answer time (${english(target)}) has passed; the customer still has no answer.`,
  nudgedDirectly: (chat, target) =>
    `A customer of yours has waited for half of the answer time (${english(target)}): ${chat}`,
  refused: (account, channel, reason) =>
    reason === undefined
      ? `The digest of "${plain(account)}" was not posted in <#${channel}>: it is shared with another organisation, which would read about your customers. Choose another place: \`/line digest\`.`
      : `The digest of "${plain(account)}" could not be posted in <#${channel}> (${plain(reason)}). Invite the app there, or choose another place: \`/line digest\`.`,
  chosen: {
    off: "No digest. An admin chooses one: `/line digest 9:00,13:00,17:30 weekdays`.",
    is: ({ times, days, to, empty, closedDays }, timeZone) => [
      `Digest at ${times.map(clock).join(", ")}, ${daysIn(days, ENGLISH_DAYS, { all: "every day", work: "Monday to Friday", between: ", " })} (${timeZone}), ${{ home: "in the account's Slack channel", room: `in <#${to.kind === "room" ? to.channel : ""}>`, assignees: "to each assignee by direct message" }[to.kind]}.`,
      closedDays ? "Also on days without response hours." : "Not on days without response hours.",
      empty === "silent" ? "When nobody waits, nothing is said." : "When nobody waits, one line says so.",
    ],
    next: (when) => `Next: ${when}`,
    never: (days) =>
      `:warning: It does not come in the next ${days} days: none of its days has response hours. Choose other days, or add \`closed-days\`.`,
    target: (minutes) =>
      `Answer time: ${english(minutes)}. At half of it the assignee is nudged, at all of it the Slack channel is mentioned.`,
    posted: (account, waiting) =>
      waiting === 0
        ? `Nobody waits for an answer of "${plain(account)}".`
        : `The digest of "${plain(account)}" is on its way: ${waiting} waiting.`,
    label: "Answer time",
    hint: "In response hours, such as 24h, 90m or 1h30m.",
    unclear: "Write hours and minutes, such as 24h, 90m or 1h30m.",
  },
  whichAccount: (names) =>
    `Nothing was changed: which LINE account is meant? Write its name first: ${names.map((name) => `*${plain(name)}*`).join(", ")}.`,
  cannotPostIn: (channel) =>
    `Nothing was changed: the app cannot write in <#${channel}>. Invite it there first (\`/invite @Threadline\`).`,
};

export const digestJapanese: DigestWords = {
  head: ({ waiting, unassigned, late, target, before, of }, when) => {
    const whose = { account: "返信待ち", person: "あなたの返信待ち", nobody: "担当者のいない返信待ち" }[of];
    const facts = [
      `*${whose} ${waiting}件*`,
      ...(of === "account" && unassigned > 0 ? [`担当なし ${unassigned}件`] : []),
      ...(late > 0 ? [`目標時間（${japanese(target)}）超過 ${late}件`] : []),
      ...(before && when.before ? [`前回（${when.before}）から${signed(waiting - before.waiting)}件`] : []),
    ];
    return `:clipboard: ${facts.join(" · ")}（${when.at}現在）`;
  },
  late: ({ count, target, calls }) =>
    `:rotating_light: ${calls ? "<!channel> " : ""}*返信の目標時間（${japanese(target)}）を過ぎてお待ちのお客さまが${count}名いらっしゃいます。*`,
  nobodyWaits: ":tea: 返信を待っているお客さまはいません。おつかれさまです。",
  page: (page, pages) => `${pages}ページ中${page}ページ目`,
  more: (count) => `…ほか${count}件は \`/line 受信箱\` で見られます。`,
  group: (name, waiting) => `*${name === undefined ? "担当なし" : `${plain(name)}さん`}* · ${waiting}件`,
  waited: (milliseconds, open) => {
    const inHours =
      open === undefined ? "" : `（うち応答時間内 ${open < MINUTE ? "0分" : span(open / MINUTE, JAPANESE)}）`;
    return `${span(milliseconds / MINUTE, JAPANESE)}待ち${inHours}`;
  },
  answered: "返信待ちではなくなりました",
  thanks: "お礼のみ",
  take: "担当する",
  snooze: "後で",
  done: "完了",
  closeThanks: "お礼なので完了",
  nudged: (target) => `返信の目標時間（${japanese(target)}）の半分が過ぎました。お客さまはまだ返信を待っています。`,
  waitedLong: (target) => `返信の目標時間（${japanese(target)}）を過ぎました。お客さまはまだ返信を待っています。`,
  listed: (target) => `返信の目標時間（${japanese(target)}）を過ぎました。お客さまはまだ返信を待っています。`,
  nudgedDirectly: (chat, target) =>
    `担当のお客さまへの返信が、目標時間（${japanese(target)}）の半分を過ぎました：${chat}`,
  refused: (account, channel, reason) =>
    reason === undefined
      ? `「${plain(account)}」のまとめは <#${channel}> に投稿していません。他の組織と共有されており、お客さまの情報が見えてしまいます。\`/line まとめ\` で別の投稿先を選んでください。`
      : `「${plain(account)}」のまとめを <#${channel}> に投稿できませんでした（${plain(reason)}）。アプリをそのチャンネルに招待するか、\`/line まとめ\` で別の投稿先を選んでください。`,
  chosen: {
    off: "まとめは投稿していません。管理者が設定できます：`/line まとめ 9:00,13:00,17:30 平日`",
    is: ({ times, days, to, empty, closedDays }, timeZone) => [
      `まとめ：${daysIn(days, JAPANESE_DAYS, { all: "毎日", work: "平日（月〜金）", between: "・" })} ${times.map(clock).join("、")}（${timeZone}）、投稿先は${{ home: "アカウントのSlackチャンネル", room: `<#${to.kind === "room" ? to.channel : ""}>`, assignees: "各担当者へのダイレクトメッセージ" }[to.kind]}です。`,
      closedDays ? "応答時間のない日にも投稿します。" : "応答時間のない日には投稿しません。",
      empty === "silent"
        ? "返信待ちがないときは何も投稿しません。"
        : "返信待ちがないときは、その旨を一行で投稿します。",
    ],
    next: (when) => `次回：${when}`,
    never: (days) =>
      `:warning: 選んだ曜日には応答時間がないため、今後${days}日間は投稿されません。曜日を変えるか、\`休業日も\` を付けてください。`,
    target: (minutes) =>
      `返信の目標時間：${japanese(minutes)}。半分が過ぎると担当者に、すべて過ぎるとSlackチャンネルにお知らせします。`,
    posted: (account, waiting) =>
      waiting === 0
        ? `「${plain(account)}」で返信を待っているお客さまはいません。`
        : `「${plain(account)}」のまとめを投稿します（返信待ち${waiting}件）。`,
    label: "返信の目標時間",
    hint: "応答時間での長さです（例：24時間、90分、1時間30分）。",
    unclear: "「24時間」「90分」「1時間30分」のように書いてください。",
  },
  whichAccount: (names) =>
    `何も変更していません。どのLINEアカウントですか？先に名前を書いてください：${names.map((name) => `*${plain(name)}*`).join("、")}`,
  cannotPostIn: (channel) =>
    `何も変更していません。アプリは <#${channel}> に投稿できません。先にアプリを招待してください（\`/invite @Threadline\`）。`,
};
