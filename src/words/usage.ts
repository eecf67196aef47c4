/** What `npm run … -- --help` says, and what is said of words that a command does not understand. */

export interface UsageWords {
  notUnderstood: (typed: string) => string;
  /** The value of an option. */
  notAllowed: (option: string, value: string, allowed: string) => string;
  pagePort: (port: number) => string;
  sandbox: string;
  doctor: string;
  backup: string;
  restore: string;
}

export const usageEn: UsageWords = {
  notUnderstood: (typed) => `"${typed}" is not understood.`,
  notAllowed: (option, value, allowed) => `${option} cannot be "${value}" (${allowed}).`,
  pagePort: (port) =>
    `The page cannot have port ${port}: another program uses it, or you may not.\n` +
    `Give another one (npm run sandbox -- --port ${port === 65_535 ? port - 1 : port + 1}), or none: then any free one is taken.`,
  sandbox: `npm run sandbox                  a page with a phone and a Slack to play with, until Ctrl-C
npm run sandbox -- --once        plays a short conversation, prints it, ends with 0 only if it went as it must

  --lang ja|en      language of the page; else that of your terminal
  --hold SECONDS    in which a reply can be taken back, from 0 to 25; else 6
  --port NUMBER     of the page; else any free one
  --help            this`,
  doctor: `npm run doctor                   looks at everything Threadline depends on, and says what to do; changes nothing
                                 ends with 0 if nothing is broken, else with 1

  --json    for scripts (npm run -s doctor -- --json)
  --help    this`,
  backup: `npm run backup                   saves everything that Threadline knows in a new file in this folder
npm run backup -- FILE           in that file, which must not be there yet
npm run -s backup -- -           to standard output

  --help    this`,
  restore: `npm run restore -- FILE          brings a backup into an empty database; stop Threadline first

  --help    this`,
};

export const usageJa: UsageWords = {
  notUnderstood: (typed) => `「${typed}」は使えません。`,
  notAllowed: (option, value, allowed) => `${option} に「${value}」は指定できません(${allowed})。`,
  pagePort: (port) =>
    `ページにポート${port}を使えません。ほかのプログラムが使用中か、このユーザーには使えないポートです。\n` +
    `別のポートを指定するか(npm run sandbox -- --port ${port === 65_535 ? port - 1 : port + 1})、指定せずに起動してください。指定しなければ、空いているポートを使います。`,
  sandbox: `npm run sandbox                  スマホのLINEとSlackを試せるページを開きます(Ctrl-Cで終了)
npm run sandbox -- --once        短い会話を流して表示します。期待どおりだったときだけ、終了コードが0になります

  --lang ja|en      ページの言語(省略時はターミナルの言語)
  --hold 秒数       返信を取り消せる秒数、0〜25(省略時は6)
  --port 番号       ページのポート(省略時は空いているポート)
  --help            この説明`,
  doctor: `npm run doctor                   Threadlineに必要なものをすべて確認し、直し方を表示します。何も変更しません
                                 問題がなければ終了コードは0、あれば1です

  --json    スクリプト用の出力(npm run -s doctor -- --json)
  --help    この説明`,
  backup: `npm run backup                   Threadlineのデータをすべて、このフォルダーの新しいファイルに保存します
npm run backup -- ファイル名     そのファイルに保存します(すでにあるファイルは指定できません)
npm run -s backup -- -           標準出力に書き出します

  --help    この説明`,
  restore: `npm run restore -- ファイル名    バックアップを空のデータベースに復元します。先にThreadlineを停止してください

  --help    この説明`,
};
