/**
 * Pictures, videos and files in a bucket (S3 or what speaks like it). What comes is written down in a folder first: only
 * then its size is known, which a bucket wants to hear before the first byte, and a try that fails can be made again.
 */
import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

import type { ContentStore, Kept, OpenContent } from "../bridge/ports-media.ts";
import { PlatformError } from "../errors.ts";
import { sweepDrafts, tryName, writeDown } from "./disk.ts";
import { fromStore } from "./failure.ts";
import { checkKey, isKey } from "./key.ts";

export interface BucketAccess {
  /** Without the bucket. */
  endpoint: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
}

/** Ids before the keys of a database (src/store/media-homes.ts): what lies under others is not ours. */
export interface BucketPlace extends BucketAccess {
  own: string;
  earlier: readonly string[];
}

const TRIES = 2;
/** "Insufficient storage": what speaks like S3 on a disk of its own may run out of it. */
const NO_ROOM = 507;
/** What goes wrong is said by who asked. */
const quiet = (): void => undefined;
const SILENT = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

export function bucketClient({ endpoint, region, keyId, secret }: BucketAccess): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId: keyId, secretAccessKey: secret },
    // the bucket in the path: what speaks like S3 often has no name for each of them
    forcePathStyle: true,
    maxAttempts: TRIES,
    logger: SILENT,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}

export async function createBucketStore(
  { own, earlier, ...access }: BucketPlace,
  folder: string,
): Promise<{ content: ContentStore; close: () => void }> {
  const tmp = join(folder, "tmp");
  await fromStore(() => mkdir(tmp, { recursive: true, mode: 0o700 }));
  const client = bucketClient(access);
  const inHome = (home: string, key: string) => ({ Bucket: access.bucket, Key: `${home}/${checkKey(key)}` });
  /** Where it may lie, the likeliest first; before there were ids, keys stood alone. */
  const placesOf = (key: string) => [
    ...[own, ...earlier].map((home) => inHome(home, key)),
    { Bucket: access.bucket, Key: checkKey(key) },
  ];

  async function put(
    key: string,
    source: AsyncIterable<Uint8Array>,
    { type, limit }: { type: string; limit: number },
  ): Promise<Kept> {
    const place = inHome(own, key);
    const draft = join(tmp, tryName(key));
    try {
      const bytes = await writeDown(draft, source, limit);
      if (bytes === undefined) return { kind: "tooBig" };
      const whole = { ...place, ContentLength: bytes, ContentType: type };
      await fromBucket(() => client.send(new PutObjectCommand({ ...whole, Body: createReadStream(draft) })));
      return { kind: "kept", bytes };
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  async function open(key: string, range?: { from: number; to: number }): Promise<OpenContent | undefined> {
    const part = range === undefined ? {} : { Range: `bytes=${range.from}-${range.to}` };
    for (const place of placesOf(key)) {
      const found = await orNothing(() => client.send(new GetObjectCommand({ ...place, ...part })));
      if (!found?.Body) continue;
      const total = /\/(?<total>\d+)$/.exec(found.ContentRange ?? "")?.groups?.["total"];
      return { stream: found.Body as Readable, bytes: Number(total ?? found.ContentLength ?? 0) };
    }
    return undefined;
  }

  async function has(key: string): Promise<boolean> {
    for (const place of placesOf(key))
      if (await orNothing(() => client.send(new HeadObjectCommand(place)))) return true;
    return false;
  }

  /** Of what lies elsewhere nobody knows here whether it is needed. */
  async function* list(): AsyncGenerator<{ key: string; at: Date }> {
    const within = { Bucket: access.bucket, Prefix: `${own}/` };
    let next: string | undefined;
    do {
      const from = next === undefined ? {} : { ContinuationToken: next };
      const page = await fromBucket(() => client.send(new ListObjectsV2Command({ ...within, ...from })));
      for (const { Key: place = "", LastModified: modified } of page.Contents ?? []) {
        const key = place.startsWith(within.Prefix) ? place.slice(within.Prefix.length) : "";
        if (isKey(key) && modified) yield { key, at: modified };
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
  }

  async function remove(key: string): Promise<void> {
    for (const place of placesOf(key)) await orNothing(() => client.send(new DeleteObjectCommand(place)));
  }

  const content = { put, open, has, remove, list, sweep: (now: Date) => sweepDrafts(tmp, now) };
  return { content, close: () => client.destroy() };
}

/** Undefined: there is none. */
async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await fromBucket(ask);
  } catch (cause) {
    if (cause instanceof PlatformError && cause.status === 404) return undefined;
    throw cause;
  }
}

/** Everything may be over later: a bucket that is away comes back, a key that is wrong is put right. */
async function fromBucket<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof S3ServiceException))
      throw new PlatformError({ platform: "media", code: "bucket_away", retryable: true, cause });
    const status = cause.$metadata.httpStatusCode;
    const code = status === NO_ROOM ? "bucket_full" : cause.name;
    throw new PlatformError({ platform: "media", code, status, retryable: true, cause });
  }
}
