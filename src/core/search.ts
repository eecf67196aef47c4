import type { Part } from "./message.ts";

/**
 * Words as they are looked for: width, case and kana do not matter, so `ＶＩＰ` finds `vip` and `ヤマダ` finds `やまだ`.
 */
const LONGEST = 4_000;

/** At most the first 4,000 characters: who looks for a message remembers its beginning. */
export function searchable(text: string): string {
  return fold(text.slice(0, LONGEST).toWellFormed()).replaceAll(/\s+/g, " ").trim().slice(0, LONGEST);
}

/** What a message is found by: its words, the names of its files, the labels of its places. */
export function searchableParts(parts: readonly Part[]): string {
  return searchable(parts.map(wordsOf).join("\n"));
}

function wordsOf(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "file":
      return part.name;
    case "location":
      return part.label;
    case "image":
    case "video":
    case "audio":
    case "sticker":
    case "unknown":
      return "";
  }
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
