/**
 * Migrations: `prisma/migrations/<name>/migration.sql`, written by Prisma's schema engine from the difference to
 * `prisma/schema.prisma`, and applied in order, once. Hand-written SQL in them (functions, partial indexes) is fine: the
 * comparison does not see it. Each runs in a transaction of ours: no BEGIN, COMMIT or CONCURRENTLY in them.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { SchemaFilter, SchemasContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Client } from "pg";

import { connect } from "./connect.ts";
import { wasApplied } from "./cut-off.ts";
import { beginHistory, isUnfinished, noteApplied } from "./history.ts";
import { appliedMigrations } from "./look.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { reasonOf, refusal } from "./refusal.ts";
import { withSchemaEngine } from "./schema-engine.ts";

export interface Migrated {
  /** Names, in the order of application; empty when the database was up to date. */
  applied: string[];
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
    return { applied: await applyMissing(client, folder, names) };
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
): Promise<Migration | undefined> {
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

async function applyMissing(client: Client, folder: string, names?: readonly string[]): Promise<string[]> {
  await beginHistory(client);
  const has = new Set(await appliedMigrations(client));
  const applied: string[] = [];
  for (const migration of readMigrations(folder, names).filter(({ name }) => !has.has(name))) {
    const cutOff = await isUnfinished(client, migration);
    if (cutOff && (await wasApplied(client, readMigrations(folder, [...has]), migration))) {
      await noteApplied(client, migration);
    } else {
      await apply(client, migration);
    }
    has.add(migration.name);
    applied.push(migration.name);
  }
  return applied;
}

/**
 * The script and the note that it was applied are one transaction: whoever dies in between leaves nothing. Prisma's engine
 * makes two of them, and PostgreSQL finishes a script whose sender was killed, which would then be applied a second time.
 */
async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.sql);
    await noteApplied(client, migration);
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw new Error(`The migration ${migration.name} could not be applied. ${reasonOf(cause)}`, { cause });
  }
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

function fileName(label: string): string {
  return (label.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("_");
}

/** As `prisma migrate` writes it. */
const lockFile = `# Please do not edit this file manually
# It should be added in your version-control system (e.g., Git)
provider = "postgresql"
`;

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
