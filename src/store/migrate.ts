/**
 * Migrations: `prisma/migrations/<name>/migration.sql`, written from the difference to `prisma/schema.prisma` and applied in
 * order, once. Hand-written SQL in them (functions, partial indexes) is fine: the comparison does not see it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { MigrationList, SchemaFilter, SchemasContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Client } from "pg";

import { appliedMigrations, hasHistory } from "./look.ts";
import { reasonOf, refusal } from "./refusal.ts";
import { withSchemaEngine } from "./schema-engine.ts";

export interface Migrated {
  /** Names, in the order of application; empty when the database was up to date. */
  applied: string[];
}

export interface NewMigration {
  name: string;
  sql: string;
}

const ourPrismaFolder = fileURLToPath(new URL("../../prisma", import.meta.url));
const nothingFiltered: SchemaFilter = { externalTables: [], externalEnums: [] };

/** Any number, as long as all instances use the same: whoever holds the lock migrates, the others wait. */
const migrationLock = 4_202_607;

/** `names`: only these; for a backup, whose tables are as they were then. */
export async function migrate(url: string, folder = ourPrismaFolder, names?: readonly string[]): Promise<Migrated> {
  const client = await connect(url);
  try {
    await refuseOtherEncodings(client);
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await forgetFailures(client);
    // the engine takes most of a second to load, and most starts have nothing for it
    return (await isUpToDate(client, folder, names)) ? { applied: [] } : await apply(url, folder, names);
  } finally {
    // The lock goes with its session.
    await client.end();
  }
}

/** What the schema says and the database does not; empty when they agree. */
export function schemaDrift(url: string, folder = ourPrismaFolder): Promise<string> {
  return difference(url, folder, "in words");
}

/**
 * Writes the next migration, worked out on a scratch database: the migrations so far, and what the schema wants beyond
 * them. Gives undefined when that is nothing; `empty` writes a migration all the same, to be filled by hand.
 */
export async function newMigration(
  label: string,
  scratchUrl: string,
  { folder = ourPrismaFolder, now = new Date(), empty = false } = {},
): Promise<NewMigration | undefined> {
  await migrate(scratchUrl, folder);
  const wanted = await difference(scratchUrl, folder, "as SQL");
  if (wanted === "" && !empty) return undefined;

  const sql = wanted === "" ? `-- ${label}\n` : `${wanted}\n`;
  const name = `${now.toISOString().replace(/\D/g, "").slice(0, 14)}_${fileName(label)}`;
  mkdirSync(join(folder, "migrations", name), { recursive: true });
  writeFileSync(join(folder, "migrations", name, "migration.sql"), sql);
  writeFileSync(join(folder, "migrations", "migration_lock.toml"), lockFile);
  return { name, sql };
}

async function isUpToDate(client: Client, folder: string, names?: readonly string[]): Promise<boolean> {
  const applied = new Set(await appliedMigrations(client));
  return readMigrations(folder, names).migrationDirectories.every(({ path }) => applied.has(path));
}

function apply(url: string, folder: string, names: readonly string[] | undefined): Promise<Migrated> {
  return withSchemaEngine({ url, schema: readSchema(folder) }, async (engine) => {
    const migrationsList = readMigrations(folder, names);
    try {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: nothingFiltered });
      return { applied: appliedMigrationNames };
    } catch (error) {
      throw notApplied(error);
    }
  });
}

/** The engine's message goes on with its own call stack, and only that says which migration it was. */
function notApplied(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  const name = /migration_name="([^"]+)"/.exec(message)?.[1];
  const reason = message.split(/\n\s+0: /)[0] ?? message;
  return new Error(`The migration${name === undefined ? "" : ` ${name}`} could not be applied. ${reason}`, { cause });
}

function difference(url: string, folder: string, form: "in words" | "as SQL"): Promise<string> {
  const content = readSchema(folder);
  const schema: SchemasContainer = { files: [{ path: "schema.prisma", content }] };
  return withSchemaEngine({ url, schema: content }, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", configDir: folder, ...schema },
      to: { tag: "schemaDatamodel", ...schema },
      script: form === "as SQL",
      exitCode: null,
      filters: nothingFiltered,
    });
    return isNothing(stdout ?? "") ? "" : (stdout ?? "").trim();
  });
}

function isNothing(text: string): boolean {
  return ["", "No difference detected.", "-- This is an empty migration."].includes(text.trim());
}

function readSchema(folder: string): string {
  return readFileSync(join(folder, "schema.prisma"), "utf8");
}

function readMigrations(folder: string, only?: readonly string[]): MigrationList {
  const baseDir = join(folder, "migrations");
  const entries = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : [];
  const all = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const names = all.filter((name) => only === undefined || only.includes(name));
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: lockFile },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((path) => {
      const value = readFileSync(join(baseDir, path, "migration.sql"), "utf8");
      return { path, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
    }),
  };
}

function fileName(label: string): string {
  return (label.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("_");
}

/** As `prisma migrate` writes it. */
const lockFile = `# Please do not edit this file manually
# It should be added in your version-control system (e.g., Git)
provider = "postgresql"
`;

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw refusal(
      {
        variable: "DATABASE_URL",
        problem: `the database cannot be opened (${reasonOf(cause)})`,
        cure: "check that the server runs, that host, user, password and database name are right, and that it lets us in",
      },
      cause,
    );
  }
}

/**
 * Prisma refuses to go on after a migration that failed or was cut off, until somebody says that it was undone. PostgreSQL
 * undoes a whole script that fails, so it was: the next start simply tries again.
 */
async function forgetFailures(client: Client): Promise<void> {
  if (!(await hasHistory(client))) return;
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}

/** Anything else cannot hold what customers write. */
async function refuseOtherEncodings(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>("SHOW server_encoding");
  const encoding = rows[0]?.server_encoding;
  if (encoding === "UTF8") return;
  throw refusal({
    variable: "DATABASE_URL",
    problem: `the database is encoded as ${encoding}, which cannot hold every customer's words`,
    cure: "make one that is: CREATE DATABASE threadline ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8'",
  });
}
