/**
 * Pictures that cannot be drawn anew (broken, or too large for that) without what their files tell besides: where and when
 * they were taken, with what, a small copy of what was cut off. Nothing is decoded: of JPEG, PNG and WebP the parts are
 * walked through, and only those are kept that a picture is drawn of.
 */
import type { Sniffed } from "./sniff.ts";

/** The pieces of it in order, most of them views of what was given. Undefined: nobody can be sure of it. */
export function bareOf(kind: Sniffed, bytes: Buffer): Buffer[] | undefined {
  const pieces = walk(kind, bytes);
  // a length that lies may have swallowed what was to be left out
  return pieces?.some(isTelling) ? undefined : pieces;
}

function walk(kind: Sniffed, bytes: Buffer): Buffer[] | undefined {
  if (kind === "jpeg") return bareJpeg(bytes);
  if (kind === "png") return barePng(bytes);
  return kind === "webp" ? bareWebp(bytes) : undefined;
}

const SIGNS = ["Exif\0\0", "http://ns.adobe.com/xap/", "<x:xmpmeta", "XML:com.adobe.xmp", "Raw profile type"];
const HEADS = ["II*\0", "MM\0*"];

function isTelling(piece: Buffer): boolean {
  return SIGNS.some((sign) => piece.includes(sign, 0, "latin1")) || HEADS.some((head) => hasExif(piece, head));
}

/** As a chunk of PNG (its name before it) or of WebP (name and length). */
function hasExif(piece: Buffer, head: string): boolean {
  for (let at = piece.indexOf(head, 0, "latin1"); at >= 0; at = piece.indexOf(head, at + 1, "latin1"))
    if (nameAt(piece, at - 4) === "eXIf" || nameAt(piece, at - 8) === "EXIF") return true;
  return false;
}

const startsAt = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.toString("latin1", at, at + text.length) === text;
const nameAt = (bytes: Buffer, at: number): string => (at < 0 ? "" : bytes.toString("latin1", at, at + 4));

const SCAN = 0xda;
const END = 0xd9;
/** Tables, frames and scans. */
const isDrawing = (marker: number): boolean => (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdd);
/** Of applications: how its colours are meant. */
const COLOURS: Record<number, string> = { 0xe0: "JFIF\0", 0xe2: "ICC_PROFILE\0", 0xee: "Adobe" };

function bareJpeg(bytes: Buffer): Buffer[] | undefined {
  const pieces = [bytes.subarray(0, 2)];
  let drawn = false;
  let at = 2;
  while (at + 2 <= bytes.length) {
    const marker = bytes.readUInt8(at + 1);
    if (bytes.readUInt8(at) !== 0xff || marker < 0xc0) return undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // what follows the end is no part of it: a second picture, a film, notes of its maker
    if (marker === END) return drawn ? [...pieces, bytes.subarray(at, at + 2)] : undefined;
    if (at + 4 > bytes.length) break;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return undefined;
    const until = marker === SCAN ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    const colours = COLOURS[marker];
    if (isDrawing(marker) || (colours !== undefined && startsAt(bytes, at + 4, colours)))
      pieces.push(bytes.subarray(at, until));
    drawn ||= marker === SCAN;
    at = until;
  }
  return drawn ? pieces : undefined;
}

/** The next marker that does not belong to the scan, with what fills the place before it. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0) {
    let last = at;
    while (bytes[last + 1] === 0xff) last += 1;
    const next = bytes[last + 1];
    const isOfScan = next === 0 || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!isOfScan) return at;
    at = bytes.indexOf(0xff, last + 1);
  }
  return bytes.length;
}

const PNG_DRAWING = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI acTL fcTL fdAT".split(" "),
);

function barePng(bytes: Buffer): Buffer[] | undefined {
  const pieces = [bytes.subarray(0, 8)];
  let drawn = false;
  for (let at = 8; at + 8 <= bytes.length;) {
    const name = nameAt(bytes, at + 4);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (PNG_DRAWING.has(name)) pieces.push(bytes.subarray(at, end));
    drawn ||= name === "IDAT";
    if (name === "IEND") break;
    at = end;
  }
  return drawn ? pieces : undefined;
}

const WEBP_DRAWING = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** It says that there are EXIF and XMP. */
const TELLING_FLAGS = 0x0c;

function bareWebp(bytes: Buffer): Buffer[] | undefined {
  const pieces: Buffer[] = [];
  let drawn = false;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = nameAt(bytes, at);
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const piece = bytes.subarray(at, end);
    if (WEBP_DRAWING.has(name)) pieces.push(name === "VP8X" ? withoutFlags(piece) : piece);
    drawn ||= name === "VP8 " || name === "VP8L" || name === "ANMF";
    at = end;
  }
  if (!drawn) return undefined;
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(Math.min(0xffff_ffff, 4 + pieces.reduce((sum, { length }) => sum + length, 0)), 4);
  return [head, ...pieces];
}

function withoutFlags(piece: Buffer): Buffer {
  const copy = Buffer.from(piece);
  if (copy.length > 8) copy.writeUInt8(copy.readUInt8(8) & ~TELLING_FLAGS, 8);
  return copy;
}
