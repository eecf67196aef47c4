import { buttonLine } from "./button.ts";
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
export const searchableParts = (parts: readonly Part[]): string => searchable(wordsToFind(parts));

export function wordsToFind(parts: readonly Part[]): string {
  return parts
    .map(wordsOf)
    .filter((words) => words !== "")
    .join("\n");
}

function wordsOf(part: Part): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "file":
      return part.name;
    case "location":
      return part.label;
    case "buttons":
      return [part.text, ...part.buttons.map(buttonLine)].join("\n");
    case "coupon":
      return part.name;
    case "image":
    case "video":
    case "audio":
    case "sticker":
    case "unknown":
      return "";
  }
}

/** Two characters at least: such words are found by their pairs. */
export const hasPairs = (word: string): boolean => /^.{2}/su.test(word);

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

/** A character and the marks that belong to it: half-width kana carry theirs behind them. */
const CLUSTER = /[^][\p{M}\uff9e\uff9f]*/gu;

/** The folded text, and for each of its units where in the original it comes from. */
export function foldWithPlaces(text: string): { folded: string; places: { start: number; end: number }[] } {
  const places: { start: number; end: number }[] = [];
  let folded = "";
  for (const { 0: cluster, index: start } of text.toWellFormed().matchAll(CLUSTER)) {
    const written = fold(cluster).replaceAll(/\s+/g, " ");
    const units = written === " " && (folded === "" || folded.endsWith(" ")) ? "" : written;
    folded += units;
    for (let i = 0; i < units.length; i += 1) places.push({ start, end: start + cluster.length });
  }
  return { folded, places };
}
