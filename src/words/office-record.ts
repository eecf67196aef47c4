/** What is said about a customer, about what staff did, and about an account: `who`, `log`, `account`, `quota`. */
import type { Choice } from "../core/notice.ts";
import { quotesEnglish, quotesJapanese } from "./office-quotes.ts";
import { plain } from "./words.ts";

export interface RecordWords {
  account: string;
  onLine: string;
  friendship: { friend: string; not: string; unknown: string };
  friend: string;
  firstSeen: string;
  messages: string;
  counts: (customer: number, staff: number) => string;
  threads: string;
  thread: (opened: string, link: string | undefined) => string;
  more: (count: number) => string;
  logTitle: (number: number, count: number) => string;
  logEmpty: string;
  /** A press on one of our questions. */
  choice: (by: string, choice: Choice) => string;
  /** An act of another version. */
  otherAct: (by: string, act: string) => string;
  line: (state: string) => string;
  slack: (state: string) => string;
  lineSide: string;
  slackSide: string;
  room: (channel: string, facts: { isPrivate: boolean; isShared: boolean; members: number }) => string;
  quota: QuotaWords;
}

export interface QuotaWords {
  title: (account: string, month: string) => string;
  used: (used: number, limit: number) => string;
  unlimited: (used: number) => string;
  left: (left: number) => string;
  free: (count: number) => string;
  forecast: (total: number, perDay: number) => string;
  enough: string;
  runsOut: string;
  away: string;
  warning: (it: { account: string; used: number; limit: number; forecast: number }) => string;
}

const english = new Intl.NumberFormat("en");
const count = (number: number): string => english.format(number);
const percent = (used: number, limit: number): number => (limit === 0 ? 100 : Math.floor((used / limit) * 100));
const perDay = (number: number): string => english.format(Math.round(number * 10) / 10);

export const recordEnglish: RecordWords = {
  account: "Account",
  onLine: "Name on LINE",
  friend: "Friendship",
  friendship: {
    friend: "a friend of the account",
    not: "cannot be reached (blocked or left)",
    unknown: "unknown: we never saw them become a friend",
  },
  firstSeen: "First seen",
  messages: "Messages",
  counts: (customer, staff) => `${count(customer)} from the customer, ${count(staff)} sent to them`,
  threads: "Threads",
  thread: (opened, link) => (link ? `<${link}|${opened}>` : opened),
  more: (more) => `and ${count(more)} earlier`,
  logTitle: (number, entries) => `*What happened to #${number}* (the newest ${entries}, newest first)`,
  logEmpty: "Nobody has done anything to this chat yet.",
  choice(by, choice) {
    switch (choice) {
      case "send":
        return `${plain(by)} had a message sent that was kept back`;
      case "tryAgain":
        return `${plain(by)} had a message with files tried again`;
      case "sendRest":
        return `${plain(by)} had a message sent without the files that could not go`;
      case "internal":
        return `${plain(by)} kept a message internal`;
      case "leave":
        return `${plain(by)} left a message unsent`;
      case "elsewhere":
        return `${plain(by)} said that it was answered outside of Slack`;
      case "quote":
        return quotesEnglish.chose(by);
      case "unquoted":
        return quotesEnglish.choseNone(by);
      case "leaveGroup":
        return `${plain(by)} had the account leave the group`;
    }
  },
  otherAct: (by, act) => `${plain(by)}: ${plain(act)}`,
  lineSide: "LINE",
  slackSide: "Slack",
  line(state) {
    switch (state) {
      case "ok":
        return ":white_check_mark: LINE takes our messages.";
      case "token":
        return ":no_entry: LINE no longer accepts the access token: nothing is sent. Issue a new one in LINE Developers Console, put it into the settings and restart.";
      default:
        return `:warning: LINE: \`${plain(state)}\`. Look into LINE Developers Console.`;
    }
  },
  slack(state) {
    switch (state) {
      case "ok":
        return ":white_check_mark: Slack takes our posts.";
      case "is_archived":
        return ":no_entry: The Slack channel is archived: what customers write is stored and waits. Unarchive it.";
      case "not_in_channel":
      case "channel_not_found":
        return ":no_entry: The app is not in the Slack channel: what customers write is stored and waits. Invite it.";
      case "app_uninstalled":
      case "token_revoked":
      case "invalid_auth":
      case "account_inactive":
        return ":no_entry: Slack no longer accepts the app's token. Install the app again, put the new token into the settings and restart.";
      default:
        return `:warning: Slack refuses our posts (\`${plain(state)}\`). Look into the channel's and the app's settings.`;
    }
  },
  room: (channel, { isPrivate, isShared, members }) =>
    `<#${channel}> · ${isPrivate ? "private" : "*public*: everybody in the workspace can read about customers; a private channel is better"}${isShared ? " · *shared with another organisation*" : ""} · ${count(members)} ${members === 1 ? "member may" : "members may"} work on its chats`,
  quota: {
    title: (account, month) => `*${plain(account)}* · LINE messages in ${month}`,
    used: (used, limit) =>
      `*${count(used)}* of ${count(limit)} used (${percent(used, limit)} %). LINE's own count, which runs a little behind.`,
    unlimited: (used) => `*${count(used)}* used. LINE names no limit for this account.`,
    left: (left) => `*${count(left)}* left`,
    free: (replies) =>
      `${count(replies)} ${replies === 1 ? "answer" : "answers"} went free of charge (within a minute of the customer's message; our own count)`,
    forecast: (total, pace) =>
      `At the pace of this month so far (${perDay(pace)} a day) it will be about *${count(total)}* by its end.`,
    enough: "That is enough.",
    runsOut:
      ":warning: That is more than there is. Raise the plan or the limit in LINE Official Account Manager; answers given there are free of charge.",
    away: "LINE does not answer. Try again in a minute.",
    warning: ({ account, used, limit, forecast }) =>
      `:warning: *${plain(account)}* has used ${percent(used, limit)} % of this month's LINE messages (${count(used)} of ${count(limit)}); at this pace it will be about ${count(forecast)}. When they are used up, answers from here no longer go. Raise the plan or the limit in LINE Official Account Manager, or answer there (free of charge). \`/line quota\` says more.`,
  },
};

