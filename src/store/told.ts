import type { Tx } from "./client.ts";

/** Written by `restoreBackup`: when this database came out of a backup. */
export const RESTORED = "restored";

/** True the first time only: whoever gets true says it. */
export async function tellOnce(tx: Tx, key: string): Promise<boolean> {
  const rows = await tx.told.createManyAndReturn({ data: [{ key }], skipDuplicates: true, select: { key: true } });
  return rows.length === 1;
}

/** It is over (the token works again): next time it is told again. */
export async function forgetTold(tx: Tx, key: string): Promise<void> {
  await tx.told.deleteMany({ where: { key } });
}

export async function toldAt(tx: Tx, key: string): Promise<Date | undefined> {
  return (await tx.told.findUnique({ where: { key } }))?.at;
}
