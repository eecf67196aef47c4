import { expect } from "vitest";

import type { Stage } from "./stage.ts";

/** Nothing of what a customer said is left in any table. */
export async function expectForgotten({ db }: Pick<Stage, "db">, secret: string): Promise<void> {
  const left: string[] = [];
  for (const table of ["message", "delivery", "attempt", "content", "inbound_event"]) {
    const rows = await db.$queryRawUnsafe<unknown[]>(`SELECT t::text FROM ${table} t WHERE t::text LIKE '%${secret}%'`);
    left.push(...rows.map((row) => table + JSON.stringify(row)));
  }
  expect(left).toEqual([]);
}
