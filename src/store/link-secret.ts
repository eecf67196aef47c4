/** What links to our files are signed with: it outlives every setting, as the links must that customers have. */
import type { Db } from "./client.ts";

/** There is one. */
const ONLY = 1;

/** `fresh`: for a database that has none. */
export async function linkSecret(db: Db, fresh: string): Promise<string> {
  await db.linkSecret.createMany({ data: [{ id: ONLY, secret: fresh }], skipDuplicates: true });
  return (await db.linkSecret.findUniqueOrThrow({ where: { id: ONLY } })).secret;
}
