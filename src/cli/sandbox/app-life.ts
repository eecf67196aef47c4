/** The life of the app in the sandbox: started, killed, started anew, with its clock where the sandbox's is. */
import { type AppProcess, startAppProcess } from "./app-process.ts";

export interface AppLife {
  state: () => "starting" | "running" | "stopped";
  start: () => Promise<void>;
  /** As a power cut: no signal that it could answer. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  setClock: (offset: number) => Promise<void>;
}

export interface LifeOptions {
  settings: () => Record<string, string>;
  clock: () => number;
  /** It ended, and nobody had asked for it. */
  lost: (how: string) => void;
}

export function createAppLife({ settings, clock, lost }: LifeOptions): AppLife {
  let process: AppProcess | undefined;
  let starting: Promise<void> | undefined;
  /** The latest of those that were ended: its folder is free only when it is gone. */
  let gone: Promise<unknown> = Promise.resolve();

  return {
    state: () => (process ? "running" : starting ? "starting" : "stopped"),
    start() {
      if (process) return Promise.resolve();
      starting ??= begin().finally(() => (starting = undefined));
      return starting;
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    setClock: async (offset) => {
      await process?.setClock(offset);
    },
  };

  async function begin(): Promise<void> {
    await gone;
    const begun = await startAppProcess(settings(), clock());
    process = begun;
    void begun.ended.then((how) => {
      if (process !== begun) return;
      process = undefined;
      lost(String(how));
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    await starting?.catch(() => undefined);
    const ending = process;
    process = undefined;
    ending?.kill(signal);
    gone = ending?.ended ?? gone;
    await gone;
  }
}
