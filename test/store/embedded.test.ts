import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { Client, type QueryResultRow } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { ConfigError } from "../../src/errors.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";

let dataDir: string;
let started: Embedded[];
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "threadline-embedded-"));
  chmodSync(dataDir, 0o711);
  started = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) await kill(child);
  for (const embedded of started) await embedded.close();
  // What a failed test left running is taken over and stopped.
  if (isRunning(serverPid())) await (await startEmbedded({ dataDir, durable: false })).close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("the built-in database", () => {
  it("keeps its data over a restart", async () => {
    const first = await start();
    await query(first.url, "CREATE TABLE note (text text)");
    await query(first.url, "INSERT INTO note VALUES ('明日10時に伺います 🙏')");
    await first.close();

    const second = await start();

    expect(await query(second.url, "SELECT text FROM note")).toEqual([{ text: "明日10時に伺います 🙏" }]);
  });

  it("leaves no process behind", async () => {
    const embedded = await start();
    const pid = serverPid();
    expect(isRunning(pid)).toBe(true);

    await embedded.close();

    expect(isRunning(pid)).toBe(false);
  });

  it("is taken over when the process that started it was killed", async () => {
    const { child, url } = await startInChild();
    await query(url, "CREATE TABLE note (text text)");
    const pid = serverPid();
    await kill(child);

    const embedded = await start();

    expect(serverPid()).toBe(pid);
    expect(embedded.url).toBe(url);
    expect(await query(embedded.url, "SELECT text FROM note")).toEqual([]);
  });

  it("recovers after PostgreSQL itself was killed", async () => {
    const first = await start({ durable: true });
    await query(first.url, "CREATE TABLE note (text text)");
    process.kill(serverPid(), "SIGKILL");
    await first.close();

    const second = await start({ durable: true });

    expect(await query(second.url, "SELECT text FROM note")).toEqual([]);
  });

  it("starts although another process now has the number of its dead server", async () => {
    const first = await start();
    const file = join(dataDir, "postgres/postmaster.pid");
    const noted = readFileSync(file, "utf8");
    await first.close();
    writeFileSync(file, noted.replace(/^\d+/, String(process.pid)));

    const second = await start();

    expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("refuses a folder that another live instance uses, and names it", async () => {
    const { child } = await startInChild();

    const refused = startEmbedded({ dataDir, durable: false });

    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(`another Threadline (process ${child.pid}) is running with the folder`);
  });

  it("refuses a second start in the same process", async () => {
    await start();

    await expect(startEmbedded({ dataDir, durable: false })).rejects.toThrow("another Threadline");
  });

  it("is made in a folder that is there and empty", async () => {
    mkdirSync(join(dataDir, "postgres"));

    const { url } = await start();

    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it.each([
    ["empty, although a database was there", "postgres.password", /is empty, and a database was made there before/],
    ["of something else", "postgres/notes.txt", /is not a database/],
  ])("refuses a folder that is %s, with a way out", async (_what, file, words) => {
    mkdirSync(join(dataDir, "postgres"));
    writeFileSync(join(dataDir, file), "something");

    const refused = startEmbedded({ dataDir, durable: false });

    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.toThrow("move that folder away");
  });

  it("refuses the files of another PostgreSQL, with a way out", async () => {
    await (await start()).close();
    writeFileSync(join(dataDir, "postgres/PG_VERSION"), "17\n");

    const refused = startEmbedded({ dataDir, durable: false });

    await expect(refused).rejects.toThrow(/was made by PostgreSQL 17, this Threadline brings PostgreSQL \d+/);
    await expect(refused).rejects.toThrow("npm run backup");
  });

  it("speaks UTF-8 whatever the language of the machine", async () => {
    const { url } = await startInChild({ PATH: process.env.PATH, LANG: "", LC_ALL: "" });

    expect(await query(url, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    expect(await query(url, "SELECT upper('é') AS upper, length('寿司') AS length")).toEqual([
      { upper: "É", length: 2 },
    ]);
  });

  it("lets nobody in without its password, which only its owner can read", async () => {
    const embedded = await start();

    const stranger = Object.assign(new URL(embedded.url), { password: "guess" });

    await expect(query(stranger.href, "SELECT 1")).rejects.toThrow("password authentication failed");
    expect(statSync(join(dataDir, "postgres.password")).mode & 0o777).toBe(0o600);
  });

  it("starts side by side with others", async () => {
    const otherDir = mkdtempSync(join(tmpdir(), "threadline-embedded-"));
    chmodSync(otherDir, 0o711);

    const [one, other] = await Promise.all([start(), startEmbedded({ dataDir: otherDir, durable: false })]);

    expect(await query(one.url, "SELECT 1 AS one")).toEqual(await query(other.url, "SELECT 1 AS one"));
    await other.close();
    rmSync(otherDir, { recursive: true });
  });
});

async function start({ durable = false } = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, durable });
  started.push(embedded);
  return embedded;
}

async function startInChild(env: NodeJS.ProcessEnv = process.env): Promise<{ child: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL("start-embedded.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { env, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  for await (const url of createInterface(child.stdout)) return { child, url };
  throw new Error("the child ended without starting a database");
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

function serverPid(): number {
  try {
    return Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return 0;
  }
}

function isRunning(pid: number): boolean {
  if (pid === 0) return false;
  try {
    // In a container nobody may collect the dead, whose numbers then stay taken.
    return process.kill(pid, 0) && !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  return process.platform === "linux" && /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

async function query(url: string, sql: string): Promise<QueryResultRow[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as QueryResultRow[];
  } finally {
    await client.end();
  }
}
