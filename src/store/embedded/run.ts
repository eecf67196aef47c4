/** Runs one of PostgreSQL's programs to its end, as the account that owns the cluster. */
import { spawn } from "node:child_process";

/** The system account that PostgreSQL runs as: absent ids mean "as we are". */
export interface Account {
  name: string;
  uid?: number;
  gid?: number;
}

export interface Finished {
  code: number | null;
  output: string;
}

// PostgreSQL gets an environment of its own: ours may set a language, a time zone or PG… variables, and holds secrets
// that an account of less rights could read from the process list. Windows cannot start a program without its own.
const environment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

export function run(account: Account, program: string, args: string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      // The folder we stand in may be closed to that account.
      cwd: process.platform === "win32" ? undefined : "/",
      env: process.platform === "win32" ? undefined : environment,
      // A session of its own: Ctrl-C at the terminal is for us, we stop PostgreSQL when we have drained.
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
      ...(account.uid === undefined ? {} : { uid: account.uid }),
      ...(account.gid === undefined ? {} : { gid: account.gid }),
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString("utf8").trim() }));
  });
}
