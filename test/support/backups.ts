/** Databases to be saved and to be filled again. */
import { createWriteStream } from "node:fs";

import { Client } from "pg";

import { saveBackup, type Saved } from "../../src/store/backup/save.ts";
import { ourTables, quoted } from "../../src/store/backup/tables.ts";
import { createDatabase } from "./database.ts";

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const save = (url: string, to: string, mediaFolder: string): Promise<Saved> =>
  saveBackup({ url, mediaFolder, version: "0.1.0", now: new Date(), open: () => createWriteStream(to) });

/** Every row of every table, as PostgreSQL writes it. */
export function contents(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    const all: Record<string, string> = {};
    for (const { name } of await ourTables(client)) {
      const { rows } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum FROM ${quoted(name)} t`,
      );
      all[name] = rows[0]?.sum ?? "";
    }
    return all;
  });
}

/** A database without tables, for as long as the work lasts. */
export async function bare<T>(work: (url: string) => Promise<T>): Promise<T> {
  const database = await createDatabase({ bare: true });
  try {
    return await work(database.url);
  } finally {
    await database.close();
  }
}
