/**
 * A command in a terminal of its own: what is typed goes in, what would be seen comes out. `script` of util-linux makes the
 * terminal; every Debian has it.
 */
import { spawn } from "node:child_process";

import { until } from "../../src/cli/sandbox/world.ts";

export interface Typist {
  /** Waits until these words appear after what was answered last, then types and presses Enter. */
  answer: (words: string, typed: string) => Promise<void>;
  /** The same for keys as they are. */
  press: (words: string, keys: string) => Promise<void>;
  screen: () => string;
  ended: Promise<number | null>;
  kill: () => void;
}

export function typeInto(command: string[], options: { cwd: string; env: Record<string, string> }): Typist {
  const line = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--flush", "--command", line, "/dev/null"], {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"] ?? "", TERM: "dumb", SHELL: "/bin/sh", ...options.env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let seen = "";
  let read = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => (seen += text));

  async function press(words: string, keys: string): Promise<void> {
    await until(`"${words}" on the screen`, () => seen.includes(words, read) || undefined);
    read = seen.indexOf(words, read) + words.length;
    child.stdin.write(keys);
  }

  return {
    press,
    answer: (words, typed) => press(words, `${typed}\r`),
    screen: () => seen,
    ended: new Promise((resolve) => child.once("close", resolve)),
    kill: () => void child.kill("SIGKILL"),
  };
}
