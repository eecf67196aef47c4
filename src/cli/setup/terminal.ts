/**
 * Questions in a terminal. The terminal is read letter by letter, because what is secret must not appear on it, and because
 * Ctrl-C must end the setup and not the process in the middle of something.
 */
import { StringDecoder } from "node:string_decoder";
import type { ReadStream, WriteStream } from "node:tty";

export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly code = "interrupted";
}

export interface Terminal {
  say: (text: string) => void;
  /** The answer, without spaces around it. Hidden: nothing of it is shown. */
  ask: (label: string, options?: { hidden?: boolean }) => Promise<string>;
  close: () => void;
}

const ENTER = /[\r\n]/;
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const CTRL_U = "\u0015";
/** Arrows and other keys that send several letters; what is pasted has none of them. */
const KEYS = new RegExp(`${String.fromCodePoint(27)}(?:\\[[\\d;?]*[ -/]*[@-~]|O.)?`, "g");
const BACKSPACES = ["\u007f", "\b"];

export function openTerminal(input: ReadStream, output: WriteStream): Terminal {
  const decoder = new StringDecoder("utf8");
  const ahead: string[] = [];
  let wake: (() => void) | undefined;
  const hear = (chunk: Buffer): void => {
    ahead.push(...Array.from(decoder.write(chunk).replaceAll(KEYS, "")));
    wake?.();
  };
  const end = (): void => {
    ahead.push(CTRL_C);
    wake?.();
  };
  input.setRawMode(true);
  input.on("data", hear);
  input.once("end", end);
  input.resume();

  async function letter(): Promise<string> {
    for (;;) {
      const next = ahead.shift();
      if (next !== undefined) return next;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  return {
    say: (text) => void output.write(`${text.replaceAll("\n", "\r\n")}\r\n`),
    async ask(label, { hidden = false } = {}) {
      output.write(`${label}: `);
      const answer = await line(letter, (shown) => void (hidden || output.write(shown)));
      output.write("\r\n");
      return answer.trim();
    },
    close() {
      input.off("data", hear);
      input.off("end", end);
      input.setRawMode(false);
      input.pause();
    },
  };
}

async function line(letter: () => Promise<string>, show: (text: string) => void): Promise<string> {
  let letters: string[] = [];
  for (;;) {
    const next = await letter();
    if (next === CTRL_C || (next === CTRL_D && letters.length === 0)) throw new Interrupted();
    if (ENTER.test(next)) return letters.join("");
    if (next === CTRL_U) {
      show("\b \b".repeat(letters.length));
      letters = [];
    } else if (BACKSPACES.includes(next)) {
      if (letters.pop() !== undefined) show("\b \b");
    } else if (next >= " ") {
      letters.push(next);
      show(next);
    }
  }
}
