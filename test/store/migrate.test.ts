import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client, type QueryResultRow } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { ConfigError } from "../../src/errors.ts";
import { migrate, newMigration, schemaDrift } from "../../src/store/migrate.ts";
import { schemaEngineVersion } from "../../src/store/schema-engine.ts";
import { createDatabase, type DatabaseOptions, type TestDatabase } from "../support/database.ts";

const firstMigration = "20260101000000_notes";
const createNotes = 'CREATE TABLE "note" ("id" SERIAL NOT NULL, CONSTRAINT "note_pkey" PRIMARY KEY ("id"));';

let folder: string;
let databases: TestDatabase[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "threadline-migrate-"));
  databases = [];
  writeSchema("model note {\n  id Int @id @default(autoincrement())\n}");
  writeMigration(firstMigration, createNotes);
});

afterEach(async () => {
  for (const database of databases) await database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("migrate", () => {
  it("applies each migration once and says which", async () => {
    const url = await open({ bare: true });

    expect(await migrate(url, folder)).toEqual({ applied: [firstMigration] });
    expect(await migrate(url, folder)).toEqual({ applied: [] });

    const { length } = await query(url, "SELECT FROM _prisma_migrations");
    expect(length).toBe(1);
  });

  it("lets several instances start at once", async () => {
    const url = await open({ bare: true });

    const all = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);

    expect(all.flatMap(({ applied }) => applied)).toEqual([firstMigration]);
  });

  it("refuses a database that cannot hold every language, with a way out", async () => {
    const url = await open({ bare: true, encoding: "SQL_ASCII" });

    const refused = migrate(url, folder);

    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(/DATABASE_URL: the database is encoded as SQL_ASCII.*ENCODING 'UTF8'/s);
  });

  it("says in words that the database does not answer", async () => {
    const refused = migrate("postgresql://nobody@127.0.0.1:1/nothing", folder);

    await expect(refused).rejects.toThrow(/DATABASE_URL: the database cannot be opened \(.*ECONNREFUSED/);
  });

  it("stops at a migration that fails, names it, and goes on once it is corrected", async () => {
    const url = await open({ bare: true });
    const second = "20260102000000_second";
    writeMigration(second, "CREATE TABLE half (); CREATE TABLE note ();");
    const failed = /20260102000000_second could not be applied.*relation "note" already exists/s;
    await expect(migrate(url, folder)).rejects.toThrow(failed);
    await expect(migrate(url, folder)).rejects.toThrow(failed);

    writeMigration(second, "CREATE TABLE half ();");

    expect(await migrate(url, folder)).toEqual({ applied: [second] });
  });
});

describe("a new migration", () => {
  it("holds what the schema wants beyond the migrations", async () => {
    writeSchema("model note {\n  id Int @id @default(autoincrement())\n  text String\n}");

    const now = new Date("2026-03-04T05:06:07Z");
    const written = await newMigration("Add the text!", await open({ bare: true }), { folder, now });

    expect(written).toEqual({ name: "20260304050607_add_the_text", sql: expect.stringContaining("ADD COLUMN") });
    const file = join(folder, "migrations/20260304050607_add_the_text/migration.sql");
    expect(readFileSync(file, "utf8")).toBe(written?.sql);
    expect(await schemaDrift(await migrated(), folder)).toBe("");
  });

  it("is not written when there is nothing to change", async () => {
    const written = await newMigration("nothing", await open({ bare: true }), { folder });

    expect(written).toBeUndefined();
    expect(readdirSync(join(folder, "migrations"))).toEqual([firstMigration]);
  });
});

describe("schema and migrations", () => {
  it("agree", async () => {
    expect(await schemaDrift(await open())).toBe("");
  });

  it("are told apart in words when they do not", async () => {
    const url = await migrated();
    writeSchema("model note {\n  id Int @id @default(autoincrement())\n  text String\n}");

    expect(await schemaDrift(url, folder)).toContain("Added column `text`");
  });

  it("agree although migrations hold functions, checks and partial indexes written by hand", async () => {
    writeMigration(
      "20260102000000_by_hand",
      `CREATE INDEX note_even ON note (id) WHERE id % 2 = 0;
       CREATE UNIQUE INDEX note_odd ON note (id) WHERE id % 2 = 1;
       CREATE INDEX note_half ON note ((id / 2));
       ALTER TABLE note ADD CONSTRAINT note_positive CHECK (id > 0);
       CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 42; END $$;`,
    );

    expect(await schemaDrift(await migrated(), folder)).toBe("");
  });

  it("are compared by the engine that belongs to this Prisma", async () => {
    const { version } = createRequire(import.meta.url)("@prisma/engines-version/package.json") as { version: string };

    expect(version.split(".").at(-1)).toBe(await schemaEngineVersion());
  });
});

async function open(options?: DatabaseOptions): Promise<string> {
  const database = await createDatabase(options);
  databases.push(database);
  return database.url;
}

async function migrated(): Promise<string> {
  const url = await open({ bare: true });
  await migrate(url, folder);
  return url;
}

function writeSchema(models: string): void {
  writeFileSync(join(folder, "schema.prisma"), `datasource db {\n  provider = "postgresql"\n}\n\n${models}\n`);
}

function writeMigration(name: string, sql: string): void {
  mkdirSync(join(folder, "migrations", name), { recursive: true });
  writeFileSync(join(folder, "migrations", name, "migration.sql"), sql);
}

async function query(url: string, sql: string): Promise<QueryResultRow[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as QueryResultRow[];
  } finally {
    await client.end();
  }
}
