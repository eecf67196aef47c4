/**
 * One PostgreSQL per test run, in a folder of its own: runs side by side do not meet, and no setting of the machine
 * (DATABASE_URL, .env) reaches them. Test files get the address, and copy the migrated template with `createDatabase`.
 */
import { Client } from "pg";
import type { TestProject } from "vitest/node";

import { makeDataDir, removeDataDir, sweepDataDirs } from "../../src/cli/sandbox/leftovers.ts";
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
  await sweepDataDirs(prefix);
  const dataDir = makeDataDir(prefix);
  const embedded = await startEmbedded({ dataDir, durable: false }).catch((error: unknown) => {
    removeDataDir(dataDir);
    throw error;
  });
  async function teardown(): Promise<void> {
    await embedded.close();
    removeDataDir(dataDir);
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
