/**
 * The built-in database: a real PostgreSQL server whose files lie in the data folder, for everybody who has none.
 *
 * The server is a process of its own, in a session of its own: Ctrl-C and our death do not reach it. So whoever starts
 * next may find it running, and takes it over. What makes this safe is the lock on the data folder: as long as we hold
 * it, nobody else of ours starts, takes over or stops the server of that folder.
 */
import { findBinaries, reachableBinaries } from "./embedded/binaries.ts";
import { checkMajor, createCluster, isCluster, readPassword, superuser } from "./embedded/cluster.ts";
import { lockFolder } from "./embedded/lock.ts";
import { findPlace, openDataDir } from "./embedded/place.ts";
import {
  connect,
  findRunning,
  isRunning,
  type Server,
  type ServerOptions,
  startServer,
  stopServer,
} from "./embedded/postmaster.ts";

const databaseName = "threadline";

export interface EmbeddedOptions {
  dataDir: string;
  /** false: faster, and lost when the machine stops. For tests. */
  durable?: boolean;
  log?: EmbeddedLog;
}

export interface EmbeddedLog {
  info(facts: object, message: string): void;
}

export interface Embedded {
  /** Of our database, as the cluster's superuser. */
  url: string;
  /** To be called now and then: a PostgreSQL that died is started again, at its old address. */
  revive(): Promise<void>;
  /** Stops PostgreSQL, after its connections were sent away, and frees the data folder. */
  close(): Promise<void>;
}

export async function startEmbedded({ dataDir: wanted, durable = true, log }: EmbeddedOptions): Promise<Embedded> {
  // 1. The folder is ours alone until we close or die.
  const dataDir = openDataDir(wanted);
  const lock = lockFolder(dataDir);
  try {
    // 2. Where, as whom and with which programs.
    const installed = findBinaries();
    const place = findPlace(dataDir);
    const isNew = !isCluster(place.cluster, dataDir);
    if (!isNew) checkMajor(place.cluster, installed);
    const binaries = reachableBinaries(installed, place.account, place.home);
    const options: ServerOptions = { place, binaries, password: readPassword(dataDir, !isNew), durable };

    // 3. A cluster, a server, a database.
    if (isNew) await createCluster(options);
    const server = await runningServer(options, log);
    await ensureDatabase(server, options.password).catch(async (error: unknown) => {
      await stopServer(options);
      throw error;
    });

    const url = `postgresql://${superuser}:${options.password}@127.0.0.1:${server.port}/${databaseName}`;
    let closing: Promise<void> | undefined;
    return {
      url,
      async revive() {
        if (closing || isRunning(options)) return;
        // the file of the dead one is in the way
        const { pid } = (await findRunning(options)) ?? (await startServer(options, server.port));
        log?.info({ pid, port: server.port }, "PostgreSQL had died and is started again");
      },
      close: () => (closing ??= stopServer(options).finally(() => lock.release())),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function runningServer(options: ServerOptions, log: EmbeddedLog | undefined): Promise<Server> {
  const found = await findRunning(options);
  const server = found ?? (await startServer(options));
  const facts = {
    pid: server.pid,
    port: server.port,
    folder: options.place.cluster,
    account: options.place.account.name,
  };
  log?.info(facts, found === undefined ? "PostgreSQL started" : "PostgreSQL was still running and is taken over");
  return server;
}

/** Asked at every start: the first one may have ended between making the cluster and making the database. */
async function ensureDatabase({ port }: Server, password: string): Promise<void> {
  const client = await connect(port, password);
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
