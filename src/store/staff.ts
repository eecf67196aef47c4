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

/** Those who are in this channel, as far as they are known here. */
export function staffIn(tx: Tx, channel: string): Promise<StaffRow[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM staff s JOIN desk_member m ON m.user_id = s.user_id
    WHERE m.channel = ${channel} AND s.standing NOT IN ('bot', 'gone') ORDER BY s.name, s.user_id`;
}

export function findPeople(tx: Tx, userIds: string[]): Promise<StaffRow[]> {
  return tx.$queryRaw`SELECT ${COLUMNS} FROM staff s WHERE user_id = ANY(${userIds}::text[])`;
}

export async function setCalls(tx: Tx, userId: string, calls: string): Promise<void> {
  await tx.$executeRaw`UPDATE staff SET calls = ${calls} WHERE user_id = ${userId}`;
}
