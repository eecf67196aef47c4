/**
 * Pictures as phones take them: JPEG, or PNG where something shines through, upright, without the place where they were
 * taken. They are always drawn anew, so that nothing of the file that came reaches a customer but what is to be seen.
 */
import sharp, { type Sharp } from "sharp";

export interface Picture {
  type: "image/jpeg" | "image/png";
  data: Buffer;
}

export interface PictureLimits {
  picture: number;
  preview: number;
}

/** Phones take pictures of up to 108 million pixels; what claims more is a bomb. */
const MOST_PIXELS = 130_000_000;
const SECONDS = 60;
const WHITE = "#ffffff";

sharp.cache(false);
sharp.concurrency(1);

/** Undefined: it cannot be read. One after the other, for each may need a few hundred megabytes for a moment. */
export function forPhones(
  source: string | Buffer,
  limits: PictureLimits,
): Promise<{ picture: Picture; preview: Picture } | undefined> {
  return inTurn(async () => {
    try {
      const { hasAlpha } = await sharp(source, { limitInputPixels: MOST_PIXELS }).metadata();
      const picture =
        (hasAlpha && (await clear(source, limits.picture))) || (await solid(source, limits.picture, SIZES));
      const preview = await solid(source, limits.preview, SMALL);
      return picture && preview && { picture, preview };
    } catch {
      // broken, a bomb, too slow, or of a kind that this build does not know (HEIC)
      return undefined;
    }
  });
}

const SIZES = [
  { edge: 4096, quality: 90 },
  { edge: 3072, quality: 82 },
  { edge: 2048, quality: 78 },
];
const SMALL = [
  { edge: 1024, quality: 80 },
  { edge: 512, quality: 70 },
];

function drawn(source: string | Buffer, edge: number): Sharp {
  return sharp(source, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });
}

async function clear(source: string | Buffer, most: number): Promise<Picture | undefined> {
  const data = await drawn(source, 2048).png({ compressionLevel: 9 }).toBuffer();
  return data.length <= most ? { type: "image/png", data } : undefined;
}

async function solid(source: string | Buffer, most: number, sizes: typeof SIZES): Promise<Picture | undefined> {
  for (const { edge, quality } of sizes) {
    const data = await drawn(source, edge).flatten({ background: WHITE }).jpeg({ quality }).toBuffer();
    if (data.length <= most) return { type: "image/jpeg", data };
  }
  return undefined;
}

/** What stands for a video of which there is no picture: the sign for "play", in the video's proportions. */
export async function playSign(size: { width: number; height: number } | undefined): Promise<Picture> {
  const { width, height } = within(size ?? { width: 16, height: 9 }, 640);
  const r = Math.round(Math.min(width, height) / 5);
  const [x, y] = [width / 2, height / 2];
  const sign = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#303438"/><circle cx="${x}" cy="${y}" r="${r}" fill="#ffffff" fill-opacity="0.9"/>
    <path d="M${x - r / 3} ${y - r / 2} L${x + r / 2} ${y} L${x - r / 3} ${y + r / 2} Z" fill="#303438"/></svg>`;
  const data = await inTurn(() => sharp(Buffer.from(sign)).jpeg({ quality: 80 }).toBuffer());
  return { type: "image/jpeg", data };
}

function within({ width, height }: { width: number; height: number }, edge: number): { width: number; height: number } {
  const scale = edge / Math.max(width, height);
  return { width: Math.max(16, Math.round(width * scale)), height: Math.max(16, Math.round(height * scale)) };
}

let last: Promise<unknown> = Promise.resolve();

/** What needs much memory for a moment. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}
