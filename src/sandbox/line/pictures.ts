/** The picture a customer sends when a test does not care which: a grey JPEG of 8 × 8, in the fewest parts that a decoder asks for. */
const HEADER = "ffd8ffe000104a46494600010100000100010000";
const QUANTISATION = `ffdb004300${"01".repeat(64)}`;
const FRAME = "ffc0000b080008000801011100";
/** One Huffman code each: "no difference" for the mean, "end of block" for the rest. */
const CODES = `ffc400140001${"00".repeat(16)}ffc400141001${"00".repeat(16)}`;
const SCAN = "ffda0008010100003f003f";
const END = "ffd9";

export function samplePicture(): Uint8Array {
  return Buffer.from(HEADER + QUANTISATION + FRAME + CODES + SCAN + END, "hex");
}
