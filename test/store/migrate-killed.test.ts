/** Whoever migrates may be killed at any moment: the next start goes on. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../../src/cli/sandbox/world.ts";
import { ConfigError } from "../../src/errors.ts";
import { migrate, schemaDrift } from "../../src/store/migrate.ts";
import { withSchemaEngine } from "../../src/store/schema-engine.ts";
import { bare, withClient } from "../support/backups.ts";

const ours = join(import.meta.dirname, "..", "..", "prisma");
const names = readdirSync(join(ours, "migrations"))
  .filter((name) => /^\d/.test(name))
  .toSorted();
const scriptOf = (name: string): string => readFileSync(join(ours, "migrations", name, "migration.sql"), "utf8");

/** Two migrations of a database that is somebody's; the second takes its time. */
let slow: string;
beforeAll(() => {
  slow = mkdtempSync(join(tmpdir(), "threadline-migrate-"));
  writeFileSync(join(slow, "schema.prisma"), 'datasource db {\n  provider = "postgresql"\n}\n');
  put(slow, "20260101000000_first", "CREATE TABLE first ();");
  put(slow, "20260102000000_second", "CREATE TABLE second (); SELECT pg_sleep(0.4); CREATE TABLE third ();");
});
afterAll(() => rmSync(slow, { recursive: true }));

describe("a start that was killed", () => {
  it("in the middle of a script leaves a database that the next one migrates", async () => {
    await bare(async (url) => {
      const child = startMigrating(url, slow);
      await withClient(url, (client) => until("the script", () => isAsleep(client), 20_000));

      child.kill("SIGKILL");
      await once(child, "exit");

      expect(await migrate(url, slow)).toEqual({ applied: ["20260102000000_second"] });
    });
  });

  // the lock, the history, then five for each: a look, begin, script, note, commit
  it.each([5, 9, 10, 11, 12, 60])("when it has sent %i statements", async (count) => {
    await bare(async (url) => {
      const [, signal] = (await once(startMigrating(url, ours, count), "exit")) as [unknown, string];
      expect(signal).toBe("SIGKILL");

      await migrate(url);

      expect(await migrate(url)).toEqual({ applied: [] });
      expect(await schemaDrift(url)).toBe("");
    });
  });
});

describe("what an earlier version left when it was killed", () => {
  it("is known for every migration: all of it was done", async () => {
    await bare(async (url) => {
      await migrate(url, ours, []);
      for (const [index, name] of names.entries()) {
        await withClient(url, async (client) => {
          await client.query(scriptOf(name));
          // tried again at every start since, in vain
          await noteUnfinished(client, name, { rolledBack: true });
          await noteUnfinished(client, name, { rolledBack: false });
        });

        expect(await migrate(url, ours, names.slice(0, index + 1))).toEqual({ applied: [name] });
      }

      expect(await schemaDrift(url)).toBe("");
    });
  });

  it("is known: nothing of it was done", async () => {
    await bare(async (url) => {
      await migrate(url, ours, []);
      for (const count of [1, 9, names.length]) {
        const name = names[count - 1] ?? "";
        await migrate(url, ours, names.slice(0, count - 1));
        await withClient(url, (client) => noteUnfinished(client, name, { rolledBack: false }));

        expect(await migrate(url, ours, names.slice(0, count))).toEqual({ applied: [name] });
      }

      expect(await schemaDrift(url)).toBe("");
    });
  });

  it("is refused, with a cure, where only a part of it is there", async () => {
    await bare(async (url) => {
      await migrate(url, ours, names.slice(0, 1));
      await withClient(url, async (client) => {
        await noteUnfinished(client, names[1] ?? "", { rolledBack: false });
        await client.query("ALTER TABLE account ADD COLUMN dealt INTEGER NOT NULL DEFAULT 0");
      });

      const refused = migrate(url);

      await expect(refused).rejects.toThrow(ConfigError);
      await expect(refused).rejects.toThrow(
        /DATABASE_URL: the change \d+_staff_work .* cannot be told.*npm run restore/s,
      );
    });
  });
});

describe("the history", () => {
  it("is as Prisma's own engine keeps it, which finds nothing left to do and nothing changed", async () => {
    const columns = `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
      FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`;
    await bare(async (url) => {
      await bare(async (prismas) => {
        await migrate(url, slow);
        const applied = await askPrisma(prismas);
        const asked = await askPrisma(url);

        expect(applied.applied).toEqual(["20260101000000_first", "20260102000000_second"]);
        expect(asked).toEqual({ applied: [], edited: [], failed: [] });
        expect(await migrate(prismas, slow)).toEqual({ applied: [] });
        const tables = [url, prismas].map((each) =>
          withClient(each, async (client) => (await client.query(columns)).rows),
        );
        expect(await tables[0]).toEqual(await tables[1]);
      });
    });
  });

  it("is not begun in a database of something else", async () => {
    await bare(async (url) => {
      await withClient(url, (client) => client.query("CREATE TABLE orders ()"));

      await expect(migrate(url)).rejects.toThrow(/DATABASE_URL: the database is not empty .*orders.*CREATE DATABASE/s);
    });
  });

  it("can be kept, because no migration of ours ends the transaction it runs in", () => {
    const ends = names.filter((name) =>
      /\bCONCURRENTLY\b|^\s*(BEGIN|START|COMMIT|ROLLBACK|END)\b[^;]*;/im.test(scriptOf(name)),
    );

    expect(ends).toEqual([]);
  });
});

function put(folder: string, name: string, sql: string): void {
  mkdirSync(join(folder, "migrations", name), { recursive: true });
  writeFileSync(join(folder, "migrations", name, "migration.sql"), sql);
}

function startMigrating(url: string, folder: string, statements?: number): ChildProcess {
  const script = join(import.meta.dirname, "migrate-in-child.ts");
  return spawn(process.execPath, [script, url, folder, String(statements)], { stdio: "inherit" });
}

async function isAsleep(client: Client): Promise<true | undefined> {
  const { rowCount } = await client.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
  );
  return rowCount === 0 ? undefined : true;
}

/** As Prisma's engine notes what it begins. */
async function noteUnfinished(client: Client, name: string, { rolledBack }: { rolledBack: boolean }): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at)
     VALUES (gen_random_uuid(), '', $1, CASE WHEN $2 THEN now() END)`,
    [name, rolledBack],
  );
}

interface PrismaSays {
  applied: string[];
  edited: string[];
  failed: string[];
}

async function askPrisma(url: string): Promise<PrismaSays> {
  const schema = readFileSync(join(slow, "schema.prisma"), "utf8");
  const filters = { externalTables: [], externalEnums: [] };
  const migrationsList = {
    baseDir: join(slow, "migrations"),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: ["20260101000000_first", "20260102000000_second"].map((path) => {
      const value = readFileSync(join(slow, "migrations", path, "migration.sql"), "utf8");
      return { path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
    }),
  };
  return withSchemaEngine({ url, schema }, async (engine) => {
    const { appliedMigrationNames: applied } = await engine.applyMigrations({ migrationsList, filters });
    const found = await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: false });
    return { applied, edited: found.editedMigrationNames, failed: found.failedMigrationNames };
  });
}
