/** How long an MP3 plays: from what its encoder wrote down, else from its bit rate. */
import type { FileHandle } from "node:fs/promises";

const RATES = [
  // MPEG 1, then MPEG 2 and 2.5, layer III, in kbit/s
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const SAMPLES = [44_100, 48_000, 32_000] as const;

interface Frame {
  bytes: number;
  bitsPerSecond: number;
  samples: number;
  samplesPerSecond: number;
  /** Where an encoder's notes would begin. */
  notes: number;
}

/** Undefined when it is no MP3, or says nothing of its length. */
export async function readMp3(file: FileHandle): Promise<number | undefined> {
  const { size } = await file.stat();
  const start = await afterTag(file);
  const head = await bytes(file, start, 256);
  const frame = readFrame(head);
  if (!frame) return undefined;
  const counted = framesNoted(head, frame);
  const next = await bytes(file, start + frame.bytes, 4);
  // one frame alone proves little
  if (counted === undefined && next.length === 4 && !readFrame(next)) return undefined;
  const seconds =
    counted === undefined
      ? ((size - start) * 8) / frame.bitsPerSecond
      : (counted * frame.samples) / frame.samplesPerSecond;
  return seconds > 0 ? Math.max(1, Math.round(seconds * 1000)) : undefined;
}

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** Titles and pictures stand before the sound; their length has seven bits a byte. */
async function afterTag(file: FileHandle): Promise<number> {
  const head = await bytes(file, 0, 10);
  if (head.length < 10 || head.toString("latin1", 0, 3) !== "ID3") return 0;
  const length = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  return 10 + length + ((head[5] ?? 0) & 0x10 ? 10 : 0);
}

function readFrame(head: Buffer): Frame | undefined {
  if (head.length < 4) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  if (first !== 0xff || (second & 0xe6) !== 0xe2) return undefined;
  const version = (second >> 3) & 3;
  const rate = RATES[version === 3 ? 0 : 1][third >> 4];
  const base = SAMPLES[(third >> 2) & 3];
  if (version === 1 || !rate || base === undefined) return undefined;
  const samplesPerSecond = version === 3 ? base : version === 2 ? base / 2 : base / 4;
  const samples = version === 3 ? 1152 : 576;
  const bitsPerSecond = rate * 1000;
  const length = Math.floor(((samples / 8) * bitsPerSecond) / samplesPerSecond) + ((third >> 1) & 1);
  const mono = fourth >> 6 === 3;
  const side = version === 3 ? (mono ? 17 : 32) : mono ? 9 : 17;
  return { bytes: length, bitsPerSecond, samples, samplesPerSecond, notes: 4 + side };
}

/** Frames in all, where the encoder noted it (`Xing`, `Info`, or `VBRI`). */
function framesNoted(head: Buffer, { notes }: Frame): number | undefined {
  const name = head.toString("latin1", notes, notes + 4);
  if ((name === "Xing" || name === "Info") && head.length >= notes + 12 && head.readUInt32BE(notes + 4) & 1)
    return head.readUInt32BE(notes + 8);
  if (head.toString("latin1", 36, 40) === "VBRI" && head.length >= 54) return head.readUInt32BE(50);
  return undefined;
}
