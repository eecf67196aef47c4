/** A command of `src/cli` as people run it: a process with settings of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Ran {
  code: number | null;
  out: string;
  errors: string;
}

export function runCli(command: string, args: readonly string[], settings: Record<string, string>): Promise<Ran> {
  const file = join(import.meta.dirname, "..", "..", "src", "cli", `${command}.ts`);
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, errors }));
  });
}
