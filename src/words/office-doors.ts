/** What the doors themselves say: what failed, and what came out otherwise than it was meant. */
export interface DoorWords {
  /** A window could not be opened in time. */
  notOpened: string;
  /** A fault of ours; `done` may be so. */
  failed: string;
  /** Several chats were meant, and what was written is too long to be kept for a button. */
  sayNumber: string;
}

export const doorsEnglish: DoorWords = {
  notOpened: "Slack did not open the window in time. Nothing was changed: try again.",
  failed: "That did not work, and it is not your fault. Look at the chat before you try again.",
  sayNumber: "Write it again with the number.",
};

export const doorsJapanese: DoorWords = {
  notOpened: "Slackの画面を時間内に開けませんでした。何も変更していません。もう一度お試しください。",
  failed: "処理できませんでした。操作に問題はありません。チャットの状態を確認してから、もう一度お試しください。",
  sayNumber: "番号を付けて、もう一度入力してください。",
};
