import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { ContentStore, Made, RawFile, Workshop } from "../../src/bridge/ports-media.ts";
import { PlatformError } from "../../src/errors.ts";
import { createDiskStore } from "../../src/media/disk.ts";
import { createWorkshop } from "../../src/media/workshop.ts";
import * as samples from "../support/samples.ts";

let folder: string;
let store: ContentStore;
let workshop: Workshop;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threadline-workshop-"));
  store = await createDiskStore(folder);
  workshop = createWorkshop(join(folder, "tmp", "make"), store);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const LIMITS = { picture: 10_000_000, preview: 1_000_000, film: 200_000_000 };

interface Result {
  made: Made;
  main: Buffer | undefined;
  preview: Buffer | undefined;
}

async function make(bytes: Buffer, about: Partial<RawFile> = {}): Promise<Result> {
  const keys = { main: randomUUID(), preview: randomUUID() };
  const fetch = () => Promise.resolve(pieces(bytes));
  const raw = { type: "application/x", milliseconds: undefined, fetch, still: undefined, limit: 5e8, limits: LIMITS };
  const made = await workshop.make({ ...raw, ...about }, keys);
  return { made, main: await kept(keys.main), preview: await kept(keys.preview) };
}

async function kept(key: string): Promise<Buffer | undefined> {
  const opened = await store.open(key);
  return opened && buffer(opened.stream);
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096);
}

