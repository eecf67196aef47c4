import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";

import { committed } from "./bells.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;
/** What a function of `store` works on: the database itself or one transaction of it. */
export type Tx = Prisma.TransactionClient;

const CONNECTIONS = 12;
/**
 * Every statement of ours has its index. Without this, one that is planned while its table is still empty reads the whole
 * table from then on, until PostgreSQL next counts the rows: accepting then took twice the time. Said on the connection,
 * because poolers refuse it as an option of the start.
 */
const BY_INDEX = "SET enable_seqscan = off";

export function createDb(url: string): Db {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    // its types do not say so, but the pool waits for what this returns
    onConnect: (client): unknown => client.query(BY_INDEX),
  });
  return new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: nameOf, disposeExternalPool: true }),
  });
}

const names = new Map<string, string>();
/** There are some dozens; a text that changes with its values must not fill the memory of the server. */
const MOST_NAMES = 100;

/**
 * Statements written by hand get a name: a connection then plans them once. Those of the query builder do not, for their
 * texts are as many as the lengths of their lists.
 */
function nameOf({ sql, args }: { sql: string; args: unknown[] }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (args.length === 0 || names.size >= MOST_NAMES || sql.includes('"public".')) return "";
  const name = `threadline_${names.size}`;
  names.set(sql, name);
  return name;
}

/**
 * Locks are taken in one order everywhere: conversations, then messages and deliveries, then lanes. Should two
 * transactions meet all the same, the database ends one of them, and it is done again.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let again = AGAIN; ; again -= 1) {
    try {
      let used: Tx | undefined;
      const done = await db.$transaction((tx) => work((used = tx)), { timeout: 20_000, maxWait: 10_000 });
      if (used) committed(used);
      return done;
    } catch (cause) {
      if (again === 0 || !/40P01|40001|P2034/.test(String(cause))) throw cause;
    }
  }
}

const AGAIN = 3;
