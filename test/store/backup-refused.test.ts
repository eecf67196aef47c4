/** What is no good backup, or no good place for one, is refused, and nothing is changed. */
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, it } from "vitest";

import { BackupRefused } from "../../src/store/backup/problem.ts";
import { restoreBackup } from "../../src/store/backup/restore.ts";
import { ourTables } from "../../src/store/backup/tables.ts";
import { migrate } from "../../src/store/migrate.ts";
import { bare, contents, save, withClient } from "../support/backups.ts";
import { createDatabase, type TestDatabase } from "../support/database.ts";

const folder = mkdtempSync(join(tmpdir(), "threadline-backup-"));
const media = join(folder, "media");
const file = join(folder, "good.backup");
let full: TestDatabase;
let empty: TestDatabase;
beforeAll(async () => {
  full = await createDatabase();
  empty = await createDatabase({ bare: true });
  await withClient(full.url, (client) =>
    client.query("INSERT INTO account (bot_user_id, name, desk_channel) VALUES ('U1', 'a', 'C1')"),
  );
  mkdirSync(join(media, "4f"), { recursive: true });
  writeFileSync(join(media, "4f", "picture"), randomBytes(30_000));
  await save(full.url, file, media);
});
afterAll(async () => {
  await full.close();
  await empty.close();
  rmSync(folder, { recursive: true });
});

async function problemOf(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => "done",
    (cause: unknown) => cause,
  );
  if (outcome instanceof BackupRefused) return outcome.problem.kind;
  throw outcome;
}

const copy = (name: string, change: (bytes: Buffer) => Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(file)));
  return path;
};
const head = (facts: object): Buffer => gzipSync(`threadline-backup ${JSON.stringify(facts)}\n`);

it.each<[string, () => string, string]>([
  ["a file that is not there", () => join(folder, "nowhere"), "noFile"],
  ["something else", () => copy("else", () => Buffer.from("PK\u0003\u0004 something")), "notABackup"],
  ["something else, packed", () => copy("packed", () => gzipSync("SELECT 1;\n")), "notABackup"],
  ["the first half", () => copy("half", (bytes) => bytes.subarray(0, bytes.length / 2)), "damaged"],
  ["all but the last bytes", () => copy("short", (bytes) => bytes.subarray(0, -20)), "damaged"],
  [
    "a byte that changed",
    () =>
      copy("changed", (bytes) => {
        const index = Math.floor(bytes.length / 2);
        bytes[index] = (bytes[index] ?? 0) ^ 1;
        return bytes;
      }),
    "damaged",
  ],
  ["a later form", () => copy("form", () => head({ format: 2 })), "otherFormat"],
])("%s", async (_what, make, kind) => {
  const path = make();

  expect(await problemOf(restoreBackup({ url: empty.url, file: path, mediaFolder: join(folder, "x") }))).toBe(kind);
  expect(await withClient(empty.url, ourTables)).toEqual([]);
});

it("a newer Threadline's", async () => {
  const newer = await createDatabase();
  await withClient(newer.url, (client) =>
    client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '29990101000000_later', now())",
    ),
  );
  const made = join(folder, "newer.backup");
  await save(newer.url, made, media);
  await newer.close();

  expect(await problemOf(restoreBackup({ url: empty.url, file: made, mediaFolder: join(folder, "x") }))).toBe("newer");
});

it("a database in use, and a folder with files", async () => {
  const before = await contents(full.url);

  expect(await problemOf(restoreBackup({ url: full.url, file, mediaFolder: join(folder, "x") }))).toBe("databaseInUse");
  expect(await contents(full.url)).toEqual(before);
  expect(await problemOf(restoreBackup({ url: empty.url, file, mediaFolder: media }))).toBe("mediaThere");
});

it("a second restore; tables without rows, as a try that ended half-way leaves them, are no obstacle", async () => {
  await bare(async (url) => {
    await migrate(url);
    await restoreBackup({ url, file, mediaFolder: join(folder, "again") });
    expect(await problemOf(restoreBackup({ url, file, mediaFolder: join(folder, "again2") }))).toBe("databaseInUse");
  });
});
