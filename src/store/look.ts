/** What can be told of a database without changing anything in it: one connection that may only read. */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Client } from "pg";

import { reasonOf } from "./refusal.ts";

export type DatabaseLook =
  | { kind: "gone"; reason: string }
  | { kind: "there"; version: string; encoding: string; migrations: Migrations };

export interface Migrations {
  applied: string[];
  /** Of this version of Threadline, and not applied yet. */
  pending: string[];
  /** Applied by a newer version. */
  unknown: string[];
}

const folder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

export async function lookAtDatabase(url: string): Promise<DatabaseLook> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SET default_transaction_read_only = on");
    const { rows } = await client.query<{ version: string; encoding: string }>(
      "SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding",
    );
    const { version = "", encoding = "" } = rows[0] ?? {};
    return { kind: "there", version, encoding, migrations: compare(await appliedMigrations(client)) };
  } catch (cause) {
    return { kind: "gone", reason: reasonOf(cause) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Names of what was applied whole, in order; none where nothing was ever migrated. */
export async function appliedMigrations(client: Client): Promise<string[]> {
  if (!(await hasHistory(client))) return [];
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}

export async function hasHistory(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  );
  return rows[0]?.found === true;
}

export function ourMigrations(): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function compare(applied: string[]): Migrations {
  const ours = ourMigrations();
  return {
    applied,
    pending: ours.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !ours.includes(name)),
  };
}
