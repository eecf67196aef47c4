/** The running server: who it is, how it starts, how it stops. */
import { existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { Client, DatabaseError } from "pg";

import { type Binaries, brokenInstallation, cannotRun, isBrokenInstallation, programPath } from "./binaries.ts";
import { superuser } from "./cluster.ts";
import type { Place } from "./place.ts";
import { type Finished, run } from "./run.ts";
import { serverSettings } from "./settings.ts";

export interface Server {
  pid: number;
  port: number;
}

export interface ServerOptions {
  place: Place;
  binaries: Binaries;
  password: string;
  durable: boolean;
}

const patience = 120_000;
const logSizeToRotate = 10 * 1024 * 1024;

/** Admin work on a cluster goes through this database; ours may not exist yet. */
export async function connect(port: number, password: string): Promise<Client> {
  const address = { host: "127.0.0.1", port, user: superuser, password, database: "postgres" };
  const client = new Client({ ...address, connectionTimeoutMillis: 10_000 });
  // A server that goes away ends the query that waits for it; without this it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/**
 * The server that an earlier process of ours left behind, if it runs. It is believed only after it took our password and
 * named our folder: the port in the file may belong to somebody else by now.
 */
export async function findRunning(options: ServerOptions): Promise<Server | undefined> {
  const { cluster } = options.place;
  for (const deadline = Date.now() + patience; Date.now() < deadline; await wait(50)) {
    const noted = readPidFile(cluster);
    if (noted === undefined) return undefined;
    if (!isServerOf(cluster, noted.pid)) {
      // Its process is dead, or the number now belongs to somebody else, which PostgreSQL would not dare to decide.
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return undefined;
    }
    const state = await ask(noted, options);
    if (state === "ours") return noted;
    // Left by a test, or the other way round: what it promises about the data is not what we were asked for.
    if (state === "other durability") await stopServer(options);
  }
  throw new Error(`A PostgreSQL server holds ${cluster} and does not answer; see ${logFile(cluster)}.`);
}

/** A server that is starting, recovering or stopping answers "not now" (57P03) or not at all: ask again. */
async function ask(
  { port }: Server,
  { password, place, durable }: ServerOptions,
): Promise<"ours" | "other durability" | "not now"> {
  let client: Client | undefined;
  try {
    client = await connect(port, password);
    const { rows } = await client.query<{ folder: string; fsync: string }>(
      "SELECT current_setting('data_directory') AS folder, current_setting('fsync') AS fsync",
    );
    if (rows[0] === undefined || !isSameFolder(rows[0].folder, place.cluster)) return "not now";
    return (rows[0].fsync === "on") === durable ? "ours" : "other durability";
  } catch (error) {
    if (error instanceof DatabaseError && error.code !== "57P03") throw error;
    return "not now";
  } finally {
    await client?.end().catch(() => undefined);
  }
}

/** At the port given, or at one that is free. */
export async function startServer(options: ServerOptions, port?: number): Promise<Server> {
  const { cluster } = options.place;
  for (const deadline = Date.now() + patience; ;) {
    rotateLog(cluster);
    const logged = logSize(cluster);
    const finished = await pgCtl(options, [
      ...["start", "--wait", "--timeout", String(patience / 1000), "--log", logFile(cluster)],
      ...[
        "--options",
        serverSettings({ port: port ?? (await freePort()), durable: options.durable })
          .map((each) => `-c ${each}`)
          .join(" "),
      ],
    ]);
    const server = readPidFile(cluster);
    if (finished.code === 0 && server !== undefined) return server;

    const said = existsSync(logFile(cluster)) ? readFileSync(logFile(cluster)).subarray(logged).toString("utf8") : "";
    if (!isPassing(said) || Date.now() > deadline) throw failed(finished, said);
    await wait(100);
  }
}

/** Somebody took the port between our look and the start, or the processes of a killed server are still ending. */
function isPassing(said: string): boolean {
  return said.includes("Address already in use") || said.includes("pre-existing shared memory block");
}

/** Sends the connections away, writes everything down and ends. Does nothing when it has ended already. */
export async function stopServer(options: ServerOptions): Promise<void> {
  const { cluster } = options.place;
  const noted = readPidFile(cluster);
  if (noted === undefined || !isServerOf(cluster, noted.pid)) return;
  const finished = await pgCtl(options, ["stop", "--mode", "fast", "--wait", "--timeout", String(patience / 1000)]);
  // The file goes a moment before the process.
  for (const deadline = Date.now() + 5000; isServerOf(cluster, noted.pid); await wait(5)) {
    if (Date.now() > deadline) throw failed(finished, "");
  }
}

async function pgCtl({ place, binaries }: ServerOptions, args: string[]): Promise<Finished> {
  const program = programPath(binaries, "pg_ctl");
  try {
    return await run(place.account, program, [...args, "--pgdata", place.cluster]);
  } catch (error) {
    throw cannotRun(program, error);
  }
}

function readPidFile(cluster: string): Server | undefined {
  try {
    // Process, folder, start time, port, …
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

export function isRunning({ place }: ServerOptions): boolean {
  const noted = readPidFile(place.cluster);
  return noted !== undefined && isServerOf(place.cluster, noted.pid);
}

/** A server stands in the folder of its cluster. Process numbers are reused, so being alive is not enough. */
function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return isSameFolder(`/proc/${pid}/cwd`, cluster);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function logFile(cluster: string): string {
  return join(cluster, "postgresql.log");
}

function logSize(cluster: string): number {
  return existsSync(logFile(cluster)) ? statSync(logFile(cluster)).size : 0;
}

function rotateLog(cluster: string): void {
  if (logSize(cluster) > logSizeToRotate) renameSync(logFile(cluster), `${logFile(cluster)}.1`);
}

function failed({ code, output }: Finished, said: string): Error {
  if (isBrokenInstallation(`${output}\n${said}`)) return brokenInstallation(said === "" ? output : said);
  return new Error(`PostgreSQL did not obey: pg_ctl ended with ${code}.\n${output}\n${said}`.trim());
}
