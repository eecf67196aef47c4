/**
 * Under what our files lie in a bucket. Another Threadline may use the same one: a second shop, a trial, a restored copy of
 * this very database. So everything is kept under an id that is only this database's, and nothing else is ever swept. A
 * database that came out of a backup, or was copied, takes a new id, and reads under the earlier ones.
 */
import type { Db } from "./client.ts";
import { RESTORED } from "./told.ts";

export interface MediaHomes {
  own: string;
  /** The newest first. */
  earlier: string[];
}

/** `id`: for a database that has none. */
export async function mediaHomes(db: Db, id: string): Promise<MediaHomes> {
  const database = await nameOf(db);
  await db.mediaHome.createMany({ data: [{ id, database }], skipDuplicates: true });
  const homes = await db.mediaHome.findMany({ orderBy: { madeAt: "desc" } });
  const own = homes.find((home) => home.database === database)?.id;
  if (own === undefined) throw new Error("The files of this database have no home");
  return { own, earlier: homes.flatMap((home) => (home.id === own ? [] : [home.id])) };
}

/** No other database has this name, and a copy of it does not have it either. */
async function nameOf(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ oid: string; restored: Date | null }[]>`
    SELECT d.oid::text, (SELECT at FROM told WHERE key = ${RESTORED}) AS restored
    FROM pg_database d WHERE d.datname = current_database()`;
  return [await cluster(db), row?.oid ?? "", row?.restored?.getTime() ?? ""].join(":");
}

async function cluster(db: Db): Promise<string> {
  try {
    const [row] = await db.$queryRaw<{ id: string }[]>`SELECT system_identifier::text AS id FROM pg_control_system()`;
    return row?.id ?? "";
  } catch (cause) {
    // some hosts do not let their customers ask
    if (cause instanceof Error && cause.message.includes("permission denied")) return "";
    throw cause;
  }
}
