/**
 * What an MP4 holds, from its boxes. Only their heads are read, wherever in the file they stand, and a file that says
 * nonsense about itself ends the reading.
 */
import type { FileHandle } from "node:fs/promises";

export interface Mp4 {
  hasVideo: boolean;
  hasAudio: boolean;
  /** Undefined where the file does not say (streamed recordings). */
  milliseconds: number | undefined;
  /** As it is shown, after turning. */
  size: { width: number; height: number } | undefined;
}

interface Box {
  type: string;
  from: number;
  to: number;
}

/** A film has some twenty; a file with more is made to keep us busy. */
const MOST_BOXES = 5_000;

export async function readMp4(file: FileHandle): Promise<Mp4> {
  const film: Mp4 = { hasVideo: false, hasAudio: false, milliseconds: undefined, size: undefined };
  let left = MOST_BOXES;
  let track: Mp4["size"];

  async function walk(from: number, to: number, within: string): Promise<void> {
    let at = from;
    while (at + 8 <= to && left > 0) {
      left -= 1;
      const box = await head(file, at, to);
      if (!box) return;
      if (within === "" ? box.type === "moov" : ["trak", "mdia"].includes(box.type))
        await walk(box.from, box.to, box.type);
      else await note(box, within);
      at = box.to;
    }
  }

  async function note(box: Box, within: string): Promise<void> {
    if (within === "moov" && box.type === "mvhd") film.milliseconds ??= await duration(file, box);
    if (within === "trak" && box.type === "tkhd") track = await shown(file, box);
    if (within !== "mdia" || box.type !== "hdlr") return;
    const handler = (await bytes(file, box.from + 8, 4)).toString("latin1");
    if (handler === "soun") film.hasAudio = true;
    if (handler !== "vide") return;
    film.hasVideo = true;
    film.size ??= track;
  }

  await walk(0, (await file.stat()).size, "");
  return film;
}

async function head(file: FileHandle, at: number, end: number): Promise<Box | undefined> {
  const read = await bytes(file, at, 16);
  if (read.length < 8) return undefined;
  const type = read.toString("latin1", 4, 8);
  const short = read.readUInt32BE(0);
  // 0: to the end; 1: the length stands behind, in 64 bits
  if (short === 1 && read.length < 16) return undefined;
  const [length, skip] = short === 1 ? [Number(read.readBigUInt64BE(8)), 16] : [short === 0 ? end - at : short, 8];
  const to = at + length;
  return length < skip || to > end ? undefined : { type, from: at + skip, to };
}

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** `mvhd`: version 0 counts in 32 bits, version 1 in 64. */
async function duration(file: FileHandle, box: Box): Promise<number | undefined> {
  const read = await bytes(file, box.from, 32);
  if (read.length < 32) return undefined;
  const long = read[0] === 1;
  const scale = read.readUInt32BE(long ? 20 : 12);
  const units = long ? Number(read.readBigUInt64BE(24)) : read.readUInt32BE(16);
  const unknown = scale === 0 || units === 0 || units === 0xffff_ffff;
  const milliseconds = Math.round((units / scale) * 1000);
  return unknown || !Number.isSafeInteger(milliseconds) ? undefined : Math.max(1, milliseconds);
}

/** `tkhd`: its width and height, and whether the picture is turned a quarter. */
async function shown(file: FileHandle, box: Box): Promise<Mp4["size"]> {
  const read = await bytes(file, box.from, 96);
  const matrix = read[0] === 1 ? 52 : 40;
  if (read.length < matrix + 44) return undefined;
  const [width, height] = [read.readUInt32BE(matrix + 36) >>> 16, read.readUInt32BE(matrix + 40) >>> 16];
  if (width === 0 || height === 0) return undefined;
  return read.readInt32BE(matrix) === 0 ? { width: height, height: width } : { width, height };
}
