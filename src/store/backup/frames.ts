/**
 * The form of a backup: gzip around lines `KIND JSON`, some of which are followed by bytes in frames (`data LENGTH`, the bytes,
 * a line feed) and an `end` line. So that whoever must can read it with zcat, and nobody needs to hold more than one frame.
 *
 *   threadline-backup {"format":1,…}
 *   table {"name":"account","columns":["id",…]}
 *   data 213
 *   … 213 bytes of COPY text …
 *   end {"rows":3}
 *   sequence {"name":"account_id_seq","last":3,"called":true}
 *   file {"path":"4f/0193…"}
 *   data 65536 … end {"bytes":70000}
 *   whole {"sha256":"…"}          over everything before this line
 */
import { createHash, type Hash } from "node:crypto";

export type Facts = Record<string, unknown>;

export interface FrameWriter {
  line: (kind: string, facts: Facts) => Buffer;
  data: (bytes: Buffer) => Buffer;
  /** The last line. */
  whole: () => Buffer;
}

export function createFrameWriter(): FrameWriter {
  const hash = createHash("sha256");
  const counted = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  return {
    line: (kind, facts) => counted(Buffer.from(`${kind} ${JSON.stringify(facts)}\n`)),
    data: (bytes) => counted(Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")])),
    whole: () => Buffer.from(`whole ${JSON.stringify({ sha256: hash.digest("hex") })}\n`),
  };
}

export type Frame =
  | { kind: "line"; name: string; facts: Facts }
  | { kind: "data"; bytes: Buffer }
  | { kind: "whole"; matches: boolean };

/** Ends with a `whole`; throws "damaged" where the bytes make no sense. */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const bytes = createReader(source);
  const hash = createHash("sha256");
  for (;;) {
    const line = await bytes.line();
    if (line === undefined) throw new Error("it ends too early");
    const space = line.indexOf(" ");
    const name = line.slice(0, space);
    const rest = line.slice(space + 1);
    if (name === "whole") {
      const { sha256 } = JSON.parse(rest) as { sha256: string };
      return yield { kind: "whole", matches: sha256 === hash.digest("hex") };
    }
    hash.update(`${line}\n`);
    if (name === "data") yield { kind: "data", bytes: await frame(bytes, hash, Number(rest)) };
    else yield { kind: "line", name, facts: JSON.parse(rest) as Facts };
  }
}

const LONGEST = 256 * 1024 * 1024;

async function frame(bytes: Reader, hash: Hash, length: number): Promise<Buffer> {
  if (!Number.isInteger(length) || length < 0 || length > LONGEST) throw new Error("a length makes no sense");
  const whole = await bytes.take(length + 1);
  hash.update(whole);
  return whole.subarray(0, length);
}

interface Reader {
  line: () => Promise<string | undefined>;
  take: (length: number) => Promise<Buffer>;
}

function createReader(source: AsyncIterable<Buffer>): Reader {
  const iterator = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<Buffer | undefined> {
    const next = await iterator.next();
    return next.done === true ? undefined : next.value;
  }

  return {
    async line() {
      for (;;) {
        const end = rest.indexOf(0x0a);
        if (end >= 0) {
          const line = rest.subarray(0, end).toString("utf8");
          rest = rest.subarray(end + 1);
          return line;
        }
        const next = await more();
        if (next === undefined) return undefined;
        rest = Buffer.concat([rest, next]);
        // no line of ours is long: this is something else
        if (rest.length > 1024 * 1024 && rest.indexOf(0x0a) < 0) throw new Error("a line without an end");
      }
    },
    async take(length) {
      const parts = [rest];
      let got = rest.length;
      while (got < length) {
        const next = await more();
        if (next === undefined) throw new Error("it ends too early");
        parts.push(next);
        got += next.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(length);
      return all.subarray(0, length);
    },
  };
}
