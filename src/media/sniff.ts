/** What a file is, by its first bytes: names and types are only claims. */

export type Sniffed = "jpeg" | "png" | "gif" | "webp" | "tiff" | "heif" | "mp4" | "mp3" | "other";

/** Bytes of the beginning that are enough to tell. */
export const ENOUGH = 64;

const PICTURES = new Set<Sniffed>(["jpeg", "png", "gif", "webp", "tiff", "heif"]);
const HEIF = /^(?:heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif|avis)$/;
/** QuickTime's own (`qt  `) is not among them: phones with Android do not play it. */
const MP4 = /^(?:isom|iso[2-9]|mp4[12]|avc1|M4[ABPV] |MSNV|dash|3gp[4-9]|mmp4|f4v )$/;

export const isPicture = (sniffed: Sniffed): boolean => PICTURES.has(sniffed);

export function sniff(head: Uint8Array): Sniffed {
  const text = Buffer.from(head).toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (/^GIF8[79]a/.test(text)) return "gif";
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (text.startsWith("ftyp", 4)) return sniffBrand(text.slice(8, 12));
  if (text.startsWith("ID3") || isFrame(head)) return "mp3";
  return "other";
}

function sniffBrand(brand: string): Sniffed {
  if (HEIF.test(brand)) return "heif";
  return MP4.test(brand) ? "mp4" : "other";
}

/** The head of an MPEG audio frame, layer III. */
function isFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xe6) === 0xe2 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
}
