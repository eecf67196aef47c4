/**
 * What somebody types, as Slack keeps it: `text` in mrkdwn with tokens and entities, and the `rich_text` block.
 *
 * Typed are `<@U1>`, `<#C1>`, `<!here>`, `<https://a.b|label>`, bare links, `:emoji:` or the emoji itself, `*bold*`,
 * `_italic_`, `~strike~`, `` `code` ``, fences, `> quotes`, `• bullets` and `1. numbers`.
 */
import type { EmojiTable } from "./emoji.ts";
import { createBlockId } from "./ids.ts";
import { inlineElements, wireText } from "./typed-inline.ts";
import type { Json } from "./types.ts";

export function typedText(typed: string, emoji: EmojiTable): { text: string; blocks: Json[] } {
  const elements: Json[] = [];
  const texts: string[] = [];
  const parts = typed.split("```");
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      const code = part.replace(/^\n/, "").replace(/\n$/, "");
      elements.push({ type: "rich_text_preformatted", border: 0, elements: [{ type: "text", text: code }] });
      texts.push(`\`\`\`${escape(part)}\`\`\``);
    } else if (part !== "") {
      // The line breaks beside a fence belong to the fence.
      const after = index > 0 ? part.replace(/^\n/, "") : part;
      const inside = index < parts.length - 1 ? after.replace(/\n$/, "") : after;
      if (inside !== "") elements.push(...paragraphs(inside, emoji));
      texts.push(wireText(part, emoji));
    }
  }
  const blocks = elements.length === 0 ? [] : [{ type: "rich_text", block_id: createBlockId(), elements }];
  return { text: texts.join(""), blocks };
}

type LineKind = "quote" | "bullet" | "ordered" | "section";

function paragraphs(typed: string, emoji: EmojiTable): Json[] {
  const groups: { kind: LineKind; lines: string[] }[] = [];
  for (const line of typed.split("\n")) {
    const { kind, rest } = readLine(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(rest);
    else groups.push({ kind, lines: [rest] });
  }
  return groups.map(({ kind, lines }) => container(kind, lines, emoji));
}

function readLine(line: string): { kind: LineKind; rest: string } {
  const quote = /^(?:>|&gt;) ?(.*)$/.exec(line);
  if (quote) return { kind: "quote", rest: quote[1] ?? "" };
  const bullet = /^• (.*)$/.exec(line);
  if (bullet) return { kind: "bullet", rest: bullet[1] ?? "" };
  const ordered = /^\d+\. (.*)$/.exec(line);
  return ordered ? { kind: "ordered", rest: ordered[1] ?? "" } : { kind: "section", rest: line };
}

function container(kind: LineKind, lines: readonly string[], emoji: EmojiTable): Json {
  if (kind === "section" || kind === "quote") {
    return { type: `rich_text_${kind}`, elements: inlineElements(lines.join("\n"), emoji) };
  }
  const items = lines.map((line) => ({ type: "rich_text_section", elements: inlineElements(line, emoji) }));
  return { type: "rich_text_list", style: kind, indent: 0, border: 0, elements: items };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
