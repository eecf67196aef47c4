/**
 * Threadline as people run it, a process with a durable PostgreSQL of its own, between both platforms; and a death that
 * comes at a chosen call. The platforms themselves strike: before they act, after they acted, or when they have answered.
 */
import { type AppProcess, freePort, startAppProcess } from "../../src/cli/sandbox/app-process.ts";
import { type Platforms, startPlatforms, until } from "../../src/cli/sandbox/world.ts";
import type { Call, Phase } from "../../src/sandbox/faults.ts";
import type { LineOptions } from "../../src/sandbox/line/types.ts";
import type { SlackOptions } from "../../src/sandbox/slack/options.ts";
import { type BuiltIn, builtIn } from "./built-in.ts";
import { openDoor } from "./door.ts";

export type Victim = "app" | "app and database";
export type At = (call: Call) => boolean;

export interface HouseOptions {
  settings?: Record<string, string>;
  line?: LineOptions;
  slack?: SlackOptions;
  /** false: `start` is called by the test. */
  started?: boolean;
}

export interface House extends Pick<Platforms, "line" | "slack"> {
  channel: string;
  settings: Record<string, string>;
  app: () => AppProcess;
  /** Orders a death; resolves when it has come, with the time. */
  killAt: (at: At, phase: Phase, victim: Victim) => Promise<number>;
  kill: (victim: Victim | "database") => Promise<void>;
  /** Keeps the platform from answering this call: resolves when it was made, with what lets it go on. */
  holdAt: (at: At) => Promise<() => void>;
  /** Resolves with the time when it listens. */
  start: () => Promise<number>;
  look: BuiltIn["look"];
  /** Waits until this many messages with these words are stored and nothing is left to say; resolves with the time. */
  settled: (words: string, count: number) => Promise<number>;
  close: () => Promise<void>;
}

/** As LINE and Slack repeat what nobody took, only sooner: what is measured is our way back, not LINE's pauses. */
const REDELIVERY = Array.from({ length: 150 }, () => 200);
const RETRIES = [0, 3_000, 6_000];

interface Order {
  at: At;
  phase: Phase;
  victim: Victim;
  done: (time: number) => void;
}

interface Held {
  at: At;
  reached: () => Promise<void>;
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const platforms = await startPlatforms({
    line: { redelivery: REDELIVERY, ...options.line },
    slack: { postsPerSecond: null, tiers: null, retries: RETRIES, ...options.slack },
  });
  const { line, slack, dataDir } = platforms;
  const settings = {
    ...platforms.settings,
    PORT: String(await freePort()),
    LOCALE: "en",
    SLACK_POSTS_PER_SECOND: "1000",
    SEND_HOLD_SECONDS: "0",
    LOG_LEVEL: "info",
    ...options.settings,
  };
  const database = builtIn(dataDir);
  let app: AppProcess | undefined;
  let order: Order | undefined;
  let held: Held | undefined;

  const running = (): AppProcess => {
    if (!app) throw new Error("The app was not started");
    return app;
  };
  const strike = async (call: Call, phase: Phase): Promise<boolean> => {
    if (order?.phase !== phase || !order.at(call)) return false;
    const { victim, done } = order;
    order = undefined;
    await kill(victim);
    done(Date.now());
    return true;
  };
  const fault = async (call: Call, phase: Phase) => {
    if (phase === "before" && held?.at(call)) await held.reached();
    return (await strike(call, phase)) && phase !== "answered" ? ({ kind: "reset" } as const) : undefined;
  };
  const door = await openDoor(() => [running().url], strike);
  line.setFault(fault);
  slack.setFault(fault);
  line.setWebhook(`${door.url}/line/webhook`);
  slack.setRequestUrl(`${door.url}/slack/events`);

  async function kill(victim: Victim | "database"): Promise<void> {
    if (victim !== "app") database.kill();
    if (victim === "database") return;
    running().kill("SIGKILL");
    await running().ended;
  }

  async function start(): Promise<number> {
    app = await startAppProcess(settings);
    return Date.now();
  }

  if (options.started ?? true) await start();
  return {
    line,
    slack,
    channel: slack.channel(),
    settings,
    app: running,
    killAt: async (at, phase, victim) => {
      let time: number | undefined;
      order = { at, phase, victim, done: (when) => (time = when) };
      return until(`a death ${phase} the call`, () => time);
    },
    kill,
    holdAt: (at) =>
      new Promise((called) => {
        const reached = (): Promise<void> => {
          held = undefined;
          return new Promise((goOn) => called(goOn));
        };
        held = { at, reached };
      }),
    start,
    look: database.look,
    settled: async (words, count) => {
      await until(
        `${count} messages with "${words}" stored, nothing left to say`,
        async () => {
          const [row] = await database.look<{ stored: number; waiting: number }>(SETTLED, [`%${words}%`]);
          return (row?.stored === count && row.waiting === 0) || undefined;
        },
        60_000,
      );
      return Date.now();
    },
    close: async () => {
      await database.close();
      await app?.stop();
      await door.close();
      await platforms.close();
    },
  };
}

const SETTLED = `
  SELECT (SELECT count(*) FROM message WHERE parts::text LIKE $1)::int AS stored,
    (SELECT count(*) FROM delivery WHERE status IN ('pending', 'trying'))::int AS waiting`;
