/** What every measure stands on: a PostgreSQL of its own, platforms that only take notes, and the app beside them. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";

import { type AppProcess, startAppProcess } from "../../src/cli/sandbox/app-process.ts";
import { until } from "../../src/cli/sandbox/world.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { type Child, startChild } from "./child.ts";
import { CHANNEL, SECRET, SIGNING_SECRET } from "./events.ts";
import type { LoadCalls } from "./load.ts";
import type { RecorderCalls } from "./recorder.ts";

export type Recorder = Child<RecorderCalls>;

export interface World {
  line: Recorder;
  slack: Recorder;
  load: Child<LoadCalls>;
  /** Starts the app on this world's database. */
  app: (settings?: Record<string, string>) => Promise<AppProcess>;
  /** A first start: makes the tables and learns which account this is. */
  learn: (settings?: Record<string, string>) => Promise<void>;
  /** A look into its tables. */
  sql: Client;
  close: () => Promise<void>;
}

export interface Bench {
  /** A new world with an empty database. */
  world: () => Promise<World>;
  /** An empty folder that the app's own PostgreSQL can live in. */
  folder: () => string;
  close: () => Promise<void>;
}

export async function startBench(): Promise<Bench> {
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), "threadline-bench-"));
    // root's PostgreSQL runs as another user, who must be able to enter
    chmodSync(made, 0o711);
    folders.push(made);
    return made;
  };
  // durable, as in real use: a commit waits for the disk
  const server = await startEmbedded({ dataDir: folder() });
  let databases = 0;

  async function database(): Promise<string> {
    const name = `bench_${(databases += 1)}`;
    const admin = new Client({ connectionString: server.url });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.end();
    return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  }

  return {
    folder,
    world: async () => startWorld(await database(), folder()),
    close: async () => {
      await server.close();
      for (const each of folders) rmSync(each, { recursive: true, force: true });
    },
  };
}

async function startWorld(databaseUrl: string, dataDir: string): Promise<World> {
  const line = await startChild<RecorderCalls>("recorder-line.ts");
  const slack = await startChild<RecorderCalls>("recorder-slack.ts");
  const load = await startChild<LoadCalls>("load.ts");
  const sql = new Client({ connectionString: databaseUrl });
  sql.on("error", () => undefined);
  await sql.connect();
  const apps: AppProcess[] = [];

  async function start(settings: Record<string, string> = {}): Promise<AppProcess> {
    const app = await startAppProcess({
      ...settingsOf(line.url, slack.url, dataDir),
      DATABASE_URL: databaseUrl,
      ...settings,
    });
    apps.push(app);
    return app;
  }

  return {
    line,
    slack,
    load,
    sql,
    app: start,
    learn: async (settings) => {
      const app = await start(settings);
      const learned = async (): Promise<boolean> => (await sql.query("SELECT FROM account")).rows.length > 0;
      await until("the account is known", learned);
      await app.stop();
    },
    close: async () => {
      for (const app of apps) await app.stop();
      await sql.end();
      for (const child of [load, line, slack]) await child.stop();
    },
  };
}

export function settingsOf(lineUrl: string, slackUrl: string, dataDir: string): Record<string, string> {
  return {
    PORT: "0",
    DATA_DIR: dataDir,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: "bench-token",
    LINE_API_BASE_URL: lineUrl,
    LINE_DATA_API_BASE_URL: lineUrl,
    SLACK_BOT_TOKEN: "xoxb-bench",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_CHANNEL: CHANNEL,
    SLACK_API_URL: `${slackUrl}/api`,
    LOCALE: "en",
  };
}

/** A bridge, ours or another, between its two platforms. */
export interface Bridge {
  url: string;
  line: Recorder;
  slack: Recorder;
}

/** A bridge as people write it, on platforms of its own. */
export async function startNaive(): Promise<Bridge & { close: () => Promise<void> }> {
  const line = await startChild<RecorderCalls>("recorder-line.ts");
  const slack = await startChild<RecorderCalls>("recorder-slack.ts");
  const naive = await startChild("naive.ts", { LINE_URL: line.url, SLACK_URL: `${slack.url}/api` });
  return {
    url: naive.url,
    line,
    slack,
    close: async () => {
      for (const child of [naive, line, slack]) await child.stop();
    },
  };
}
