/** Backup and restore as people run them, with the built-in database. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, it } from "vitest";

import { makeDataDir, removeDataDir } from "../../src/cli/sandbox/leftovers.ts";
import { checkBackup } from "../../src/store/backup/check.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { withClient } from "../support/backups.ts";
import { runCli } from "../support/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "threadline-backup-"));
const dataDirs = [makeDataDir("threadline-test-"), makeDataDir("threadline-test-")] as const;
afterAll(() => {
  for (const dataDir of dataDirs) removeDataDir(dataDir);
  rmSync(folder, { recursive: true });
});

const run = (command: string, args: string[], dataDir: string, settings = {}): ReturnType<typeof runCli> =>
  runCli(command, args, { DATA_DIR: dataDir, LOCALE: "en", ...settings });

it("saves while Threadline runs and while it rests, and brings it back into a new folder", async () => {
  const [from, to] = dataDirs;
  const file = join(folder, "one.backup");
  const nothing = await run("backup", [file], from);
  const embedded = await startEmbedded({ dataDir: from });
  await migrate(embedded.url);
  await withClient(embedded.url, (client) =>
    client.query("INSERT INTO account (bot_user_id, name, desk_channel) VALUES ('U1', 'Main shop', 'C1')"),
  );

  const running = await run("backup", [file], from);
  const again = await run("backup", [file], from);
  const piped = await run("backup", ["-"], from, { MEDIA_BUCKET: "https://s3.example.com/shop" });
  await embedded.close();
  const resting = await run("backup", [join(folder, "two.backup")], from);
  const unsaid = await run("restore", [], to);
  const restored = await run("restore", [file], to);
  const twice = await run("restore", [file], to);

  expect([nothing, running, again, resting, unsaid, restored, twice].map(({ code }) => code)).toEqual([
    1, 0, 1, 0, 1, 0, 1,
  ]);
  expect(nothing.errors).toContain("no database");
  expect(running.out).toContain("keep it where only you can read it");
  expect([piped.code, running.errors]).toEqual([0, ""]);
  expect(piped.errors).toContain("what lies in the bucket is NOT in this backup");
  expect(again.errors).toContain("is there already");
  expect(unsaid.errors).toContain("npm run restore -- FILE");
  expect(restored.out).toContain("asked about");
  expect(twice.errors).toContain("not empty");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).toSorted()).toEqual(["one.backup", "two.backup"]);
  expect((await checkBackup(join(folder, "two.backup"))).rows).toEqual((await checkBackup(file)).rows);
  expect(existsSync(join(to, "postgres"))).toBe(true);
});
