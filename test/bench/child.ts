/** Processes beside the bench: what is measured, and what measures, must not share an event loop. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

/** What a child can be asked for; inputs and outputs travel as JSON. */
export type Calls = Record<string, (input: never) => unknown>;

export interface Child<C extends Calls> {
  pid: number;
  /** Where it listens; empty when it does not. */
  url: string;
  ask: <K extends keyof C & string>(name: K, input: Parameters<C[K]>[0]) => Promise<Awaited<ReturnType<C[K]>>>;
  stop: () => Promise<void>;
}

interface Answer {
  id: number;
  output?: unknown;
  failure?: string;
}

const BARE = ["PATH", "HOME", "TMPDIR", "TZ"];

export async function startChild<C extends Calls = Record<string, never>>(
  file: string,
  settings: Record<string, string> = {},
): Promise<Child<C>> {
  const surroundings = Object.fromEntries(
    BARE.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const child = fork(join(import.meta.dirname, file), {
    env: { ...surroundings, ...settings },
    execArgv: [],
    // what an SDK has to say about refused calls is not part of the table
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await ready(child, file);
  const asked = new Map<number, (answer: Answer) => void>();
  child.on("message", (answer: Answer) => asked.get(answer.id)?.(answer));
  let last = 0;
  return {
    pid: child.pid ?? 0,
    url,
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const id = (last += 1);
        asked.set(id, ({ output, failure }) => {
          asked.delete(id);
          if (failure === undefined) resolve(output as never);
          else reject(new Error(`${file}, ${name}: ${failure}`));
        });
        child.send({ id, name, input });
      }),
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function ready(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("message", (message: { url: string }) => resolve(message.url));
    child.once("exit", (code) => reject(new Error(`${file} ended (${code}) before it was ready`)));
  });
}

/** In the child: says that it is ready, then answers. It ends with the bench, however that ends. */
export function serve(url: string, calls: Calls = {}): void {
  process.on("disconnect", () => process.exit());
  process.on("message", (message: { id: number; name: string; input: never }) => void answer(calls, message));
  process.send?.({ url });
}

async function answer(calls: Calls, { id, name, input }: { id: number; name: string; input: never }): Promise<void> {
  try {
    const call = calls[name];
    if (!call) throw new Error("no such call");
    process.send?.({ id, output: await call(input) });
  } catch (cause) {
    process.send?.({ id, failure: String(cause) });
  }
}

/** Milliseconds on the clock that all processes of this machine share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6;

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
