/**
 * Writes `src/slack/emoji-data.ts` again: Slack's short names are those of `emoji-datasource`, which is 28 MB to install
 * and therefore not there in production. Run it after an update of that package: `node src/cli/emoji.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { z } from "zod";

const Source = z.array(z.object({ unified: z.string(), short_names: z.array(z.string()) }));

const require = createRequire(import.meta.url);

export function emojiModule(): string {
  const source = Source.parse(JSON.parse(readFileSync(require.resolve("emoji-datasource/emoji.json"), "utf8")));
  const rows = source.flatMap(({ unified, short_names: names }) =>
    names.map((name) => [name, glyphOf(unified)] as const),
  );
  const lines = rows
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, glyph]) => `  ${JSON.stringify(name)}: "${glyph}",`);
  return [
    "/** Slack's short names and their Unicode. Written by `node src/cli/emoji.ts`; do not edit. */",
    "export const EMOJI: Readonly<Record<string, string>> = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}

function glyphOf(unified: string): string {
  return String.fromCodePoint(...unified.split("-").map((hex) => Number.parseInt(hex, 16)));
}

if (import.meta.main) writeFileSync(new URL("../slack/emoji-data.ts", import.meta.url), emojiModule());
