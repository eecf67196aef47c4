import { randomUUID } from "node:crypto";
import { mkdtemp, open, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { ContentStore } from "../../src/bridge/ports-media.ts";
import { createDiskStore, pour } from "../../src/media/disk.ts";
import { storeFailure } from "../../src/media/failure.ts";

let folder: string;
let store: ContentStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threadline-media-"));
  store = await createDiskStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const about = { type: "image/jpeg", limit: 1_000 };

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("half");
  throw new Error("reset");
}

const read = async (opened: { stream: Readable } | undefined): Promise<string | undefined> =>
  opened && (await buffer(opened.stream)).toString();

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of store.list()) found.push(key);
  return found;
}

describe("files in a folder", () => {
  it("are read back as they came, whole or in part", async () => {
    const key = randomUUID();

    const kept = await store.put(key, chunks("abc", "def"), about);

    expect(kept).toEqual({ kind: "kept", bytes: 6 });
    expect(await store.has(key)).toBe(true);
    expect(await read(await store.open(key))).toBe("abcdef");
    const part = await store.open(key, { from: 2, to: 3 });
    expect(part?.bytes).toBe(6);
    expect(await read(part)).toBe("cd");
  });

  it("are not there when they were too big, and no more of them is read", async () => {
    const key = randomUUID();
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(400);
      }
    }

    expect(await store.put(key, endless(), about)).toEqual({ kind: "tooBig" });

    expect(asked).toBe(3);
    expect(await store.open(key)).toBeUndefined();
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
  });

  it("are not there when they broke off, and the failure comes out as it was", async () => {
    const key = randomUUID();

    await expect(store.put(key, breaking(), about)).rejects.toThrow("reset");

    expect(await store.open(key)).toBeUndefined();
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
  });

  it("take the place of what was kept under the same key, and can be removed twice", async () => {
    const key = randomUUID();
    await store.put(key, chunks("old"), about);
    await store.put(key, chunks("new"), about);

    expect(await read(await store.open(key))).toBe("new");
    expect(await keys()).toContain(key);

    await store.remove(key);
    await store.remove(key);
    expect(await store.has(key)).toBe(false);
    expect(await store.open(key)).toBeUndefined();
    expect(await keys()).not.toContain(key);
  });

  it.each(["../../etc/passwd", "..", "", "a/b", "tmp", "%2e%2e", `${randomUUID()}/..`, `${randomUUID()}\0`])(
    "have no other keys than ours: %j",
    async (key) => {
      await expect(store.open(key)).rejects.toThrow("not a key of ours");
      await expect(store.put(key, chunks("x"), about)).rejects.toThrow("not a key of ours");
      await expect(store.has(key)).rejects.toThrow("not a key of ours");
      await expect(store.remove(key)).rejects.toThrow("not a key of ours");
    },
  );

  it("that were begun long ago and never finished are swept; those in hand are not", async () => {
    const old = join(folder, "tmp", "old.draft");
    const fresh = join(folder, "tmp", "fresh.draft");
    await writeFile(old, "x");
    await writeFile(fresh, "x");
    await utimes(old, new Date(0), new Date(0));

    await store.sweep(new Date());

    expect(await readdir(join(folder, "tmp"))).toEqual(["fresh.draft"]);
  });
});

describe("a disk that is full", () => {
  it("is told as such, and may have room later", async () => {
    // a device of Linux that never has room
    const full = await open("/dev/full", "w");

    await expect(pour(chunks("abc"), full, 1_000)).rejects.toMatchObject({
      platform: "media",
      code: "disk_full",
      retryable: true,
      cause: { code: "ENOSPC" },
    });

    await full.close();
  });

  it.each([
    ["ENOSPC", "disk_full"],
    ["EDQUOT", "disk_full"],
    ["EROFS", "read_only"],
    ["EIO", "eio"],
  ])("%s of the machine is %s", (errno, code) => {
    const cause = Object.assign(new Error(errno), { code: errno });

    expect(storeFailure(cause)).toMatchObject({ platform: "media", code, retryable: true, cause });
  });
});
