import { randomUUID } from "node:crypto";

import { Client } from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  url: string;
  /** Drops it, with whatever is still connected. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Bare: without our tables. */
  bare?: boolean;
  encoding?: "UTF8" | "SQL_ASCII" | "LATIN1";
}

/** A database for one test file: a copy of the migrated template. */
export async function createDatabase({ bare = false, encoding = "UTF8" }: DatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const from = bare ? `template0 ENCODING '${encoding}' LOCALE_PROVIDER libc LOCALE 'C'` : inject("template");
  await administer(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  return {
    url: Object.assign(new URL(inject("postgres")), { pathname: `/${name}` }).href,
    close: async () => {
      // a pool says that it has ended a moment before its connections have: PostgreSQL waits 5 s for them, then it refuses
      await administer(`DROP DATABASE IF EXISTS ${name}`).catch(() =>
        administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject("postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
