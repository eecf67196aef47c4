/** Why a backup is not restored (or not made). */
export type BackupProblem =
  | { kind: "noFile"; file: string; reason: string }
  | { kind: "notABackup"; file: string }
  | { kind: "otherFormat"; file: string; format: number }
  /** It ends in the middle, or a byte of it changed. */
  | { kind: "damaged"; file: string }
  | { kind: "fileThere"; file: string }
  | { kind: "notWritable"; file: string; reason: string }
  | { kind: "newer"; version: string; migrations: readonly string[] }
  | { kind: "databaseInUse"; table: string }
  | { kind: "databaseAhead"; migrations: readonly string[] }
  | { kind: "mediaThere"; folder: string }
  | { kind: "nothingThere"; folder: string };
