/**
 * One PostgreSQL per test run, in a folder of its own: runs side by side do not meet, and no setting of the machine
 * (DATABASE_URL, .env) reaches them. Test files get the address, and copy the migrated template with `createDatabase`.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
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

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "threadline-test-"));
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
