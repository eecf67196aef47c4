import { join } from "node:path";

import type { Config } from "../config.ts";
import { createStore, type Store } from "../media/store.ts";
import type { Db } from "../store/client.ts";
import { mediaHomes } from "../store/media-homes.ts";

/** Where files are kept; `id`: new, for a database that keeps none in the bucket yet. */
export async function openContent(config: Config, db: Db, id: string): Promise<Store> {
  const bucket = config.bucket && { ...config.bucket, ...(await mediaHomes(db, id)) };
  return createStore(join(config.dataDir, "media"), bucket);
}
