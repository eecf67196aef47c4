import { createRequire } from "node:module";

import { isObject, objects, textOf } from "./values.ts";

export interface EmojiTable {
  /** `1f44d`, as `rich_text` writes it. */
  unicodeOf(name: string): string | undefined;
  nameOf(emoji: string): { name: string; skinTone?: number } | undefined;
  /** Each short name with its characters. */
  all(): [name: string, characters: string][];
  /** Everything passes while the data are not installed. */
  knows(name: string): boolean;
}

const FEW = {
  "+1": "1f44d",
  tada: "1f389",
  eyes: "1f440",
  white_check_mark: "2705",
  heart: "2764-fe0f",
  pray: "1f64f",
};
const SKIN = /-1f3f([b-f])/;

export function createEmojiTable(): EmojiTable {
  const { rows, complete } = readRows();
  const names = new Map<string, string>();
  const unicodes = new Map<string, string>();
  for (const { unicode, shortNames } of rows) {
    for (const name of shortNames) names.set(name, unicode);
    unicodes.set(plain(unicode), shortNames[0] ?? "");
  }
  return {
    all: () => [...names].map(([name, code]) => [name, charactersOf(code)]),
    unicodeOf: (name) => names.get(name),
    knows: (name) => !complete || names.has(name),
    nameOf(emoji) {
      const code = Array.from(emoji, (character) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")).join(
        "-",
      );
      const tone = SKIN.exec(code)?.[1];
      const name = unicodes.get(plain(code.replace(SKIN, "")));
      if (name === undefined) return undefined;
      return { name, ...(tone !== undefined && { skinTone: Number.parseInt(tone, 16) - 9 }) };
    },
  };
}

const charactersOf = (code: string): string =>
  String.fromCodePoint(...code.split("-").map((each) => Number.parseInt(each, 16)));

function plain(unicode: string): string {
  return unicode.replaceAll("-fe0f", "");
}

function readRows(): { rows: { unicode: string; shortNames: string[] }[]; complete: boolean } {
  try {
    const data: unknown = createRequire(import.meta.url)("emoji-datasource/emoji.json");
    const rows = objects(data)
      .filter(isObject)
      .map((row) => ({
        unicode: textOf(row["unified"]).toLowerCase(),
        shortNames: Array.isArray(row["short_names"]) ? row["short_names"].map(String) : [],
      }));
    return { rows, complete: true };
  } catch {
    // The data are a tool of development; a few emoji do for looking around.
    return { rows: Object.entries(FEW).map(([name, unicode]) => ({ unicode, shortNames: [name] })), complete: false };
  }
}
