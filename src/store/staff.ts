import type { Tx } from "./client.ts";
import type { StaffRow } from "./rows.ts";

export function findStaff(tx: Tx, userId: string): Promise<StaffRow | null> {
  return tx.staff.findUnique({ where: { userId } });
}

export async function saveStaff(tx: Tx, staff: StaffRow): Promise<void> {
  const { userId, ...set } = staff;
  await tx.staff.upsert({ where: { userId }, create: staff, update: set });
}
