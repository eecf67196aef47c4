/** Slack writes emoji as short names; LINE knows only Unicode. Custom emoji have no glyph and stay `:name:`. */
import { EMOJI } from "./emoji-data.ts";

const TONES = ["\u{1f3fb}", "\u{1f3fc}", "\u{1f3fd}", "\u{1f3fe}", "\u{1f3ff}"];

/** The glyph of a short name, in one of Slack's skin tones 2 to 6; a tone that the emoji cannot take is left out. */
export function emojiOf(name: string, tone?: number): string | undefined {
  // names come from outside, and "constructor" is not an emoji
  if (!Object.hasOwn(EMOJI, name)) return undefined;
  const glyph = EMOJI[name];
  return glyph !== undefined && tone !== undefined ? withTone(glyph, tone) : glyph;
}

/** The glyph of a `unicode` field such as `1f469-200d-1f4bb`, when it is one. */
export function emojiFromHex(hex: string): string | undefined {
  if (!/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,15}$/i.test(hex)) return undefined;
  const codes = hex.split("-").map((code) => Number.parseInt(code, 16));
  if (codes.some((code) => code > 0x10ffff)) return undefined;
  const glyph = String.fromCodePoint(...codes);
  // joiners and digits alone are parts of emoji, and none
  const isEmoji =
    /^[\p{Emoji}\p{Emoji_Component}]+$/u.test(glyph) && /[\p{Extended_Pictographic}\p{RI}\u20e3]/u.test(glyph);
  return isEmoji ? glyph : undefined;
}

export function withTone(glyph: string, tone: number): string {
  const modifier = TONES[tone - 2];
  if (modifier === undefined) return glyph;
  const [first = "", ...rest] = glyph;
  // the modifier takes the place of the variation selector; couples take it on both
  const single = [first, modifier, ...(rest[0] === "\ufe0f" ? rest.slice(1) : rest)].join("");
  const toned = [single, single + modifier].find((candidate) => /^\p{RGI_Emoji}$/v.test(candidate));
  return toned ?? glyph;
}

// two tones are for couples; a text cannot say which of them has which, so the first one is used
const SHORT_NAME = /:([a-z0-9_+-]{1,100}):(?::skin-tone-([2-6])(?:-[2-6])?:)?/y;

/** Every `:name:` that is an emoji becomes its glyph: `12:30:heart:` holds one, although `:30:` comes first. */
export function replaceEmoji(text: string): string {
  let out = "";
  let from = 0;
  for (let colon = text.indexOf(":"); colon !== -1; colon = text.indexOf(":", Math.max(from, colon + 1))) {
    SHORT_NAME.lastIndex = colon;
    const match = SHORT_NAME.exec(text);
    const glyph =
      match?.[1] === undefined ? undefined : emojiOf(match[1], match[2] === undefined ? undefined : Number(match[2]));
    if (!match || glyph === undefined) continue;
    out += text.slice(from, colon) + glyph;
    from = colon + match[0].length;
  }
  return out + text.slice(from);
}
