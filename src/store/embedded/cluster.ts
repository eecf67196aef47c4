/** The database cluster on disk: made once, then only checked. */

import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { reasonOf, refusal } from "../refusal.ts";
import { type Binaries, brokenInstallation, cannotRun, isBrokenInstallation, programPath } from "./binaries.ts";
import type { Place } from "./place.ts";
import { type Finished, run } from "./run.ts";
import { sharedMemory } from "./settings.ts";

export const superuser = "threadline";

export interface ClusterOptions {
  place: Place;
  binaries: Binaries;
  password: string;
  durable: boolean;
}

/** An empty folder is none yet, unless it once was one: a disk that is not mounted must not look like a beginning. */
export function isCluster(cluster: string, dataDir: string): boolean {
  if (!existsSync(cluster)) return false;
  if (existsSync(join(cluster, "PG_VERSION"))) return true;
  const isEmpty = readdirSync(cluster).length === 0;
  if (isEmpty && !existsSync(passwordIn(dataDir))) return false;
  throw refusal({
    variable: "DATA_DIR",
    problem: `the folder ${cluster} ${isEmpty ? "is empty, and a database was made there before" : "is not a database"}`,
    cure: "bring the database back (is its disk mounted?); or, to begin with an empty one, move that folder away",
  });
}

export function checkMajor(cluster: string, { major }: Binaries): void {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  throw refusal({
    variable: "DATA_DIR",
    problem: `the database in ${cluster} was made by PostgreSQL ${found}, this Threadline brings PostgreSQL ${major}`,
    cure: `with the Threadline that made it: npm run backup; then with this one, and a new DATA_DIR: npm run restore`,
  });
}

/** Kept in the data folder, for our eyes only. A cluster without it cannot be opened again. */
export function readPassword(dataDir: string, clusterExists: boolean): string {
  const file = passwordIn(dataDir);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (clusterExists) {
    throw refusal({
      variable: "DATA_DIR",
      problem: `the database is there, but its password is not: ${file} is missing`,
      cure: "bring the file back from the backup of the folder",
    });
  }
  const password = randomBytes(24).toString("hex");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function passwordIn(dataDir: string): string {
  return join(dataDir, "postgres.password");
}

/** Under another name first: a cluster that was interrupted half-way must never be taken for a good one. */
export async function createCluster({ place, binaries, password, durable }: ClusterOptions): Promise<void> {
  for (const left of readdirSync(place.home).filter((name) => name.startsWith("postgres.new-"))) {
    rmSync(join(place.home, left), { recursive: true, force: true });
  }
  const unfinished = mkdtempSync(join(place.home, "postgres.new-"));
  const passwordFile = join(unfinished, "password");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = place.account;
  if (uid !== undefined) for (const path of [unfinished, passwordFile]) chownSync(path, uid, gid ?? uid);

  const made = join(unfinished, "cluster");
  const options = ["--pgdata", made, "--pwfile", passwordFile, ...(durable ? [] : ["--no-sync"])];
  // Not every system has a UTF-8 locale without a language; the collation is PostgreSQL's own either way.
  let finished = await initdb({ place, binaries }, [...options, "--lc-ctype=C.UTF-8"]);
  if (finished.output.includes("invalid locale name")) finished = await initdb({ place, binaries }, options);
  if (finished.code !== 0) throw failed(finished);

  takeTheName(made, place.cluster);
  rmSync(unfinished, { recursive: true, force: true });
}

function takeTheName(made: string, cluster: string): void {
  try {
    // an empty folder may have the name
    if (existsSync(cluster)) rmdirSync(cluster);
    renameSync(made, cluster);
  } catch (cause) {
    throw refusal(
      {
        variable: "DATA_DIR",
        problem: `the database cannot be put into ${cluster} (${reasonOf(cause)})`,
        cure: "let nothing be mounted there: a disk or volume for the data belongs at DATA_DIR itself",
      },
      cause,
    );
  }
}

/** Nothing is taken from the environment: with an empty LANG the cluster would become SQL_ASCII. */
async function initdb(
  { place, binaries }: Pick<ClusterOptions, "place" | "binaries">,
  args: string[],
): Promise<Finished> {
  const initdb = programPath(binaries, "initdb");
  const fixed = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const memory = ["--set", `dynamic_shared_memory_type=${sharedMemory()}`];
  const access = [`--username=${superuser}`, "--auth=scram-sha-256", "--no-instructions"];
  try {
    return await run(place.account, initdb, [...fixed, ...memory, ...access, ...args]);
  } catch (error) {
    throw cannotRun(initdb, error);
  }
}

function failed({ code, output }: Finished): Error {
  if (isBrokenInstallation(output)) return brokenInstallation(output);
  return new Error(`The database could not be made: initdb ended with ${code}.\n${output}`);
}
