/** Bytes of anybody: whatever they say about themselves, reading them ends, with an answer. */
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createLinkCheck, createLinks } from "../../src/media/links.ts";
import { readMp3 } from "../../src/media/mp3.ts";
import { readMp4 } from "../../src/media/mp4.ts";
import { readRange } from "../../src/media/range.ts";
import { servedAs } from "../../src/media/served.ts";
import { ENOUGH, sniff } from "../../src/media/sniff.ts";
import * as samples from "../support/samples.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threadline-hostile-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function reading<T>(bytes: Uint8Array, read: (file: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const path = join(folder, String((count += 1)));
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    return await read(file);
  } finally {
    await file.close();
  }
}

/** A good file with some of its bytes changed. */
const damaged = (good: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 })
    .map((changes) => changes.reduce((bytes, [at, value]) => (bytes.writeUInt8(value, at), bytes), Buffer.from(good)));

describe("films", () => {
  it("whatever stands in the boxes, the length is a whole number or unknown", async () => {
    const any = fc.oneof(damaged(samples.mp4()), damaged(samples.m4a()), fc.uint8Array({ maxLength: 300 }));

    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        const { milliseconds } = await reading(bytes, readMp4);
        expect(milliseconds === undefined || (Number.isSafeInteger(milliseconds) && milliseconds > 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("boxes in boxes without end, and boxes of no length, end", async () => {
    let nested = samples.box("trak");
    for (let depth = 0; depth < 3_000; depth += 1) nested = samples.box("trak", nested);
    const empty = Buffer.alloc(80_000);

    for (const bytes of [samples.box("moov", nested), samples.box("moov", empty), Buffer.alloc(9)])
      expect((await reading(bytes, readMp4)).hasVideo).toBe(false);
  });
});

it("whatever stands in an MP3, its length is a whole number or unknown", async () => {
  const any = fc.oneof(damaged(samples.mp3(3)), damaged(samples.mp3(2, false)), fc.uint8Array({ maxLength: 300 }));

  await fc.assert(
    fc.asyncProperty(any, async (bytes) => {
      const milliseconds = await reading(bytes, readMp3);
      expect(milliseconds === undefined || (Number.isSafeInteger(milliseconds) && milliseconds > 0)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

it("no drawing and no page is taken for a picture", () => {
  const leads = ["<svg", "<?xml", "<!DOCTYPE html", "\ufeff<svg", "%PDF-1.7", "PK\u0003\u0004", "#!/bin/sh"];
  for (const lead of leads) expect(sniff(Buffer.from(lead.padEnd(ENOUGH)))).toBe("other");
});

it("a part is always within the file", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("bytes=", "-", ",", "0", "7", "19", " ") }),
      fc.nat(5000),
      (header, bytes) => {
        const range = readRange(header, bytes);
        if (range.kind === "part") expect(0 <= range.from && range.from <= range.to && range.to < bytes).toBe(true);
      },
    ),
  );
});

it("what is handed out is never of a type that a browser runs", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("image", "video", "audio", "file", "preview"),
      fc.string(),
      fc.string(),
      (kind, type, name) => {
        const served = servedAs(kind, type, name);
        expect(served.type).not.toMatch(/html|xml|svg|script|json/);
        expect(served.disposition).toMatch(
          /^(?:inline|attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!~.%&+^`|$#-]*)$/,
        );
      },
    ),
  );
});

it("no other link than ours is good, however little it differs", () => {
  const check = createLinkCheck("secret");
  const id = "01234567-89ab-cdef-0123-456789abcdef";
  const now = new Date("2026-11-01T00:00:00Z");
  const token = createLinks("https://x", "secret")
    .media(id, new Date(now.getTime() + 1000))
    .slice("https://x/media/".length);
  expect(check("media", token, now)).toMatchObject({ kind: "good", id });

  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, sign) => {
      const other = token.slice(0, at) + sign + token.slice(at + 1);
      fc.pre(other !== token);
      expect(check("media", other, now).kind).toBe("forged");
    }),
  );
});
