import type { Db } from "./client.ts";

/** When any instance was last alive; null on the first start of all. */
export async function lastSeen(db: Db): Promise<Date | null> {
  const row = await db.instance.findFirst({ orderBy: { seenAt: "desc" }, select: { seenAt: true } });
  return row?.seenAt ?? null;
}

export async function beat(db: Db, id: string, now: Date): Promise<void> {
  await db.instance.upsert({ where: { id }, create: { id, startedAt: now, seenAt: now }, update: { seenAt: now } });
}

export async function endInstance(db: Db, id: string, now: Date): Promise<void> {
  await db.instance.updateMany({ where: { id }, data: { endedAt: now, seenAt: now } });
}

export async function pruneInstances(db: Db, silentSince: Date): Promise<void> {
  await db.instance.deleteMany({ where: { seenAt: { lt: silentSince } } });
}
