/** What happens by the clock. node-cron's lines only ring; what they ring for is safe to run in every instance. */
import { schedule as cron, type ScheduledTask } from "node-cron";

import type { Log } from "./log.ts";

export interface Clockwork {
  close: () => Promise<void>;
}

export interface Duties {
  /** Every second: I am alive, and keep my lanes. */
  beat: () => Promise<void>;
  /** Four times a second: rings for what has become due. */
  sweep: () => Promise<void>;
  /** Every second: chats that were put off come back. */
  wake: () => Promise<void>;
  /** Every second: who can read along in our Slack channels. */
  rooms: () => Promise<void>;
  /** Every night: throws away what is only kept to recognise repetitions. */
  tidy: () => Promise<void>;
  /** Every second: looks once an hour (by the app's clock) how much of LINE's messages is left. */
  watch: () => Promise<void>;
  /** Every second: calls for those who have waited too long. */
  calls: () => Promise<void>;
  /** When a line below rings, and every second for what no clock rang for: missed while away, or by a clock that was moved. */
  digests: () => Promise<void>;
  /** When digests are due, on the accounts' own clocks; asked for again every second. */
  lines: () => ClockLine[];
}

/** A line of cron and the clock that it is about. */
export interface ClockLine {
  expression: string;
  timeZone: string;
}

export function startClockwork(duties: Duties, timeZone: string, log: Log): Clockwork {
  const beats = every(1_000, duties.beat, log);
  const sweeps = every(250, duties.sweep, log);
  const looks = every(1_000, duties.rooms, log);
  const wakes = every(1_000, duties.wake, log);
  const watches = every(1_000, duties.watch, log);
  const calls = every(1_000, duties.calls, log);
  const digests = every(1_000, duties.digests, log);
  const lines = keepLines(duties, log);
  const plans = every(1_000, () => lines.plan(), log);
  const nightly = cron(
    "10 4 * * *",
    () => duties.tidy().catch((cause: unknown) => log.error({ err: cause }, "tidying failed")),
    { timezone: timeZone },
  );
  return {
    close: async () => {
      await nightly.stop();
      await Promise.all([beats(), sweeps(), looks(), wakes(), watches(), calls(), digests(), plans()]);
      await lines.close();
    },
  };
}

interface Lines {
  /** Those that are new are started, those that are gone are stopped; the others are left alone. */
  plan: () => Promise<void>;
  close: () => Promise<void>;
}

function keepLines({ digests, lines }: Duties, log: Log): Lines {
  const running = new Map<string, ScheduledTask>();
  async function stop(key: string, task: ScheduledTask): Promise<void> {
    running.delete(key);
    await task.destroy();
  }
  const ring = (): Promise<void> =>
    digests().catch((cause: unknown) => log.warn({ err: cause }, "a digest could not be written when its clock rang"));
  return {
    async plan() {
      const wanted = new Map(lines().map((line) => [`${line.expression} ${line.timeZone}`, line]));
      for (const [key, task] of running) if (!wanted.has(key)) await stop(key, task);
      for (const [key, { expression, timeZone }] of wanted)
        if (!running.has(key)) running.set(key, cron(expression, ring, { timezone: timeZone }));
    },
    async close() {
      for (const [key, task] of running) await stop(key, task);
    },
  };
}

/** One run after the other, however long one takes. Returns what stops it and waits for the run in hand. */
function every(milliseconds: number, duty: () => Promise<void>, log: Log): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let inHand: Promise<void> = Promise.resolve();
  let works = true;
  const next = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      inHand = once();
    }, milliseconds);
  };
  const once = async (): Promise<void> => {
    try {
      await duty();
      if (!works) log.info({ every: milliseconds }, "a clockwork duty works again");
      works = true;
    } catch (cause) {
      // a database that is away would fill the log four times a second
      if (works) log.warn({ every: milliseconds, err: cause }, "a clockwork duty fails");
      works = false;
    }
    next();
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return inHand;
  };
}
