/**
 * What became of a migration that was noted as begun and never as finished. Earlier versions noted the end after the script
 * had ended, and PostgreSQL finishes a script although whoever sent it was killed: either all of it was done or nothing.
 *
 * Which of the two is seen in the tables: the migrations before it, and then it, are played in a schema of their own that is
 * rolled back. What this adds and takes away there is either all there (and gone) in the real schema, or none of it is.
 */
import type { Client } from "pg";

import type { Migration } from "./migration-files.ts";
import { reasonOf, refusal } from "./refusal.ts";

export async function wasApplied(client: Client, before: readonly Migration[], cut: Migration): Promise<boolean> {
  const { added, removed } = await play(client, before, cut);
  const real = await shape(client);
  const isIn = (line: string): boolean => real.has(line);
  const anything = added.length + removed.length > 0;
  if (anything && added.every(isIn) && !removed.some(isIn)) return true;
  if (anything && !added.some(isIn) && removed.every(isIn)) return false;
  throw unclear(cut);
}

interface Played {
  added: string[];
  removed: string[];
}

const SCENE = "threadline_migration_played";

async function play(client: Client, before: readonly Migration[], cut: Migration): Promise<Played> {
  await client.query("BEGIN");
  try {
    await client.query(`CREATE SCHEMA ${SCENE}; SET LOCAL search_path TO ${SCENE}`);
    for (const { sql } of before) await client.query(sql);
    const then = await shape(client);
    await client.query(cut.sql);
    const now = await shape(client);
    return {
      added: [...now].filter((line) => !then.has(line)),
      removed: [...then].filter((line) => !now.has(line)),
    };
  } catch (cause) {
    throw unclear(cut, cause);
  } finally {
    await client.query("ROLLBACK");
  }
}

/** Everything that migrations make in the schema that comes first, each as one line that does not name the schema. */
async function shape(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ line: string }>(`
    WITH ours AS (SELECT oid, relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r')
    SELECT concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, attgenerated,
      pg_get_expr(adbin, adrelid, true)) AS line
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    UNION ALL SELECT pg_get_indexdef(indexrelid, 0, true) FROM pg_index JOIN ours ON indrelid = ours.oid
    UNION ALL SELECT concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid, true))
    FROM pg_constraint JOIN ours ON conrelid = ours.oid
    UNION ALL SELECT concat_ws(' ', 'trigger', relname, pg_get_triggerdef(pg_trigger.oid, true))
    FROM pg_trigger JOIN ours ON tgrelid = ours.oid WHERE NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', 'function', proname, pg_get_function_identity_arguments(oid), prosrc)
    FROM pg_proc WHERE pronamespace = current_schema()::regnamespace`);
  return new Set(rows.map(({ line }) => line));
}

function unclear({ name }: Migration, cause?: unknown): Error {
  const why = cause === undefined ? "" : ` (${reasonOf(cause)})`;
  return refusal(
    {
      variable: "DATABASE_URL",
      problem: `the change ${name} to the database was broken off, and it cannot be told whether it was made${why}`,
      cure: "bring the last backup into a new, empty database: npm run restore, with a new DATA_DIR or another DATABASE_URL",
    },
    cause,
  );
}