export const recordJapanese: RecordWords = {
  account: "アカウント",
  onLine: "LINEの名前",
  friend: "友だち",
  friendship: {
    friend: "友だちです",
    not: "届きません（ブロックまたは退会）",
    unknown: "不明（友だちになった記録がありません）",
  },
  firstSeen: "最初の記録",
  messages: "メッセージ",
  counts: (customer, staff) => `お客さまから${count(customer)}件、送信${count(staff)}件`,
  threads: "スレッド",
  thread: (opened, link) => (link ? `<${link}|${opened}>` : opened),
  more: (more) => `ほか${count(more)}件`,
  logTitle: (number, entries) => `*#${number}の履歴*（新しい順に${entries}件）`,
  logEmpty: "このチャットにはまだ履歴がありません。",
  choice(by, choice) {
    switch (choice) {
      case "send":
        return `${plain(by)}さんが保留中のメッセージを送信しました`;
      case "tryAgain":
        return `${plain(by)}さんがファイル付きのメッセージをもう一度送信しようとしました`;
      case "sendRest":
        return `${plain(by)}さんが送れないファイルを除いてメッセージを送信しました`;
      case "internal":
        return `${plain(by)}さんがメッセージを社内だけに残しました`;
      case "leave":
        return `${plain(by)}さんがメッセージを送信しないままにしました`;
      case "elsewhere":
        return `${plain(by)}さんがSlack以外で返信したと記録しました`;
      case "quote":
        return quotesJapanese.chose(by);
      case "unquoted":
        return quotesJapanese.choseNone(by);
      case "leaveGroup":
        return `${plain(by)}さんがアカウントをグループから退出させました`;
    }
  },
  otherAct: (by, act) => `${plain(by)}さん：${plain(act)}`,
  lineSide: "LINE",
  slackSide: "Slack",
  line(state) {
    switch (state) {
      case "ok":
        return ":white_check_mark: LINEに送信できます。";
      case "token":
        return ":no_entry: LINEがアクセストークンを受け付けないため、何も送信できません。LINE Developersコンソールで新しく発行し、設定に入れて再起動してください。";
      default:
        return `:warning: LINEの状態：\`${plain(state)}\`。LINE Developersコンソールを確認してください。`;
    }
  },
  slack(state) {
    switch (state) {
      case "ok":
        return ":white_check_mark: Slackに投稿できます。";
      case "is_archived":
        return ":no_entry: Slackチャンネルがアーカイブされています。お客さまのメッセージは保管しています。アーカイブを解除してください。";
      case "not_in_channel":
      case "channel_not_found":
        return ":no_entry: アプリがSlackチャンネルに入っていません。お客さまのメッセージは保管しています。アプリを招待してください。";
      case "app_uninstalled":
      case "token_revoked":
      case "invalid_auth":
      case "account_inactive":
        return ":no_entry: Slackがアプリのトークンを受け付けません。アプリをインストールし直し、新しいトークンを設定に入れて再起動してください。";
      default:
        return `:warning: Slackが投稿を受け付けません（\`${plain(state)}\`）。チャンネルとアプリの設定を確認してください。`;
    }
  },
  room: (channel, { isPrivate, isShared, members }) =>
    `<#${channel}>・${isPrivate ? "プライベート" : "*パブリック*：ワークスペースの全員がお客さまの情報を読めます。プライベートチャンネルをおすすめします"}${isShared ? "・*他の組織と共有中*" : ""}・メンバー${count(members)}人がチャットを扱えます`,
  quota: {
    title: (account, month) => `*${plain(account)}*・${month}のLINEメッセージ通数`,
    used: (used, limit) =>
      `${count(limit)}通のうち*${count(used)}通*を使用（${percent(used, limit)}％）。LINEの集計で、少し遅れることがあります。`,
    unlimited: (used) => `*${count(used)}通*を使用。このアカウントに上限はありません。`,
    left: (left) => `残り*${count(left)}通*`,
    free: (replies) => `無料の返信は${count(replies)}件（お客さまのメッセージから1分以内のもの。Threadlineの集計）`,
    forecast: (total, pace) =>
      `今月これまでのペース（1日${perDay(pace)}通）では、月末に約*${count(total)}通*になります。`,
    enough: "足りる見込みです。",
    runsOut:
      ":warning: 足りなくなる見込みです。LINE Official Account Managerでプランまたは上限を上げてください。そちらでの返信は無料です。",
    away: "LINEが応答しません。少し待ってもう一度試してください。",
    warning: ({ account, used, limit, forecast }) =>
      `:warning: *${plain(account)}*は今月のLINEメッセージ通数の${percent(used, limit)}％を使いました（${count(limit)}通のうち${count(used)}通）。このペースでは約${count(forecast)}通になります。使い切るとここからの返信は送れません。LINE Official Account Managerでプランまたは上限を上げるか、そちらで返信してください（無料）。\`/line 通数\`で詳しく表示します。`,
  },
};