describe("pictures", () => {
  it("a photo stands upright and tells nobody where it was taken", async () => {
    const photo = await samples.photo();
    expect((await sharp(photo).metadata()).exif?.includes("Secret camera")).toBe(true);

    const { made, main, preview } = await make(photo);

    expect(made).toMatchObject({ kind: "image", type: "image/jpeg", preview: { type: "image/jpeg" } });
    for (const picture of [main, preview]) {
      const { width, height, exif, orientation } = await sharp(picture).metadata();
      expect({ width, height, exif, orientation }).toEqual({
        width: 40,
        height: 60,
        exif: undefined,
        orientation: undefined,
      });
      expect(picture?.includes("Secret camera")).toBe(false);
    }
  });

  const kinds: { what: string; bytes: () => Promise<Buffer>; type: string }[] = [
    { what: "a JPEG", bytes: () => samples.jpeg(), type: "image/jpeg" },
    { what: "a PNG without holes", bytes: () => samples.png(), type: "image/jpeg" },
    { what: "a PNG with holes", bytes: () => clear().png().toBuffer(), type: "image/png" },
    { what: "a WebP", bytes: () => sharp(Buffer.from(RED)).webp().toBuffer(), type: "image/png" },
    { what: "a GIF", bytes: () => sharp(Buffer.from(RED)).gif().toBuffer(), type: "image/png" },
    {
      what: "an AVIF",
      bytes: async () =>
        sharp(await samples.png())
          .avif()
          .toBuffer(),
      type: "image/jpeg",
    },
    {
      what: "a TIFF",
      bytes: async () =>
        sharp(await samples.png())
          .tiff()
          .toBuffer(),
      type: "image/jpeg",
    },
  ];
  it.each(kinds)("$what becomes what LINE shows", async ({ bytes, type }) => {
    const { made, main, preview } = await make(await bytes());

    expect(made).toMatchObject({ kind: "image", type, bytes: main?.length, preview: { bytes: preview?.length } });
    expect((await sharp(main).metadata()).format).toBe(type.slice("image/".length));
    expect((await sharp(preview).metadata()).format).toBe("jpeg");
  });

  it("what is too large for LINE is drawn smaller", async () => {
    const noise = await sharp({
      create: {
        width: 1200,
        height: 1200,
        channels: 3,
        background: "#fff",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    const limits = { picture: 1_000_000, preview: 60_000, film: 1 };

    const { made } = await make(noise, { limits });

    expect(made.kind).toBe("image");
    if (made.kind !== "image") return;
    expect(made.bytes).toBeLessThanOrEqual(1_000_000);
    expect(made.preview.bytes).toBeLessThanOrEqual(60_000);
  });

  it("one that cannot be read here is sent as the desk's own copy of it", async () => {
    const copy = await samples.jpeg(33, 22);

    const { made, main } = await make(samples.heic(), { still: () => Promise.resolve(pieces(copy)) });

    expect(made.kind).toBe("image");
    expect((await sharp(main).metadata()).width).toBe(33);
  });

  const unreadable: { what: string; bytes: () => Buffer | Promise<Buffer> }[] = [
    { what: "a bomb of pixels", bytes: samples.bomb },
    { what: "half a PNG", bytes: async () => (await samples.png(300, 300)).subarray(0, 100) },
  ];
  it.each(unreadable)("$what is a file, as it came", async ({ bytes }) => {
    const given = await bytes();

    const { made, main, preview } = await make(given);

    expect(made).toEqual({ kind: "file", type: "application/x", bytes: given.length });
    expect([main?.equals(given), preview]).toEqual([true, undefined]);
  });

  it("a photo that breaks off is a file that tells nobody where it was taken", async () => {
    const photo = await samples.photo();
    const half = photo.subarray(0, photo.length - 10);

    const { made, main, preview } = await make(half);

    expect(half.includes("Secret camera")).toBe(true);
    expect(made).toEqual({ kind: "file", type: "application/x", bytes: main?.length });
    expect([main?.includes("Secret camera"), main?.includes("Exif"), preview]).toEqual([false, false, undefined]);
    expect((await sharp(main, { failOn: "none" }).metadata()).width).toBe(60);
  });

  it("a HEIC without a copy may tell it, and is not taken", async () => {
    expect(await make(samples.heic())).toEqual({ made: { kind: "unreadable" }, main: undefined, preview: undefined });
  });
});

describe("films and sound", () => {
  it("a video keeps its bytes and gets a picture in its proportions", async () => {
    const film = samples.mp4();

    const { made, main, preview } = await make(film);

    expect(made).toMatchObject({ kind: "video", type: "video/mp4", bytes: film.length });
    expect(main?.equals(film)).toBe(true);
    const { width, height, format } = await sharp(preview).metadata();
    expect([format, Math.round((width / height) * 9)]).toEqual(["jpeg", 16]);
  });

  it("a video whose picture cannot be had goes all the same", async () => {
    const still = (): Promise<never> =>
      Promise.reject(new PlatformError({ platform: "slack", code: "file_not_found", retryable: false }));

    expect((await make(samples.mp4(), { still })).made.kind).toBe("video");
  });

  it("the desk's picture of a video is taken where there is one", async () => {
    const still = await samples.jpeg(77, 44);

    const { preview } = await make(samples.mp4(), { still: () => Promise.resolve(pieces(still)) });

    expect((await sharp(preview).metadata()).width).toBe(77);
  });

  const sounds: { what: string; bytes: Buffer; about?: Partial<RawFile>; made: object }[] = [
    { what: "an m4a", bytes: samples.m4a(3), made: { kind: "audio", type: "audio/mp4", milliseconds: 3000 } },
    { what: "an mp3", bytes: samples.mp3(100), made: { kind: "audio", type: "audio/mpeg", milliseconds: 2606 } },
    { what: "an mp3 without title", bytes: samples.mp3(50, false), made: { kind: "audio", milliseconds: 1303 } },
    {
      what: "an m4a whose length only Slack knows",
      bytes: samples.m4a(0),
      about: { milliseconds: 7000 },
      made: { kind: "audio", milliseconds: 7000 },
    },
    { what: "an m4a whose length nobody knows", bytes: samples.m4a(0), made: { kind: "file" } },
    { what: "a QuickTime film", bytes: samples.mp4({ brand: "qt  " }), made: { kind: "file" } },
    { what: "a film without tracks", bytes: samples.mp4({ tracks: [] }), made: { kind: "file" } },
    { what: "a film cut in the middle", bytes: samples.mp4().subarray(0, 150), made: { kind: "file" } },
    {
      what: "a film that LINE finds too large",
      bytes: samples.mp4(),
      about: { limits: { ...LIMITS, film: 100 } },
      made: { kind: "file" },
    },
  ];
  it.each(sounds)("$what is $made.kind", async ({ bytes, about, made }) => {
    expect((await make(bytes, about)).made).toMatchObject(made);
  });
});

describe("everything else", () => {
  const others = [
    { what: "a PDF", bytes: samples.pdf() },
    { what: "a drawing with a script", bytes: samples.svg() },
    { what: "a page", bytes: Buffer.from("<!DOCTYPE html><script>alert(1)</script>") },
    { what: "nothing", bytes: Buffer.alloc(0) },
    { what: "a zip", bytes: Buffer.from("PK\u0003\u0004 a bomb is never opened here") },
  ];
  it.each(others)("$what is kept as it came, to be saved and not shown", async ({ bytes }) => {
    const { made, main } = await make(bytes, { type: "image/png" });

    expect(made).toEqual({ kind: "file", type: "image/png", bytes: bytes.length });
    expect(main?.equals(bytes)).toBe(true);
  });

  it("what is larger than allowed is not taken, however small it says it is", async () => {
    const { made, main } = await make(samples.mp4({ filler: 10_000 }), { limit: 5000 });

    expect([made, main]).toEqual([{ kind: "tooBig" }, undefined]);
  });

  it("nothing half is left when the source breaks off", async () => {
    const broken = async function* breaks(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("half");
      throw new Error("reset");
    };

    await expect(make(Buffer.alloc(0), { fetch: () => Promise.resolve(broken()) })).rejects.toThrow("reset");
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
  });
});

const clear = () =>
  sharp({ create: { width: 30, height: 30, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.3 } } });
const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><circle cx="15" cy="15" r="9" fill="red"/></svg>';
