/**
 * `npm run backup [-- FILE]`: writes everything that Threadline knows into one file, while it runs or rests. `-` writes to
 * standard output, for instance to be encrypted on the way.
 */
import { createWriteStream, existsSync, readFileSync, renameSync, rmSync, statSync, type WriteStream } from "node:fs";
import { join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";

import { spokenIn } from "../config/spoken.ts";
import { ConfigError } from "../errors.ts";
import { BackupRefused } from "../store/backup/problem.ts";
import { saveBackup, type Saved } from "../store/backup/save.ts";
import { startEmbedded } from "../store/embedded.ts";
import { glanceAt } from "../store/embedded/glance.ts";
import { lookAtDatabase } from "../store/look.ts";
import { backupEn, backupJa } from "../words/backup.ts";
import { usageEn, usageJa } from "../words/usage.ts";
import { orUsage } from "./usage.ts";

const english = spokenIn(process.env) === "en";
const words = english ? backupEn : backupJa;
const { positionals } = orUsage(english ? usageEn : usageJa, "backup", () => parseArgs({ allowPositionals: true }));
const databaseUrl = process.env["DATABASE_URL"]?.trim() ?? "";
const dataDir = resolve(process.env["DATA_DIR"]?.trim() || "./data");
const now = new Date();
const file = positionals[0] ?? `threadline-${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}.backup`;
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

try {
  if (file === "-") await save(() => process.stdout);
  else await saveTo(file);
  // beside the backup, which may be what standard output carries
  if (process.env["MEDIA_BUCKET"]?.trim()) console.error(words.bucketLeftOut);
} catch (cause) {
  if (cause instanceof BackupRefused) console.error(words.problem(cause.problem));
  else if (cause instanceof ConfigError) console.error(cause.message);
  else throw cause;
  process.exitCode = 1;
}

/** Under another name until it is whole: half a backup must not be taken for one. */
async function saveTo(path: string): Promise<void> {
  if (existsSync(path)) throw new BackupRefused({ kind: "fileThere", file: path });
  const partial = `${path}.partial`;
  let out: WriteStream | undefined;
  try {
    const { rows, files } = await save(() => (out = createWriteStream(partial, { mode: 0o600, flush: true })));
    renameSync(partial, path);
    const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
    console.log(words.saved({ file: path, rows: all, files, megabytes: statSync(path).size / 1024 ** 2 }));
  } catch (cause) {
    throw isOfFile(cause, partial)
      ? new BackupRefused({ kind: "notWritable", file: path, reason: cause.code }, cause)
      : cause;
  } finally {
    if (out) await closed(out);
    rmSync(partial, { force: true });
  }
}

/** A stream that is ended early may still be about to make its file. */
function closed(out: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (out.closed) return resolve();
    out.once("close", resolve).destroy();
  });
}

/** Files of customers are read meanwhile, and may fail as well. */
function isOfFile(cause: unknown, path: string): cause is Error & { code: string } {
  if (!(cause instanceof Error && "code" in cause)) return false;
  const full = ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(cause.code));
  return full || ("path" in cause && cause.path === path);
}

async function save(open: () => Writable): Promise<Saved> {
  const options = { mediaFolder: join(dataDir, "media"), version, now, open };
  if (databaseUrl !== "") return saveBackup({ ...options, url: databaseUrl });
  const glance = glanceAt(dataDir);
  if (glance.kind === "none") throw new BackupRefused({ kind: "nothingThere", folder: glance.folder });
  // Threadline runs: its server lets us in beside it
  if (glance.kind === "running" && (await answers(glance.url))) return saveBackup({ ...options, url: glance.url });
  const embedded = await startEmbedded({ dataDir });
  try {
    return await saveBackup({ ...options, url: embedded.url });
  } finally {
    await embedded.close();
  }
}

async function answers(url: string): Promise<boolean> {
  return (await lookAtDatabase(url)).kind === "there";
}
