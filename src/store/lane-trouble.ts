import type { Db } from "./client.ts";

/** Known from elsewhere than a failed call: the next call that works ends it, as it ends any trouble. */
export async function noteTrouble(db: Db, laneKey: string, trouble: string): Promise<void> {
  await db.lane.updateMany({ where: { key: laneKey, trouble: null }, data: { trouble } });
}
