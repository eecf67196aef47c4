import { PrismaPg } from "@prisma/adapter-pg";

import { type Prisma, PrismaClient } from "./generated/client.ts";

export type Db = PrismaClient;
/** What a function of `store` works on: the database itself or one transaction of it. */
export type Tx = Prisma.TransactionClient;

const CONNECTIONS = 12;

export function createDb(url: string): Db {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: CONNECTIONS }) });
}

/** Row locks can make a busy transaction wait; two accepts that meet are soon over. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(work, { timeout: 20_000, maxWait: 10_000 });
}
