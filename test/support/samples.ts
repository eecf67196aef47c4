/** Small real files of the kinds that staff send. */
import sharp from "sharp";

export function jpeg(width = 60, height = 40): Promise<Buffer> {
  return painted(width, height).jpeg().toBuffer();
}

export function png(width = 60, height = 40): Promise<Buffer> {
  return painted(width, height).png().toBuffer();
}

const painted = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 40 } } });

/** A photo as a phone takes it: on its side, with the place where it was taken. */
export function photo(): Promise<Buffer> {
  const place = {
    GPSLatitudeRef: "N",
    GPSLatitude: "35/1 41/1 22/1",
    GPSLongitudeRef: "E",
    GPSLongitude: "139/1 41/1 30/1",
  };
  return painted(60, 40)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: "Secret camera" }, IFD3: place })
    .jpeg()
    .toBuffer();
}

const text = (value: string): Buffer => Buffer.from(value, "latin1");

export function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

const words = (...values: number[]): Buffer => {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value >>> 0, index * 4);
  return buffer;
};

const track = (handler: "vide" | "soun", width: number, height: number): Buffer =>
  box(
    "trak",
    box(
      "tkhd",
      words(7, 0, 0, 1, 0, 4500, 0, 0, 0, 0),
      words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000),
      words(width << 16, height << 16),
    ),
    box("mdia", box("hdlr", words(0, 0), text(handler), Buffer.alloc(13))),
  );

/** `tracks`: what plays in it. `seconds` 0: it does not say how long. */
export function mp4({
  brand = "mp42",
  tracks = ["vide", "soun"],
  seconds = 4.5,
  filler = 200,
}: { brand?: string; tracks?: ("vide" | "soun")[]; seconds?: number; filler?: number } = {}): Buffer {
  const head = box("mvhd", words(0, 0, 0, 1000, seconds * 1000, 0x10000), Buffer.alloc(76));
  const film = tracks.map((handler) => track(handler, handler === "vide" ? 320 : 0, handler === "vide" ? 180 : 0));
  const kind = box("ftyp", text(brand), words(0), text("isommp42"));
  return Buffer.concat([kind, box("mdat", Buffer.alloc(filler, 7)), box("moov", head, ...film)]);
}

export const m4a = (seconds = 3): Buffer => mp4({ brand: "M4A ", tracks: ["soun"], seconds });

/** 128 kbit/s at 44.1 kHz: 417 bytes a frame, 26 ms each. */
export function mp3(frames = 100, tag = true): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  const title = tag ? [Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 1, 0]), Buffer.alloc(128)] : [];
  return Buffer.concat([...title, ...Array.from({ length: frames }, () => frame)]);
}

/** As an iPhone writes it; what decodes it is not part of every build. */
export const heic = (): Buffer =>
  Buffer.concat([box("ftyp", text("heic"), words(0), text("mif1heic")), Buffer.alloc(500, 3)]);

export const pdf = (): Buffer => text("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

export const svg = (): Buffer =>
  text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>');

/** A PNG of a few bytes that claims to be as large as a town. */
export async function bomb(): Promise<Buffer> {
  const small = await png(4, 4);
  const claims = Buffer.from(small);
  claims.writeUInt32BE(60_000, 16);
  claims.writeUInt32BE(60_000, 20);
  claims.writeUInt32BE(crc(claims.subarray(12, 29)), 29);
  return claims;
}

function crc(data: Buffer): number {
  let value = 0xffff_ffff;
  for (const byte of data) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb8_8320 : 0);
  }
  return (value ^ 0xffff_ffff) >>> 0;
}
