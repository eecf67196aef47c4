/** `.env`: some lines are set, all others stay as they are; it is whole at any moment, and nobody else may read it. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";

export type Answers = Record<string, string | undefined>;

export function readEnv(path: string): Answers {
  return existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
}

/** `example`: what a new file begins with. Undefined takes a variable out. */
export function writeEnv(path: string, example: string, answers: Answers): void {
  const before = readFileSync(existsSync(path) ? path : example, "utf8");
  const after = Object.entries(answers).reduce((text, [name, value]) => withLine(text, name, value), before);
  const partial = `${path}.${process.pid}.new`;
  try {
    writeFileSync(partial, after, { mode: 0o600, flag: "wx", flush: true });
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}

function withLine(text: string, name: string, value: string | undefined): string {
  const lines = text.split("\n");
  const active = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`);
  const shown = new RegExp(`^\\s*#\\s*${name}=`);
  const place = lines.findIndex((each) => active.test(each));
  const others = lines.filter((each, index) => index === place || !active.test(each));
  if (value === undefined) return others.filter((each) => !active.test(each)).join("\n");
  const line = `${name}=${quoted(value)}`;
  if (place >= 0) return others.map((each) => (active.test(each) ? line : each)).join("\n");
  const example = others.findIndex((each) => shown.test(each));
  if (example >= 0) return others.with(example, line).join("\n");
  return `${text.replace(/\n*$/, "\n")}${line}\n`;
}

const quoted = (value: string): string => (/[\s#'"`]/.test(value) ? `"${value.replaceAll('"', "")}"` : value);
