/**
 * Words as they are looked for: width, case and kana do not matter, so `ＶＩＰ` finds `vip` and `ヤマダ` finds `やまだ`.
 */
const LONGEST = 4_000;

/** At most the first 4,000 characters: who looks for a message remembers its beginning. */
export function searchable(text: string): string {
  return fold(text.slice(0, LONGEST).toWellFormed()).replaceAll(/\s+/g, " ").trim().slice(0, LONGEST);
}

/** One name per line, in the order given. */
export function namesToFind(names: (string | null | undefined)[]): string {
  const found = names.map((name) => searchable(name ?? "")).filter((name) => name !== "");
  return [...new Set(found)].join("\n");
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
