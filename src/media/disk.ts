/**
 * Pictures, videos and files in a folder. What is being written stands in `tmp` under a name of its own and is moved to its
 * place when it is whole: a reader sees all of it or nothing, and whatever dies meanwhile leaves only what `sweep` takes away.
 */
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import type { ContentStore, Kept, OpenContent } from "../bridge/ports-media.ts";
import { fromStore } from "./failure.ts";
import { checkKey, isKey } from "./key.ts";

/** What was not finished within a day never will be. */
const ABANDONED = 24 * 3_600_000;

export async function createDiskStore(folder: string): Promise<ContentStore> {
  const tmp = join(folder, "tmp");
  await fromStore(() => mkdir(tmp, { recursive: true, mode: 0o700 }));

  // the last characters of a UUID are spread evenly, the first are its time
  const placeOf = (key: string): string => join(folder, checkKey(key).slice(-2), key);

  async function put(
    key: string,
    source: AsyncIterable<Uint8Array>,
    { limit }: { type: string; limit: number },
  ): Promise<Kept> {
    const place = placeOf(key);
    const draft = join(tmp, tryName(key));
    try {
      const bytes = await writeDown(draft, source, limit);
      if (bytes === undefined) return { kind: "tooBig" };
      await fromStore(async () => {
        await mkdir(join(place, ".."), { recursive: true, mode: 0o700 });
        await rename(draft, place);
      });
      return { kind: "kept", bytes };
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  async function openAt(key: string, range?: { from: number; to: number }): Promise<OpenContent | undefined> {
    const place = placeOf(key);
    const bytes = await sizeOf(place);
    if (bytes === undefined) return undefined;
    const part = range === undefined ? {} : { start: range.from, end: range.to };
    return { stream: createReadStream(place, { ...part, highWaterMark: 64 * 1024 }), bytes };
  }

  async function remove(key: string): Promise<void> {
    const place = placeOf(key);
    await fromStore(() => rm(place, { force: true }));
  }

  return {
    put,
    open: openAt,
    has: async (key) => (await sizeOf(placeOf(key))) !== undefined,
    remove,
    list: () => listKeys(folder),
    sweep: (now) => sweepDrafts(tmp, now),
  };
}

/** Two that try at once do not write into each other's. */
export const tryName = (key: string): string => `${key}.${randomBytes(6).toString("hex")}`;

/** Undefined when it is more than `limit`; then nothing more of it is read. */
export async function writeDown(
  path: string,
  source: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<number | undefined> {
  const file = await fromStore(() => open(path, "wx", 0o600));
  try {
    return await pour(source, file, limit);
  } finally {
    await fromStore(() => file.close());
  }
}

type Open = Awaited<ReturnType<typeof open>>;

export async function pour(source: AsyncIterable<Uint8Array>, file: Open, limit: number): Promise<number | undefined> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > limit) return undefined;
    await fromStore(() => writeAll(file, chunk));
  }
  await fromStore(() => file.sync());
  return bytes;
}

async function writeAll(file: Open, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.byteLength - done);
    done += bytesWritten;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return fromStore(async () => {
    try {
      const found = await stat(path);
      return found.isFile() ? found.size : undefined;
    } catch (cause) {
      if (isMissing(cause)) return undefined;
      throw cause;
    }
  });
}

async function* listKeys(folder: string): AsyncGenerator<{ key: string; at: Date }> {
  for await (const shelf of await fromStore(() => opendir(folder))) {
    if (!shelf.isDirectory() || !/^[0-9a-f]{2}$/.test(shelf.name)) continue;
    for await (const file of await fromStore(() => opendir(join(folder, shelf.name)))) {
      if (!isKey(file.name)) continue;
      const found = await stat(join(folder, shelf.name, file.name)).catch(() => undefined);
      if (found) yield { key: file.name, at: found.mtime };
    }
  }
}

export async function sweepDrafts(tmp: string, now: Date): Promise<void> {
  await fromStore(async () => {
    for await (const draft of await opendir(tmp)) {
      const path = join(tmp, draft.name);
      const found = await stat(path).catch(() => undefined);
      if (found && now.getTime() - found.mtimeMs > ABANDONED) await rm(path, { force: true });
    }
  });
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
}
