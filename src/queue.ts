/**
 * The doorbell: a queue job says only "that lane has something to deliver". What is to be delivered, in which order and by
 * whom, is in the tables; a job that is lost, doubled or run elsewhere changes nothing.
 */
import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

import { Logger, run, type Runner, runMigrations, type WorkerEvents } from "graphile-worker";
import { Pool } from "pg";
import { z } from "zod";

import type { Log } from "./log.ts";

export interface QueueOptions {
  url: string;
  /** Lanes that this process works on at the same time. */
  concurrency: number;
  deliver: (laneId: number) => Promise<void>;
  log: Log;
}

export interface Queue {
  /** False while the worker has stopped by itself. */
  running: () => boolean;
  /** Waits for the jobs in hand. */
  close: () => Promise<void>;
}

const Job = z.object({ lane: z.number().int() });

/** Makes the queue's own tables; safe to repeat, and to run from several instances at once. */
export async function prepareQueue(url: string, log: Log): Promise<void> {
  const pgPool = openPool(url);
  try {
    await runMigrations({ pgPool, logger: quiet(log) });
  } finally {
    await pgPool.end();
  }
}

/** Throws when it cannot start. Later it is started again whenever it stops: a database that was away is no reason to rest. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { log } = options;
  const pool = openPool(options.url);
  let closing = false;
  let runner: Runner | undefined = await start(options, pool).catch(async (cause: unknown) => {
    await pool.end();
    throw cause;
  });
  let told = false;
  const kept = keep();

  async function keep(): Promise<void> {
    for (;;) {
      try {
        runner ??= await start(options, pool);
        told = false;
        await runner.promise;
        if (!closing) log.warn("the queue could fetch no jobs and is started again");
      } catch (cause) {
        if (!closing && !told) log.error({ err: cause }, "the queue stopped and is started again");
        told = true;
      }
      if (closing) return;
      runner = undefined;
      await pause(PAUSE);
    }
  }

  return {
    running: () => runner !== undefined && !closing,
    close: async () => {
      closing = true;
      await runner?.stop().catch(() => undefined);
      await kept;
      await pool.end();
    },
  };
}

/**
 * A pool of ours: of its own the queue first forgets to listen for errors and then ends it, without waiting. A PostgreSQL
 * that is being stopped tells idle connections so, and an error that nobody listens for ends the process.
 */
function openPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

const PAUSE = 1_000;

const FAILURES = 4;

async function start({ concurrency, deliver, log }: QueueOptions, pgPool: Pool): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  const runner = await run({
    pgPool,
    concurrency,
    // jobs come by NOTIFY; this is for one that was missed, and the sweep rings again anyway
    pollInterval: 1_000,
    noHandleSignals: true,
    // in batches because only these wait for the database: a single one that fails while it is away ends the process
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: quiet(log),
    events,
    taskList: { deliver: async (payload) => deliver(Job.parse(payload).lane) },
  });
  // what the queue could not find out about its tasks while the database was away, it never asks again
  let failures = 0;
  events.on("worker:getJob:empty", () => (failures = 0));
  events.on("job:start", () => (failures = 0));
  events.on("worker:getJob:error", () => {
    failures += 1;
    if (failures === FAILURES * concurrency) runner.stop().catch(() => undefined);
  });
  return runner;
}

/** One line per job would drown the log: its own lines are for debugging. */
function quiet(log: Log): Logger {
  return new Logger(
    () => (level, message) =>
      level === "error" ? log.error({ queue: message }, "queue") : log.trace({ queue: message }, "queue"),
  );
}
