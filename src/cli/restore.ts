/** `npm run restore -- FILE`: brings a backup into an empty database. Stop Threadline first. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { spokenIn } from "../config/spoken.ts";
import { ConfigError } from "../errors.ts";
import { BackupRefused } from "../store/backup/problem.ts";
import { restoreBackup } from "../store/backup/restore.ts";
import { startEmbedded } from "../store/embedded.ts";
import { backupEn, backupJa } from "../words/backup.ts";
import { usageEn, usageJa } from "../words/usage.ts";
import { orUsage } from "./usage.ts";

const english = spokenIn(process.env) === "en";
const words = english ? backupEn : backupJa;
const { positionals } = orUsage(english ? usageEn : usageJa, "restore", () => parseArgs({ allowPositionals: true }));
const databaseUrl = process.env["DATABASE_URL"]?.trim() ?? "";
const dataDir = resolve(process.env["DATA_DIR"]?.trim() || "./data");
const [file] = positionals;

try {
  if (file === undefined) {
    console.error(words.usageRestore);
    process.exitCode = 1;
  } else await restore(file);
} catch (cause) {
  if (cause instanceof BackupRefused) console.error(words.problem(cause.problem));
  else if (cause instanceof ConfigError) console.error(cause.message);
  else throw cause;
  process.exitCode = 1;
}

async function restore(from: string): Promise<void> {
  const embedded = databaseUrl === "" ? await startEmbedded({ dataDir }) : undefined;
  try {
    const url = embedded?.url ?? databaseUrl;
    const { head, rows, files } = await restoreBackup({ url, file: from, mediaFolder: join(dataDir, "media") });
    const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
    console.log(words.restored({ madeAt: head.madeAt, version: head.version, rows: all, files }));
    console.log(words.afterRestore);
  } finally {
    await embedded?.close();
  }
}
