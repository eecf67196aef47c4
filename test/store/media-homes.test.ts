import { randomUUID } from "node:crypto";

import { Client } from "pg";
import { expect, inject, it } from "vitest";

import { createDb } from "../../src/store/client.ts";
import { type MediaHomes, mediaHomes } from "../../src/store/media-homes.ts";
import { RESTORED, tellOnce } from "../../src/store/told.ts";
import { createDatabase } from "../support/database.ts";

async function homesOf(
  url: string,
  first?: (db: ReturnType<typeof createDb>) => Promise<unknown>,
): Promise<MediaHomes> {
  const db = createDb(url);
  try {
    await first?.(db);
    return await mediaHomes(db, randomUUID());
  } finally {
    await db.$disconnect();
  }
}

it("a database keeps its files under an id of its own, also when two instances ask for the first time at once", async () => {
  const database = await createDatabase();

  const [one, two] = await Promise.all([homesOf(database.url), homesOf(database.url)]);
  const later = await homesOf(database.url);
  await database.close();

  expect([two, later]).toEqual([one, one]);
  expect(one.earlier).toEqual([]);
});

it("one that is restored from a backup takes a new id, and knows the earlier", async () => {
  const database = await createDatabase();
  const before = await homesOf(database.url);

  const after = await homesOf(database.url, (db) => tellOnce(db, RESTORED));
  const later = await homesOf(database.url);
  await database.close();

  expect(after.own).not.toBe(before.own);
  expect(after.earlier).toEqual([before.own]);
  expect(later).toEqual(after);
});

it("so does a copy, whoever made it", async () => {
  const database = await createDatabase();
  const original = await homesOf(database.url);
  const copied = new URL(database.url);
  copied.pathname += "_copy";
  const client = new Client({ connectionString: inject("postgres") });
  await client.connect();
  const name = copied.pathname.slice(1);
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${name.replace("_copy", "")}`);

  const copy = await homesOf(copied.href);
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
  await database.close();

  expect(copy.own).not.toBe(original.own);
  expect(copy.earlier).toEqual([original.own]);
});
