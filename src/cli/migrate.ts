/** `npm run migrate`: brings the database up to date, without starting the bridge. */
import { ConfigError } from "../errors.ts";
import { startEmbedded } from "../store/embedded.ts";
import { migrate } from "../store/migrate.ts";

// These two settings are all it needs: it must also work before the accounts are set up.
const databaseUrl = process.env.DATABASE_URL?.trim() ?? "";
const dataDir = process.env.DATA_DIR?.trim() || "./data";

try {
  const embedded = databaseUrl === "" ? await startEmbedded({ dataDir }) : undefined;
  try {
    const { applied } = await migrate(embedded?.url ?? databaseUrl);
    console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
  } finally {
    await embedded?.close();
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
