/** The real app as a process of its own: started from settings, watched, ended. It does not know where it runs. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { until } from "./world.ts";

export interface AppProcess {
  pid: number;
  url: string;
  lines: readonly Record<string, unknown>[];
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** SIGTERM, then waits. */
  stop: () => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
  /** Puts its clock so many milliseconds ahead of the real one, and waits until it is. */
  setClock: (offset: number) => Promise<void>;
}

const main = join(import.meta.dirname, "..", "..", "main.ts");

/** Only what the process needs from the surroundings: nobody's settings slip in. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TZ } = process.env;
  return { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...(TMPDIR ? { TMPDIR } : {}), ...(TZ ? { TZ } : {}) };
}

/** What Node compiled once it need not compile at the next start: half a second, and one that is killed was started often. */
const compiled = join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "threadline-compiled");

const insideApp = pathToFileURL(join(import.meta.dirname, "inside-app.ts")).href;

/** `clock`: how far ahead its clock is from the start. `entry`: the file that is run; `src/main.ts` unless told. */
export async function startAppProcess(
  settings: Record<string, string>,
  clock = 0,
  entry: string = main,
): Promise<AppProcess> {
  const own = { NODE_COMPILE_CACHE: compiled, HOST: "127.0.0.1", SANDBOX_CLOCK: String(clock) };
  const env = { ...surroundings(), ...own, ...settings };
  // a group of its own: Ctrl-C at the terminal is for whoever started it, who then stops it once
  const child = spawn(process.execPath, ["--import", insideApp, entry], {
    env,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const lines: Record<string, unknown>[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => errors.push(line));
  const ended = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 0));
  });
  const url = await listening(child, lines, ended, errors);
  const kill = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  return {
    pid: child.pid ?? 0,
    url,
    lines,
    ended,
    kill,
    setClock: async (offset) => {
      child.stdin?.write(`${offset}\n`);
      const isSet = (): boolean =>
        lines.some((line) => line["msg"] === "sandbox clock" && Number(line["offset"]) === offset);
      await Promise.race([until("the app's clock", () => isSet() || undefined, 5_000), ended]);
    },
    stop: async () => {
      kill("SIGTERM");
      await ended;
    },
  };
}

function listening(
  child: ChildProcess,
  lines: Record<string, unknown>[],
  ended: Promise<number | string>,
  errors: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error("no output to read"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = parse(line);
      lines.push(said);
      if (said["msg"] === "Threadline listens") resolve(String(said["url"]));
    });
    void ended.then((how) =>
      reject(
        new Error(
          `The app ended (${how}) before it listened:\n${[...errors, ...lines.map((each) => JSON.stringify(each))].slice(-20).join("\n")}`,
        ),
      ),
    );
  });
}

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { line };
  }
}

/**
 * A port that is free now; a restarted app listens where the platforms know it. Below those that the system gives to
 * whoever asks for any: one of these could be taken before the app listens, or while it is down.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
