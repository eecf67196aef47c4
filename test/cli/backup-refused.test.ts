/** What backup and restore cannot do is said in words, and leaves nothing behind. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, it } from "vitest";

import { save } from "../support/backups.ts";
import { createDatabase, type TestDatabase } from "../support/database.ts";
import { runCli } from "../support/run-cli.ts";

const AWAY = "postgresql://nobody@127.0.0.1:1/nothing";
const folder = mkdtempSync(join(tmpdir(), "threadline-backup-"));
const good = join(folder, "good.backup");
const target = join(folder, "target");
let database: TestDatabase;
beforeAll(async () => {
  mkdirSync(target);
  database = await createDatabase();
  await save(database.url, good, join(folder, "media"));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const STACK = /\n +at /;

it("a backup of a database that is away", async () => {
  const { code, errors } = await run("backup", join(target, "one.backup"), AWAY);

  expect(code).toBe(1);
  expect(errors).toMatch(
    /DATABASE_URL: the database cannot be opened \(.*ECONNREFUSED.*-> check that the server runs/s,
  );
  expect(errors).not.toMatch(STACK);
  expect(readdirSync(target)).toEqual([]);
});

it("a restore into a database that is away", async () => {
  const { code, errors } = await run("restore", good, AWAY);

  expect(code).toBe(1);
  expect(errors).toMatch(
    /DATABASE_URL: the database cannot be opened \(.*ECONNREFUSED.*-> check that the server runs/s,
  );
  expect(errors).not.toMatch(STACK);
});

it.each([
  ["en", /cannot be written \(ENOENT\)\. Choose a folder that is there/],
  ["ja", /に書き込めません\(ENOENT\)。/],
])("a backup into a folder that is not there (%s)", async (locale, words) => {
  const { code, errors } = await run("backup", join(folder, "nowhere", "one.backup"), database.url, locale);

  expect(code).toBe(1);
  expect(errors).toMatch(words);
  expect(errors).not.toMatch(STACK);
});

it("a backup that fails half-way leaves no part of it", async () => {
  mkdirSync(join(folder, "data", "media", "4f", "a folder where a file belongs"), { recursive: true });

  const { code, errors } = await run("backup", join(target, "two.backup"), database.url);

  expect(code).toBe(1);
  expect(errors).toContain("EISDIR");
  expect(readdirSync(target)).toEqual([]);
});

function run(command: string, file: string, url: string, locale = "en"): ReturnType<typeof runCli> {
  return runCli(command, [file], { DATABASE_URL: url, DATA_DIR: join(folder, "data"), LOCALE: locale });
}
