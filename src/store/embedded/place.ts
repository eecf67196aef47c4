/**
 * Where the cluster lies: in `<dataDir>/postgres`, unless PostgreSQL's account cannot enter there (root started us with a
 * folder below /root). Then it lies below /var/lib/threadline, and two notes tie them together: `postgres.location` in
 * the data folder says where the database is, `belongs-to` beside the database says whose it is. A note whose database is
 * missing, or a copied data folder whose database has another owner, is refused: an empty new one would look like a loss.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { refusal } from "../refusal.ts";
import { accountFor, canReach } from "./account.ts";
import { notWritable } from "./lock.ts";
import type { Account } from "./run.ts";

export interface Place {
  /** Holds the cluster and, where needed, the copied programs. */
  home: string;
  cluster: string;
  account: Account;
}

const elsewhere = process.platform === "darwin" ? "/usr/local/var/threadline" : "/var/lib/threadline";

/** Makes the data folder and gives its real path. */
export function openDataDir(dataDir: string): string {
  try {
    const made = mkdirSync(dataDir, { recursive: true });
    // Passable whatever our umask says, for PostgreSQL's account; secrets in it are closed one by one.
    if (made !== undefined) chmodSync(dataDir, 0o711);
    return realpathSync(dataDir);
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

export function findPlace(dataDir: string): Place {
  const cluster = join(dataDir, "postgres");
  if (existsSync(cluster)) return inside(dataDir, cluster);
  if (existsSync(noteIn(dataDir))) return followNote(dataDir);
  const account = accountFor(undefined);
  if (canReach(account, dataDir)) return { home: dataDir, cluster, account };
  return makePlaceElsewhere(dataDir, account);
}

function inside(dataDir: string, cluster: string): Place {
  if (existsSync(noteIn(dataDir))) throw twoDatabases(dataDir, cluster);
  const account = accountFor(cluster);
  if (!canReach(account, dataDir)) throw closed(dataDir, account);
  return { home: dataDir, cluster, account };
}

function followNote(dataDir: string): Place {
  const home = readNote(noteIn(dataDir));
  const cluster = join(home, "postgres");
  if (!existsSync(home)) throw gone(dataDir, home);
  const owner = readNote(join(home, "belongs-to"));
  if (owner !== dataDir) {
    // The data folder was moved, or copied while the first one still uses the database.
    if (existsSync(noteIn(owner)) && readNote(noteIn(owner)) === home) throw copied(dataDir, owner, home);
    writeFileSync(join(home, "belongs-to"), `${dataDir}\n`);
  }
  return { home, cluster, account: accountFor(existsSync(cluster) ? cluster : undefined) };
}

function makePlaceElsewhere(dataDir: string, account: Account): Place {
  try {
    if (mkdirSync(elsewhere, { recursive: true }) !== undefined) chmodSync(elsewhere, 0o755);
  } catch (cause) {
    throw closed(dataDir, account, cause);
  }
  // A volume of its own is meant to hold the data: in a container the rest of the disk goes with the next update.
  const sameDisk = statSync(elsewhere).dev === statSync(dataDir).dev;
  if (!sameDisk || !canReach(account, elsewhere)) throw closed(dataDir, account);
  const home = mkdtempSync(join(elsewhere, "data-"));
  chmodSync(home, 0o711);
  writeFileSync(join(home, "belongs-to"), `${dataDir}\n`);
  writeFileSync(noteIn(dataDir), `${home}\n`);
  return { home, cluster: join(home, "postgres"), account };
}

function noteIn(dataDir: string): string {
  return join(dataDir, "postgres.location");
}

function readNote(path: string): string {
  return readFileSync(path, "utf8").trim();
}

function closed(dataDir: string, account: Account, cause?: unknown): Error {
  const problem = `PostgreSQL does not run as root, and its account (${account.name}) cannot enter ${dataDir}`;
  const cure = `start Threadline as an ordinary user, choose a DATA_DIR outside of closed folders (such as ${join(
    dirname(elsewhere),
    "threadline-data",
  )}), or give a PostgreSQL server by DATABASE_URL`;
  return refusal({ variable: "DATA_DIR", problem, cure }, cause);
}

function twoDatabases(dataDir: string, cluster: string): Error {
  return refusal({
    variable: "DATA_DIR",
    problem: `there are two databases: ${cluster}, and the one that ${noteIn(dataDir)} names`,
    cure: "move away the one that is not wanted (the folder, or the note)",
  });
}

function gone(dataDir: string, home: string): Error {
  return refusal({
    variable: "DATA_DIR",
    problem: `the database of ${dataDir} was kept in ${home}, which is gone`,
    cure: `bring that folder back; or, to begin with an empty database, delete ${noteIn(dataDir)}`,
  });
}

function copied(dataDir: string, owner: string, home: string): Error {
  return refusal({
    variable: "DATA_DIR",
    problem: `${dataDir} is a copy of ${owner}, whose database is not inside but in ${home}`,
    cure: `use ${owner}; or, to begin with an empty database, delete ${noteIn(dataDir)}`,
  });
}
