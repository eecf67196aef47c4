/** A start that is asked to stop before it is through. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { makeDataDir, removeDataDir, stopLeftDatabase } from "../../../src/cli/sandbox/leftovers.ts";
import { until } from "../../../src/cli/sandbox/world.ts";

const main = join(import.meta.dirname, "..", "..", "..", "src", "main.ts");
const NOWHERE = "http://127.0.0.1:9";

let dataDir: string;
let child: ChildProcess;
let said: string;
beforeEach(() => {
  dataDir = makeDataDir("threadline-test-");
  child = spawn(process.execPath, [main], { env: settings(), stdio: ["ignore", "pipe", "pipe"] });
  said = "";
  child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
});
afterEach(async () => {
  child.kill("SIGKILL");
  if (isRunning()) await stopLeftDatabase(dataDir);
  removeDataDir(dataDir);
});

const isRunning = (): boolean => existsSync(join(dataDir, "postgres", "postmaster.pid"));

function settings(): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    DATA_DIR: dataDir,
    PORT: "0",
    LOG_LEVEL: "info",
    LINE_CHANNEL_SECRET: "line-secret",
    LINE_CHANNEL_ACCESS_TOKEN: "line-token",
    LINE_API_BASE_URL: NOWHERE,
    SLACK_BOT_TOKEN: "xoxb-1-2-three",
    SLACK_SIGNING_SECRET: "slack-secret",
    SLACK_CHANNEL: "C0123456789",
    SLACK_API_URL: NOWHERE,
  };
}

it.each<[string, NodeJS.Signals, () => boolean]>([
  ["while it makes its database", "SIGINT", () => existsSync(join(dataDir, "instance.pid"))],
  ["as soon as PostgreSQL runs", "SIGTERM", () => said.includes("PostgreSQL started")],
])("%s: it takes PostgreSQL with it", async (_when, signal, come) => {
  await until("the moment", () => come() || undefined, 30_000);

  child.kill(signal);
  const [code] = (await once(child, "exit")) as [number | null];

  expect(said).toContain("stopping");
  expect(said).not.toContain("Threadline listens");
  expect(isRunning()).toBe(false);
  expect(code).toBe(0);
});
