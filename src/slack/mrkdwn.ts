/**
 * Words between Slack and plain text. What staff write becomes plain words for the customer, without an id of Slack's in
 * them; what the customer writes becomes a block in which nothing is a mention, an emoji name or a format.
 */
import type { RichTextBlock, RichTextLink, RichTextText } from "@slack/types";

import { cleanName } from "../core/text.ts";
import { piecesOfText } from "./mrkdwn-text.ts";
import type { MentionKind, Piece } from "./pieces.ts";
import { isRecord, joinLines, listOf, piecesOfBlock } from "./rich-text.ts";

/** A message of Slack's, as far as it is words; both fields are read with suspicion. */
export interface Written {
  text?: unknown;
  blocks?: unknown;
}

/** Names without their `@` or `#`; `unknown` stands, as it is, where none is found: an id means nothing to a customer. */
export interface Names {
  user(id: string): string | undefined;
  usergroup(id: string): string | undefined;
  channel(id: string): string | undefined;
  unknown: Readonly<Record<MentionKind, string>>;
}

/** For the rules, which need no names; never for the customer. */
export const NO_NAMES: Names = {
  user: () => undefined,
  usergroup: () => undefined,
  channel: () => undefined,
  unknown: { user: "@…", usergroup: "@…", channel: "#…" },
};

export interface Mentioned {
  users: string[];
  usergroups: string[];
  channels: string[];
}

export function plainTextOf(message: Written, names: Names): string {
  return piecesOf(message)
    .map((piece) => plain(piece, names))
    .join("");
}

export function mentionedIds(message: Written): Mentioned {
  const pieces = piecesOf(message);
  const ids = (kind: MentionKind): string[] => [
    ...new Set(pieces.flatMap((piece) => (piece.kind === kind && piece.id !== "" ? [piece.id] : []))),
  ];
  return { users: ids("user"), usergroups: ids("usergroup"), channels: ids("channel") };
}

/** The first thing to see, in a list or quote too, calls a colleague: these words are perhaps not for the customer. */
export function leadsWithMention(message: Written): boolean {
  const first = piecesOf(message).find(
    (piece) => piece.kind !== "mark" && !(piece.kind === "text" && isBlank(piece.text)),
  );
  return first?.kind === "user" || first?.kind === "usergroup" || first?.kind === "broadcast";
}

const isBlank = (text: string): boolean => /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u.test(text);

/** Blocks are exact where they are all `rich_text`, as in what people type; else `text` speaks for all of them. */
function piecesOf({ text, blocks }: Written): Piece[] {
  const all = Array.isArray(blocks) ? blocks : [];
  const isRich = (block: unknown): boolean => isRecord(block) && block.type === "rich_text";
  const rich = joinLines(listOf(all.filter(isRich)).map(piecesOfBlock));
  const hasText = typeof text === "string" && text.trim() !== "";
  if (rich.length > 0 && (all.every(isRich) || !hasText)) return rich;
  return typeof text === "string" ? piecesOfText(text) : [];
}

const SIGNS = { user: "@", usergroup: "@", channel: "#" } as const;

function plain(piece: Piece, names: Names): string {
  switch (piece.kind) {
    case "text":
    case "mark":
      return piece.text;
    case "broadcast":
      return `@${piece.range}`;
    case "user":
    case "usergroup":
    case "channel": {
      const { kind, id, label = "" } = piece;
      // Slack puts an id where it knows no name either
      const found = names[kind](id) ?? (label.replace(/^[@#]/, "") === id ? "" : label);
      const name = cleanName(found).replace(/^[@#]/, "");
      return name === "" ? names.unknown[kind] : SIGNS[kind] + name;
    }
  }
}

/**
 * The customer's words exactly as written, in one block; only `http(s)` addresses become links, which show what was typed.
 * Slack refuses an element without text, so no words at all become one space. Half a surrogate pair becomes U+FFFD: no
 * JSON parser need accept it.
 */
export function toRichText(text: string, blockId: string): RichTextBlock {
  const words = text.toWellFormed();
  return {
    type: "rich_text",
    block_id: blockId,
    elements: [{ type: "rich_text_section", elements: words === "" ? [textElement(" ")] : withLinks(words) }],
  };
}

// ASCII only: in `https://a.example/xです。` the address ends where the Japanese begins
const ADDRESS = /(?<![A-Za-z0-9])https?:\/\/[A-Za-z0-9][-A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%]*/gi;

function withLinks(text: string): (RichTextText | RichTextLink)[] {
  const elements: (RichTextText | RichTextLink)[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const url = withoutTail(match);
    if (!isAddress(url)) continue;
    if (index > from) elements.push(textElement(text.slice(from, index)));
    elements.push({ type: "link", url, text: url });
    from = index + url.length;
  }
  if (from < text.length) elements.push(textElement(text.slice(from)));
  return elements;
}

const textElement = (text: string): RichTextText => ({ type: "text", text });

/** Without the punctuation of the sentence around it; a bracket that was opened inside belongs to the address. */
function withoutTail(match: string): string {
  const open = { ")": balance(match, "(", ")"), "]": balance(match, "[", "]") };
  let end = match.length;
  for (; end > 0; end -= 1) {
    const last = match.charAt(end - 1);
    if (last === ")" || last === "]") {
      if (open[last] >= 0) break;
      open[last] += 1;
    } else if (!".,;:!?'".includes(last)) break;
  }
  return match.slice(0, end);
}

const balance = (text: string, open: string, close: string): number =>
  text.split(open).length - text.split(close).length;

const LONGEST_ADDRESS = 2000;

/** One address that Slack refuses would refuse the whole post, so what is doubtful stays text. */
function isAddress(url: string): boolean {
  return url.length <= LONGEST_ADDRESS && URL.canParse(url) && /^(?:[^.]+\.)+[^.]+$/.test(new URL(url).hostname);
}

/** For `text` beside blocks: what notifications and old clients show. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
