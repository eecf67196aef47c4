/** What can be seen of the built-in database from outside: nothing is made, started, stopped, locked or tidied up. */
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { findBinaries } from "./binaries.ts";
import { superuser } from "./cluster.ts";

export type Glance =
  | { kind: "none"; folder: string }
  /** There may be one, and this user may not look. */
  | { kind: "closed"; folder: string; reason: string }
  | { kind: "otherMajor"; folder: string; found: string; brings: string }
  | { kind: "stopped"; folder: string; major: string }
  | { kind: "running"; folder: string; url: string };

export function glanceAt(dataDir: string): Glance {
  const folder = clusterOf(dataDir);
  const reason = whyNot(join(folder, "PG_VERSION"));
  if (reason !== undefined) return reason === "ENOENT" ? { kind: "none", folder } : { kind: "closed", folder, reason };
  const found = read(join(folder, "PG_VERSION"));
  const brings = findBinaries().major;
  if (found !== brings) return { kind: "otherMajor", folder, found, brings };
  const port = portOf(folder);
  if (port === undefined) return { kind: "stopped", folder, major: found };
  const locked = whyNot(join(dataDir, "postgres.password"));
  if (locked !== undefined) return { kind: "closed", folder: dataDir, reason: locked };
  const password = read(join(dataDir, "postgres.password"));
  return { kind: "running", folder, url: `postgresql://${superuser}:${password}@127.0.0.1:${port}/threadline` };
}

/** Undefined: it can be read. */
function whyNot(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (cause) {
    return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  }
}

/** In the data folder, or where the note in it says. */
function clusterOf(dataDir: string): string {
  const note = join(dataDir, "postgres.location");
  const inside = join(dataDir, "postgres");
  return !existsSync(inside) && existsSync(note) ? join(read(note), "postgres") : inside;
}

/** Undefined: no server says that it is ready. One that died may have left its file behind; connecting will show. */
function portOf(cluster: string): number | undefined {
  try {
    const port = Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[3]);
    return Number.isInteger(port) && port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

const read = (path: string): string => readFileSync(path, "utf8").trim();
