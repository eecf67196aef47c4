import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { StaffRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

const COLUMNS = columnsOf(Prisma.StaffScalarFieldEnum, "s");

export async function findStaff(tx: Tx, userId: string): Promise<StaffRow | null> {
  const rows = await tx.$queryRaw<StaffRow[]>`SELECT ${COLUMNS} FROM staff s WHERE user_id = ${userId}`;
  return rows[0] ?? null;
}

/** What Slack says of them; what they chose themselves stays. */
export async function saveStaff(tx: Tx, staff: Omit<StaffRow, "calls">): Promise<void> {
  const { userId, ...set } = staff;
  await tx.staff.upsert({ where: { userId }, create: staff, update: set });
}
