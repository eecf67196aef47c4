/**
 * Makes of a file what phones can show, and keeps it: pictures are drawn anew (or bared), videos and audio looked into, all
 * else stays as it came and is only ever saved. What a file is, is told by its bytes.
 */
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { Readable } from "node:stream";

import type { ContentStore, Made, RawFile, Workshop } from "../bridge/ports-media.ts";
import { PlatformError } from "../errors.ts";
import { bareOf } from "./bare.ts";
import { fromStore } from "./failure.ts";
import { readMp3 } from "./mp3.ts";
import { type Mp4, readMp4 } from "./mp4.ts";
import { forPhones, inTurn, type Picture, playSign } from "./pictures.ts";
import { ENOUGH, isPicture, type Sniffed, sniff } from "./sniff.ts";

interface Keys {
  main: string;
  preview: string;
}

export function createWorkshop(folder: string, content: Pick<ContentStore, "put">): Workshop {
  return {
    make: (raw, keys) =>
      withDraft(folder, raw, async (draft) => {
        if (draft === undefined) return { kind: "tooBig" };
        return look({ raw, keys, path: draft.path, bytes: draft.bytes, content });
      }),
  };
}

interface Job {
  raw: RawFile;
  keys: Keys;
  path: string;
  bytes: number;
  content: Pick<ContentStore, "put">;
}

async function look(job: Job): Promise<Made> {
  const { raw, path, bytes } = job;
  const handle = await fromStore(() => open(path));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ENOUGH), 0, ENOUGH, 0);
    const sniffed = sniff(buffer.subarray(0, bytesRead));
    if (isPicture(sniffed)) return (await picture(job)) ?? (await bare(job, sniffed));
    if (bytes > raw.limits.film) return await asItIs(job);
    if (sniffed === "mp4") {
      const film = await readMp4(handle);
      if (film.hasVideo) return await video(job, film);
      if (film.hasAudio) return await audio(job, "audio/mp4", film.milliseconds);
    }
    if (sniffed === "mp3") return await audio(job, "audio/mpeg", await readMp3(handle));
    return await asItIs(job);
  } finally {
    await handle.close();
  }
}

/** Undefined when neither it nor the desk's own small copy of it can be read. */
async function picture(job: Job): Promise<Made | undefined> {
  const { raw, path } = job;
  const drawn = (await forPhones(path, raw.limits)) ?? (await fromStill(job));
  if (!drawn) return undefined;
  const main = await keep(job, job.keys.main, drawn.picture);
  return { kind: "image", ...main, preview: await keep(job, job.keys.preview, drawn.preview) };
}

/** Held in memory as a whole. */
const MOST_BARE = 200_000_000;

/** To be saved and not shown, without the place where it was taken: what may tell it is not sent at all. */
function bare({ raw, keys, path, bytes, content }: Job, sniffed: Sniffed): Promise<Made> {
  return inTurn(async () => {
    const pieces = bytes > MOST_BARE ? undefined : bareOf(sniffed, await fromStore(() => readFile(path)));
    if (pieces === undefined) return { kind: "unreadable" };
    const limit = pieces.reduce((sum, { length }) => sum + length, 0);
    await content.put(keys.main, Readable.from(pieces), { type: raw.type, limit });
    return { kind: "file", type: raw.type, bytes: limit };
  });
}

/** A copy that cannot be had is no reason to keep the file back. */
async function fromStill(job: Job): Promise<{ picture: Picture; preview: Picture } | undefined> {
  const { raw } = job;
  if (!raw.still) return undefined;
  const copy = { fetch: raw.still, limit: raw.limits.picture };
  try {
    return await withDraft(job.path, copy, async (draft) => draft && forPhones(draft.path, raw.limits));
  } catch (cause) {
    if (cause instanceof PlatformError && cause.platform === "slack") return undefined;
    throw cause;
  }
}

async function video(job: Job, film: Mp4): Promise<Made> {
  const still = (await fromStill(job))?.preview ?? (await playSign(film.size));
  const main = await keepDraft(job, "video/mp4");
  return { kind: "video", ...main, preview: await keep(job, job.keys.preview, still) };
}

/** LINE wants to know how long it plays; where nobody says, it is a file. */
async function audio(job: Job, type: string, read: number | undefined): Promise<Made> {
  const milliseconds = read ?? job.raw.milliseconds;
  if (milliseconds === undefined) return asItIs(job);
  return { kind: "audio", ...(await keepDraft(job, type)), milliseconds };
}

async function asItIs(job: Job): Promise<Made> {
  return { kind: "file", ...(await keepDraft(job, job.raw.type)) };
}

async function keepDraft({ content, keys, path, bytes }: Job, type: string): Promise<{ type: string; bytes: number }> {
  await content.put(keys.main, createReadStream(path), { type, limit: bytes });
  return { type, bytes };
}

async function keep(job: Job, key: string, { type, data }: Picture): Promise<{ type: string; bytes: number }> {
  await job.content.put(key, once(data), { type, limit: data.length });
  return { type, bytes: data.length };
}

async function* once(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

interface Draft {
  path: string;
  bytes: number;
}

/** Undefined: it is more than the limit. The draft is gone when `use` has ended. */
async function withDraft<T>(
  beside: string,
  raw: Pick<RawFile, "fetch" | "limit">,
  use: (draft: Draft | undefined) => Promise<T>,
): Promise<T> {
  const path = `${beside}.${randomBytes(6).toString("hex")}`;
  try {
    return await use(await writeDown(path, raw));
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

async function writeDown(path: string, { fetch, limit }: Pick<RawFile, "fetch" | "limit">): Promise<Draft | undefined> {
  const source = await fetch();
  const file = await fromStore(() => open(path, "wx", 0o600));
  try {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > limit) return undefined;
      await fromStore(() => file.writeFile(chunk));
    }
    return { path, bytes };
  } finally {
    await fromStore(() => file.close());
  }
}
