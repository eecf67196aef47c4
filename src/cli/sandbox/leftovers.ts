/** Data folders for one run, in the system's temporary folder, and what runs that were killed left of theirs. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startEmbedded } from "../../store/embedded.ts";

export function makeDataDir(prefix: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  // root's PostgreSQL runs as another user, who must be able to enter
  chmodSync(dataDir, 0o711);
  writeFileSync(join(dataDir, OWNER), String(process.pid));
  return dataDir;
}

/** Who made the folder: while that process lives, nobody else clears it away, even with its database down. */
const OWNER = "owner.pid";

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/** The lock of a killed run is free, so its server can be taken over, stopped and removed. */
export async function sweepDataDirs(prefix: string): Promise<void> {
  const aMinuteAgo = Date.now() - 60_000;
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const dataDir = join(tmpdir(), name);
    try {
      // a run that has just begun may not hold its lock yet
      if (statSync(dataDir).ctimeMs > aMinuteAgo || ownerLives(dataDir)) continue;
      await stopLeftDatabase(dataDir);
      removeDataDir(dataDir);
    } catch {
      // in use by a run of its own, or somebody else's: not ours to remove
    }
  }
}

/** An app that was killed leaves its server running. */
export async function stopLeftDatabase(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, "postgres", "PG_VERSION"))) return;
  const left = await startEmbedded({ dataDir, durable: false });
  await left.close();
}

function ownerLives(dataDir: string): boolean {
  const file = join(dataDir, OWNER);
  if (!existsSync(file)) return false;
  try {
    return process.kill(Number(readFileSync(file, "utf8")), 0);
  } catch (cause) {
    // a process of somebody else lives, too
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
