/** What this machine has to offer. */
import { accessSync, constants, existsSync, type StatsFs, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

import { glanceAt } from "../../store/embedded/glance.ts";
import { lookAtDatabase } from "../../store/look.ts";
import type { Finding } from "../../words/doctor.ts";

const GIGABYTE = 1024 ** 3;
const LOW = 1;
const FULL = 0.1;

/** The folder of the database, and that of the customers' files where it lies on a disk of its own. */
export function lookAtDisks(dataDir: string): Finding[] {
  const media = join(dataDir, "media");
  const apart = existsSync(media) && statSync(media).dev !== statSync(dataDir).dev;
  return [dataDir, ...(apart ? [media] : [])].map((path) => lookAtDisk(path));
}

function lookAtDisk(path: string): Finding {
  const there = nearest(path);
  try {
    accessSync(there, constants.W_OK);
  } catch (cause) {
    return { kind: "dataDirClosed", path, reason: cause instanceof Error && "code" in cause ? String(cause.code) : "" };
  }
  return judgeDisk(path, statfsSync(there));
}

/** A disk takes no file either when it has used up its list of files; some have no such list, and say 0 of 0. */
export function judgeDisk(
  path: string,
  { bavail, bsize, files, ffree }: Pick<StatsFs, "bavail" | "bsize" | "files" | "ffree">,
): Finding {
  const gigabytes = (bavail * bsize) / GIGABYTE;
  if (files > 0 && ffree === 0) return { kind: "diskNoFiles", path };
  return { kind: gigabytes < FULL ? "diskFull" : gigabytes < LOW ? "diskLow" : "disk", path, gigabytes };
}

/** The first start makes the folder: until then its parent tells. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

/** Nothing is started for it, and nothing is written: a built-in database that rests is left to rest. */
export async function lookAtOurDatabase(databaseUrl: string | undefined, dataDir: string): Promise<Finding[]> {
  if (databaseUrl !== undefined) return lookInto(databaseUrl, false);
  const glance = glanceAt(dataDir);
  switch (glance.kind) {
    case "none":
      return [{ kind: "databaseNew", folder: glance.folder }];
    case "closed":
      return [{ kind: "databaseUnseen", folder: glance.folder, reason: glance.reason }];
    case "otherMajor": {
      const { folder, found, brings } = glance;
      return [{ kind: "databaseOtherMajor", folder, found, brings }];
    }
    case "stopped":
      return stopped(glance.folder, glance.major);
    case "running": {
      const found = await lookInto(glance.url, true);
      // a server that was killed leaves behind where it was
      return found[0]?.kind === "databaseGone" ? stopped(glance.folder, "") : found;
    }
  }
}

const stopped = (folder: string, major: string): Finding[] => [
  { kind: "databaseStopped", folder, major },
  { kind: "migrationsUnseen" },
];

async function lookInto(url: string, builtIn: boolean): Promise<Finding[]> {
  const look = await lookAtDatabase(url);
  if (look.kind === "gone") return [{ kind: "databaseGone", reason: look.reason }];
  if (look.encoding !== "UTF8") return [{ kind: "databaseEncoding", encoding: look.encoding }];
  const { applied, pending, unknown } = look.migrations;
  return [
    { kind: "database", version: look.version, builtIn },
    unknown.length > 0
      ? { kind: "migrationsAhead", names: unknown }
      : pending.length > 0
        ? { kind: "migrationsPending", names: pending }
        : { kind: "migrations", count: applied.length },
  ];
}
