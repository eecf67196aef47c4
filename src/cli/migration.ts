/**
 * `npm run migration -- NAME`: writes the next migration from what changed in `prisma/schema.prisma`, on a database that
 * is thrown away. `--empty` writes one to be filled by hand.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { startEmbedded } from "../store/embedded.ts";
import { newMigration } from "../store/migrate.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { empty: { type: "boolean" } } });
const label = positionals.join(" ");

if (/[a-z0-9]/i.test(label)) {
  await write();
} else {
  console.error("Say what changes, for instance: npm run migration -- add opening hours");
  process.exitCode = 1;
}

async function write(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "threadline-migration-"));
  // PostgreSQL's own account must be able to enter when root runs this.
  chmodSync(dataDir, 0o711);
  try {
    const embedded = await startEmbedded({ dataDir, durable: false });
    try {
      const written = await newMigration(label, embedded.url, { empty: values.empty ?? false });
      const nothing = "The migrations agree with the schema: nothing to write (--empty writes one to fill by hand).";
      console.log(written === undefined ? nothing : `Wrote prisma/migrations/${written.name}/migration.sql`);
    } finally {
      await embedded.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
