import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

import { afterAll, beforeAll, expect, it } from "vitest";

import type { ContentStore } from "../../src/bridge/ports-media.ts";
import { createStore } from "../../src/media/store.ts";
import { type FakeBucket, startBucket } from "../support/bucket.ts";

let folder: string;
let bucket: FakeBucket;
let store: ContentStore;
let close: () => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threadline-bucket-"));
  bucket = await startBucket("shop", "KEY");
  ({ content: store, close } = await openStore(OWN, [EARLIER]));
});
afterAll(async () => {
  close();
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

const [OWN, EARLIER] = [randomUUID(), randomUUID()];

const openStore = (own: string, earlier: string[]): ReturnType<typeof createStore> => {
  const access = { endpoint: bucket.url, bucket: "shop", region: "us-east-1", keyId: "KEY", secret: "s/e+c:ret" };
  return createStore(folder, { ...access, own, earlier });
};

const about = { type: "image/png", limit: 1_000 };

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const read = async (key: string, range?: { from: number; to: number }): Promise<[string, number] | undefined> => {
  const opened = await store.open(key, range);
  return opened && [(await buffer(opened.stream)).toString(), opened.bytes];
};

it("keeps files under their keys and with their type, whole or in part", async () => {
  const key = randomUUID();

  const kept = await store.put(key, chunks("abc", "def"), about);

  expect(kept).toEqual({ kind: "kept", bytes: 6 });
  expect(bucket.objects.get(`${OWN}/${key}`)).toMatchObject({ type: "image/png" });
  expect(await store.has(key)).toBe(true);
  expect(await read(key)).toEqual(["abcdef", 6]);
  expect(await read(key, { from: 2, to: 3 })).toEqual(["cd", 6]);
  expect(await readdir(join(folder, "tmp"))).toEqual([]);
});

it("keeps nothing of what is too big", async () => {
  const key = randomUUID();

  expect(await store.put(key, chunks("x".repeat(999), "yy"), about)).toEqual({ kind: "tooBig" });

  expect([...bucket.objects.keys()].join()).not.toContain(key);
  expect(await store.open(key)).toBeUndefined();
  expect(await store.has(key)).toBe(false);
});

it("lists all pages, removes, and takes what is gone for no trouble", async () => {
  bucket.objects.clear();
  const keys = [randomUUID(), randomUUID(), randomUUID()].toSorted();
  for (const key of keys) await store.put(key, chunks(key), about);
  bucket.objects.set("not-ours.txt", { bytes: Buffer.from("x"), type: "", at: new Date() });

  const found: string[] = [];
  for await (const { key } of store.list()) found.push(key);
  await store.remove(keys[0] ?? "");
  await store.remove(keys[0] ?? "");

  expect(found).toEqual(keys);
  expect(bucket.objects.has(`${OWN}/${keys[0]}`)).toBe(false);
});

it("what another database keeps in the same bucket is neither read, nor listed, nor removed", async () => {
  bucket.objects.clear();
  const neighbour = await openStore(randomUUID(), []);
  const key = randomUUID();
  await neighbour.content.put(key, chunks("of the neighbour"), about);

  const listed: string[] = [];
  for await (const each of store.list()) listed.push(each.key);
  const opened = await store.open(key);
  await store.remove(key);
  neighbour.close();

  expect([listed, opened, bucket.objects.size]).toEqual([[], undefined, 1]);
});

it.each([
  ["before the database was restored", `${EARLIER}/`],
  ["before keys had an id before them", ""],
])("what was kept %s is read and can be removed; nobody lists it", async (_when, home) => {
  bucket.objects.clear();
  const key = randomUUID();
  bucket.objects.set(home + key, { bytes: Buffer.from("earlier"), type: "image/png", at: new Date() });

  const listed: string[] = [];
  for await (const each of store.list()) listed.push(each.key);
  const found = [await store.has(key), await read(key, { from: 1, to: 2 })];
  await store.remove(key);

  expect([listed, found, bucket.objects.size]).toEqual([[], [true, ["ar", 7]], 0]);
});

it("says that the bucket is away, which may be over later", async () => {
  bucket.fail(503);
  const failure = await store.put(randomUUID(), chunks("x"), about).catch((cause: unknown) => cause);
  const unknown = await store.has(randomUUID()).catch((cause: unknown) => cause);
  bucket.fail(undefined);

  for (const each of [failure, unknown])
    expect(each).toMatchObject({ platform: "media", status: 503, retryable: true });
});

it("leads nowhere else", async () => {
  await expect(store.open("../other/secret")).rejects.toThrow("not a key of ours");
});
