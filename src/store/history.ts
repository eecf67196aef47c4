/** `_prisma_migrations`: which migrations a database has, kept as `prisma migrate deploy` keeps it. */
import { createHash } from "node:crypto";

import type { Client } from "pg";

import { hasHistory } from "./look.ts";
import type { Migration } from "./migration-files.ts";
import { refusal } from "./refusal.ts";

/** A database of something else is left alone. */
export async function beginHistory(client: Client): Promise<void> {
  if (await hasHistory(client)) return;
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') LIMIT 1",
  );
  if (rows[0] !== undefined) {
    throw refusal({
      variable: "DATABASE_URL",
      problem: `the database is not empty and not Threadline's (it has the table ${rows[0].name})`,
      cure: "give Threadline a database of its own: CREATE DATABASE threadline, and name that one in DATABASE_URL",
    });
  }
  await client.query(`CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0)`);
}

/** In the transaction of the script itself, or the two could part. One statement: what is forgotten is replaced. */
export async function noteApplied(client: Client, { name, sql }: Migration): Promise<void> {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query(
    `WITH unfinished AS (DELETE FROM _prisma_migrations WHERE migration_name = $2 AND finished_at IS NULL)
     INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (gen_random_uuid(), $1, $2, now(), clock_timestamp(), 1)`,
    [checksum, name],
  );
}

/** Whether a try at it has no end: it failed, or whoever tried was ended before it could write down how it went. */
export async function isUnfinished(client: Client, { name }: Migration): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT FROM _prisma_migrations WHERE migration_name = $1 AND finished_at IS NULL",
    [name],
  );
  return rowCount !== 0;
}
