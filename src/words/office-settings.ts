/** The settings of accounts, and everybody's own. */
import type { Calls } from "../core/account-settings.ts";
import { plain } from "./words.ts";

export interface SettingsWords {
  title: string;
  /** How one hears that a customer of one's own waits. */
  calls: string;
  call: Record<Calls, string>;
  account: (name: string) => string;
  assignOnReply: string;
  assignOnReplyIs: Record<"on" | "off", string>;
  roundRobin: string;
  roundRobinHint: string;
  /** Mentions, as Slack shows names. */
  roundRobinIs: (people: string[]) => string;
  adminsChange: string;
  stale: (account: string, by: string) => string;
  callsAre: (call: string) => string;
}

export const settingsEnglish: SettingsWords = {
  title: "Settings",
  calls: "When a customer of yours waits",
  call: { thread: "mention me in the thread", direct: "write me a direct message", off: "tell me nothing" },
  account: (name) => `*LINE account "${plain(name)}"*`,
  assignOnReply: "The first person to answer becomes the assignee",
  assignOnReplyIs: {
    on: "The first person to answer a chat that is nobody's becomes its assignee.",
    off: "Answering a chat makes nobody its assignee.",
  },
  roundRobin: "Deal waiting chats that are nobody's to",
  roundRobinHint: "One after the other, members of the account's Slack channel only. Empty: nobody.",
  roundRobinIs: (people) =>
    people.length === 0
      ? "Waiting chats stay nobody's until somebody takes them."
      : `Waiting chats that are nobody's are dealt in turn to ${people.join(", ")}.`,
  adminsChange: "Admins can change this.",
  stale: (account, by) =>
    `:warning: Nothing was changed: meanwhile ${by ? plain(by) : "somebody"} changed the settings of "${plain(account)}". They are shown here as they are now; choose again.`,
  callsAre: (call) => `When a customer of yours waits: ${call}.`,
};

export const settingsJapanese: SettingsWords = {
  title: "設定",
  calls: "自分が担当するお客さまが返信待ちになったとき",
  call: { thread: "スレッドでメンションする", direct: "ダイレクトメッセージで知らせる", off: "知らせない" },
  account: (name) => `*LINEアカウント「${plain(name)}」*`,
  assignOnReply: "最初に返信した人を担当にする",
  assignOnReplyIs: {
    on: "担当のいないチャットは、最初に返信した人が担当になります。",
    off: "返信しても担当にはなりません。",
  },
  roundRobin: "担当のいない返信待ちを順番に割り当てる人",
  roundRobinHint: "アカウントのSlackチャンネルのメンバーだけを選べます。空の場合は割り当てません。",
  roundRobinIs: (people) =>
    people.length === 0
      ? "返信待ちのチャットは、誰かが引き受けるまで担当なしのままです。"
      : `担当のいない返信待ちのチャットは、${people.join("、")}に順番に割り当てます。`,
  adminsChange: "変更できるのは管理者です。",
  stale: (account, by) =>
    `:warning: 何も変更していません。その間に${by ? `${plain(by)}さん` : "別の人"}が「${plain(account)}」の設定を変更しました。今の設定を表示していますので、もう一度選んでください。`,
  callsAre: (call) => `担当するお客さまが返信待ちになったとき：${call}`,
};
