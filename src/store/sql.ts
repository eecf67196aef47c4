/**
 * Pieces of the statements that every message passes. They are written by hand, because there the client's query builder
 * would take most of the time; and their text is the same for one row and for fifty (all rows are one parameter), so that
 * each connection plans them once.
 */
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** Every column is named after its field, as `@map` says in the schema. */
const columnOf = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** All columns of a table under the names that its rows have in code. */
export function columnsOf(fields: Record<string, string>, table: string): Prisma.Sql {
  const named = Object.values(fields).map((field) => `${table}.${columnOf(field)} AS "${field}"`);
  return Prisma.raw(named.join(", "));
}

/** Adds rows; those that meet a unique one that is there already are left out, unless something else is to be done. */
export async function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  fields: readonly (keyof Row & string)[],
  rows: Row[],
  conflict = Prisma.sql`ON CONFLICT DO NOTHING`,
): Promise<void> {
  if (rows.length === 0) return;
  const named = fields.map((field) => [field, columnOf(field)] as const);
  const columns = Prisma.raw(named.map(([, column]) => column).join(", "));
  const values = rows.map((row) => Object.fromEntries(named.map(([field, column]) => [column, row[field]])));
  await tx.$executeRaw`
    INSERT INTO ${Prisma.raw(table)} (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${Prisma.raw(table)}, ${JSON.stringify(values)}::json)
    ${conflict}`;
}
