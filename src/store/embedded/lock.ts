/**
 * One live instance per folder. The operating system's own file lock is held for as long as the process lives and is
 * gone the moment it dies, however it dies: a file with a process id in it would outlive a `kill -9`, and ids are reused
 * (in a container nearly always). Node has no call for such locks, SQLite has: an exclusive transaction on an empty file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { refusal } from "../refusal.ts";

const sqliteBusy = 5;

/** A lock that nobody refers to any more would be collected, closed and thereby freed. */
const held = new Set<DatabaseSync>();

export interface FolderLock {
  release(): void;
}

export function lockFolder(folder: string): FolderLock {
  const database = takeLock(folder);
  try {
    // For the sentence that the second instance reads, nothing more.
    writeFileSync(join(folder, "instance.pid"), `${process.pid}\n`);
  } catch (error) {
    database.close();
    throw notWritable(folder, error);
  }
  held.add(database);
  return { release: () => void (held.delete(database) && database.close()) };
}

function takeLock(folder: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, "instance.lock"), { timeout: 0 });
    // The journal in memory, so that a kill leaves no second file behind.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database?.close();
    const busy = error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
    throw busy ? inUse(folder) : notWritable(folder, error);
  }
}

function inUse(folder: string): Error {
  return refusal({
    variable: "DATA_DIR",
    problem: `another Threadline${holder(folder)} is running with the folder ${folder}`,
    cure: "stop that one first, or give this one a DATA_DIR of its own (to run several together, share one DATABASE_URL)",
  });
}

function holder(folder: string): string {
  try {
    return ` (process ${readFileSync(join(folder, "instance.pid"), "utf8").trim()})`;
  } catch {
    return "";
  }
}

export function notWritable(folder: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return refusal(
    {
      variable: "DATA_DIR",
      problem: `the folder ${folder} cannot be written (${reason})`,
      cure: "give Threadline's user the right to write there, or choose another DATA_DIR",
    },
    cause,
  );
}
