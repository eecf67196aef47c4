/**
 * One PostgreSQL per test run, in a folder of its own: runs side by side do not meet, and no setting of the machine
 * (DATABASE_URL, .env) reaches them. Test files get the address, and copy the migrated template with `createDatabase`.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";
import type { TestProject } from "vitest/node";

import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's address with a database for administration. */
    postgres: string;
    template: string;
  }
}

const template = "template_of_tests";
const prefix = "threadline-test-";

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  // PostgreSQL's own account must be able to enter when root runs the tests.
  chmodSync(dataDir, 0o711);
  const embedded = await startEmbedded({ dataDir, durable: false }).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  async function teardown(): Promise<void> {
    await embedded.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  try {
    await prepareTemplate(embedded.url);
  } catch (error) {
    await teardown();
    throw error;
  }
  provide("postgres", embedded.url);
  provide("template", template);
  return teardown;
}

async function prepareTemplate(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${template}`);
    await migrate(Object.assign(new URL(url), { pathname: `/${template}` }).href);
    // A template in use cannot be copied: nobody may connect to it by mistake.
    await admin.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false IS_TEMPLATE true`);
  } finally {
    await admin.end();
  }
}

/** What runs that were killed left behind: their lock is free, so their server is taken over, stopped and removed. */
async function sweep(): Promise<void> {
  const aMinuteAgo = Date.now() - 60_000;
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const dataDir = join(tmpdir(), name);
    try {
      // A run that has just begun may not hold its lock yet.
      if (statSync(dataDir).ctimeMs > aMinuteAgo) continue;
      const left = await startEmbedded({ dataDir, durable: false });
      await left.close();
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // In use by a run of its own, or somebody else's: not ours to remove.
    }
  }
}
