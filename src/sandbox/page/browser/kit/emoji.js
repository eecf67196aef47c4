/** `:name:` to the characters themselves, from the same table that the fake Slack has. */
let table = {};

export async function loadEmoji() {
  table = await fetch("emoji").then((response) => response.json());
}

export function emojiOf(name) {
  const [plain, tone] = name.split("::skin-tone-");
  const found = table[plain];
  return found === undefined ? undefined : found + (tone ? String.fromCodePoint(0x1f3fa + Number(tone) - 1) : "");
}

export const withEmoji = (text) =>
  text.replaceAll(/:([\p{L}\p{N}_+'-]+(?:::skin-tone-[2-6])?):/gu, (all, name) => emojiOf(name) ?? all);
