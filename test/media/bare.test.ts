import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";

import { bareOf } from "../../src/media/bare.ts";
import { type Sniffed, sniff } from "../../src/media/sniff.ts";
import * as samples from "../support/samples.ts";

const place = { IFD0: { Make: "Secret camera" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "35/1 41/1 22/1" } };
const XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF>Secret place</rdf:RDF></x:xmpmeta>";

const picture = () =>
  sharp({ create: { width: 60, height: 40, channels: 4, background: { r: 9, g: 99, b: 9, alpha: 0.5 } } });

/** As a phone writes it, and as programs do. */
const pictures: { what: string; kind: Sniffed; bytes: () => Promise<Buffer> }[] = [
  { what: "a JPEG of a phone", kind: "jpeg", bytes: samples.photo },
  { what: "a progressive JPEG with XMP", kind: "jpeg", bytes: () => told().jpeg({ progressive: true }).toBuffer() },
  { what: "a PNG", kind: "png", bytes: () => told().png().toBuffer() },
  { what: "a WebP", kind: "webp", bytes: () => told().webp().toBuffer() },
  { what: "a WebP without loss", kind: "webp", bytes: () => told().webp({ lossless: true }).toBuffer() },
];
const told = () => picture().withExif(place).withXmp(XMP);

const bared = (kind: Sniffed, bytes: Uint8Array): Buffer | undefined => {
  const pieces = bareOf(kind, Buffer.from(bytes));
  return pieces && Buffer.concat(pieces);
};

const SECRETS = ["Secret", "Exif\0\0", "eXIf", "EXIF", "xmpmeta"];

describe.each(pictures)("$what", ({ kind, bytes }) => {
  it("looks the same, and tells nothing else", async () => {
    const given = await bytes();
    expect(given.includes("Secret")).toBe(true);

    const bare = bared(kind, given) ?? Buffer.alloc(0);

    for (const secret of SECRETS) expect(bare.includes(secret, 0, "latin1")).toBe(false);
    const { exif, xmp, format } = await sharp(bare).metadata();
    expect([exif, xmp, format]).toEqual([undefined, undefined, kind]);
    const pixels = (of: Buffer) => sharp(of).raw().toBuffer();
    expect((await pixels(bare)).equals(await pixels(given))).toBe(true);
  });

  it("tells nothing else, wherever it is cut off", async () => {
    const given = await bytes();
    for (let length = 12; length < given.length; length += 1) {
      const bare = bared(kind, given.subarray(0, length));
      for (const secret of SECRETS) expect(bare?.includes(secret, 0, "latin1") ?? false).toBe(false);
    }
  });

  it("of which bytes were changed ends, with nothing that tells; and what is bare stays as it is", async () => {
    const given = await bytes();
    const change = fc.tuple(fc.nat(given.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const bytesNow = Buffer.from(given);
        for (const [at, value] of changes) bytesNow.writeUInt8(value, at);

        const bare = bared(kind, bytesNow);

        expect(bare?.includes("Exif\0\0", 0, "latin1") ?? false).toBe(false);
        if (bare) expect(bared(kind, bare)?.equals(bare)).toBe(true);
      }),
      // the last byte: a place is filled where the end was
      { numRuns: 300, examples: [[[[given.length - 1, 255]]]] },
    );
  });
});

it("whatever stands in it, it ends", () => {
  const heads = { jpeg: "\xff\xd8\xff", png: "\x89PNG\r\n\x1a\n", webp: "RIFF\0\0\0\0WEBP" };
  for (const [kind, head] of Object.entries(heads) as [Sniffed, string][])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (rest) => {
        const bare = bared(kind, Buffer.concat([Buffer.from(head, "latin1"), rest]));
        if (bare) expect([sniff(bare), bared(kind, bare)?.equals(bare)]).toEqual([kind, true]);
      }),
      { numRuns: 300 },
    );
});

it("what follows the end of a JPEG is left out: a second picture, with a place of its own", async () => {
  const both = Buffer.concat([await samples.jpeg(), await samples.photo()]);

  const bare = bared("jpeg", both);

  expect(bare?.includes("Secret camera")).toBe(false);
  expect((await sharp(bare).metadata()).width).toBe(60);
});

it("a length that lies and swallows what tells makes it unsure", () => {
  const chunk = (name: string, data: string, more = 0): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length + more);
    return Buffer.concat([length, Buffer.from(`${name}${data}crc!`, "latin1")]);
  };
  const png = (more: number) =>
    Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      chunk("IDAT", "pixels", more),
      chunk("eXIf", "MM\0*place"),
      chunk("IEND", ""),
    ]);

  expect(bared("png", png(0))?.includes("place")).toBe(false);
  expect(bared("png", png(21))).toBeUndefined();
});

it("of other kinds nobody is sure", () => {
  for (const kind of ["heif", "tiff", "gif", "mp4", "other"] as const)
    expect(bareOf(kind, samples.heic())).toBeUndefined();
});
