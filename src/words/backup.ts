/** What `npm run backup` and `npm run restore` say. */
import type { BackupProblem } from "../core/backup-problem.ts";

export interface BackupWords {
  saved: (facts: { file: string; rows: number; files: number; megabytes: number }) => string;
  /** Files that lie in a bucket (`MEDIA_BUCKET`) instead of `DATA_DIR`. */
  bucketLeftOut: string;
  restored: (facts: { madeAt: string; version: string; rows: number; files: number }) => string;
  /** What a restore means for what was under way. */
  afterRestore: string;
  usageRestore: string;
  problem: (problem: BackupProblem) => string;
}

export const backupEn: BackupWords = {
  saved: (it) =>
    `Saved ${it.rows} rows and ${it.files} files in ${it.file} (${it.megabytes.toFixed(1)} MB).\n` +
    "It holds what customers wrote: keep it where only you can read it. Settings and tokens (.env) are not in it.",
  bucketLeftOut:
    "MEDIA_BUCKET is set: what lies in the bucket is NOT in this backup. Save the bucket by its own means (versions, a copy), and keep it for a restore.",
  restored: (it) =>
    `Restored ${it.rows} rows and ${it.files} files, as they were at ${it.madeAt} (Threadline ${it.version}).`,
  afterRestore:
    "What happened after that moment is not known here. So, once Threadline runs:\n" +
    "- Replies that staff wrote before now and that are not known to be sent are asked about in their threads, not sent.\n" +
    "- What customers wrote meanwhile is in LINE Official Account Manager only (if Chat is on there).\n" +
    "- Threads that were opened after the backup are not known: customers who write again get a new one.\n" +
    "- Numbers (#12) go on with a jump, so that none of them means somebody else.",
  usageRestore: "Say which backup: npm run restore -- FILE",
  problem(it) {
    switch (it.kind) {
      case "noFile":
        return `${it.file} cannot be read (${it.reason}).`;
      case "notABackup":
        return `${it.file} is not a backup that npm run backup has made.`;
      case "otherFormat":
        return `${it.file} was made by a newer Threadline (form ${it.format}). Restore it with that version or a later one.`;
      case "damaged":
        return `${it.file} is damaged: it ends too early, or something in it changed. Nothing was restored; take another backup.`;
      case "fileThere":
        return `${it.file} is there already. Nothing is overwritten: choose another name, or move it away.`;
      case "notWritable":
        return `${it.file} cannot be written (${it.reason}). Choose a folder that is there, in which you may write and where there is room.`;
      case "newer":
        return `The backup is of Threadline ${it.version}, newer than this one (${it.migrations.join(", ")}). Restore it with that version or a later one.`;
      case "databaseInUse":
        return `The database is not empty (${it.table}). A backup goes into an empty one only: choose a new DATA_DIR, or make a new database and give it by DATABASE_URL.`;
      case "databaseAhead":
        return `The database has migrations that the backup does not have (${it.migrations.join(", ")}). Make a new, empty database.`;
      case "mediaThere":
        return `${it.folder} is not empty. Move it away: the backup brings its own files.`;
      case "nothingThere":
        return `There is no database in ${it.folder} yet: nothing to save.`;
    }
  },
};

export const backupJa: BackupWords = {
  saved: (it) =>
    `${it.file} に${it.rows}行と${it.files}個のファイルを保存しました(${it.megabytes.toFixed(1)} MB)。\n` +
    "お客さまのメッセージが含まれます。ほかの人が読めない場所に保管してください。設定とトークン(.env)は含まれません。",
  bucketLeftOut:
    "MEDIA_BUCKETが設定されています。バケットにあるファイルは、このバックアップに含まれません。バケットの機能(バージョニングや複製)で別に保存し、復元するときのために残しておいてください。",
  restored: (it) =>
    `${it.madeAt} 時点(Threadline ${it.version})の${it.rows}行と${it.files}個のファイルを復元しました。`,
  afterRestore:
    "その時点より後のことは、ここには残っていません。Threadlineを起動すると、次のようになります。\n" +
    "- 今より前にスタッフが書いた返信のうち、送信済みとわからないものは、送信せずにスレッドで確認します。\n" +
    "- その間にお客さまが書いたメッセージは、LINE Official Account Managerでだけ確認できます(チャットがオンの場合)。\n" +
    "- バックアップの後に立ったスレッドは引き継がれません。お客さまが次に書くと、新しいスレッドが立ちます。\n" +
    "- 番号(#12)は間を空けて続きます。同じ番号が別のお客さまを指すことはありません。",
  usageRestore: "復元するバックアップを指定してください: npm run restore -- ファイル名",
  problem(it) {
    switch (it.kind) {
      case "noFile":
        return `${it.file} を読めません(${it.reason})。`;
      case "notABackup":
        return `${it.file} は npm run backup で作ったバックアップではありません。`;
      case "otherFormat":
        return `${it.file} は、より新しいThreadlineで作られています(形式${it.format})。そのバージョン以降で復元してください。`;
      case "damaged":
        return `${it.file} は壊れています。途中で終わっているか、内容が変わっています。何も復元していません。別のバックアップを使ってください。`;
      case "fileThere":
        return `${it.file} はすでにあります。上書きはしません。別の名前にするか、移動してください。`;
      case "notWritable":
        return `${it.file} に書き込めません(${it.reason})。書き込みができて空き容量のある、すでにあるフォルダーを指定してください。`;
      case "newer":
        return `このバックアップはThreadline ${it.version}のもので、今のバージョンより新しいものです(${it.migrations.join("、")})。そのバージョン以降で復元してください。`;
      case "databaseInUse":
        return `データベースが空ではありません(${it.table})。復元できるのは空のデータベースだけです。新しいDATA_DIRを指定するか、新しいデータベースを作ってDATABASE_URLで指定してください。`;
      case "databaseAhead":
        return `このデータベースには、バックアップにないマイグレーションが適用されています(${it.migrations.join("、")})。新しい空のデータベースを作ってください。`;
      case "mediaThere":
        return `${it.folder} が空ではありません。移動してください。ファイルはバックアップから復元されます。`;
      case "nothingThere":
        return `${it.folder} にはまだデータベースがありません。保存するものがありません。`;
    }
  },
};
