/** Slack's `rich_text` blocks, read with suspicion: Slack adds kinds without notice, and a reply must not be lost to one. */
import { emojiFromHex, emojiOf, replaceEmoji, withTone } from "./emoji.ts";
import { broadcast, linkText, markPiece, type Piece, textPiece } from "./pieces.ts";

type Json = Record<string, unknown>;

export function piecesOfBlock(block: Json): Piece[] {
  return joinLines(listOf(block.elements).map(piecesOfContainer));
}

function piecesOfContainer(container: Json): Piece[] {
  const elements = listOf(container.elements);
  switch (container.type) {
    case "rich_text_list":
      return joinLines(elements.map((item, index) => listItem(container, item, index)));
    case "rich_text_quote":
      return elements.length === 0 ? [] : [markPiece("> "), ...afterNewlines(piecesOfElements(elements), "> ")];
    default:
      // sections, preformatted text, and whatever comes next
      return piecesOfElements(elements);
  }
}

function listItem(list: Json, item: Json, index: number): Piece[] {
  const indent = Math.min(wholeNumber(list.indent), 8);
  const space = "  ".repeat(indent);
  const number = wholeNumber(list.offset) + index + 1;
  const sign = list.style === "ordered" ? `${ordinal(number, indent)}.` : (BULLETS[indent % BULLETS.length] ?? "•");
  return [markPiece(`${space}${sign} `), ...afterNewlines(piecesOfElements(listOf(item.elements)), `${space}  `)];
}

const BULLETS = ["•", "◦", "▪"];

/** Slack numbers its levels 1, a, i: staff write "see 2b". */
function ordinal(number: number, indent: number): string {
  if (indent % 3 === 1 && number <= 26) return String.fromCodePoint(96 + number);
  if (indent % 3 === 2 && number < 40) return roman(number);
  return String(number);
}

function roman(number: number): string {
  const units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
  return "x".repeat(Math.floor(number / 10)) + (units[number % 10] ?? "");
}

function piecesOfElements(elements: Json[]): Piece[] {
  return elements.map(pieceOf).filter((piece) => piece.kind !== "text" || piece.text !== "");
}

function pieceOf(element: Json): Piece {
  switch (element.type) {
    case "user":
      return { kind: "user", id: str(element.user_id) };
    case "usergroup":
      return { kind: "usergroup", id: str(element.usergroup_id) };
    case "team":
      return { kind: "usergroup", id: str(element.team_id) };
    case "channel":
      return { kind: "channel", id: str(element.channel_id) };
    case "broadcast":
      return broadcast(element.range);
    default:
      return textPiece(wordsOf(element));
  }
}

function wordsOf(element: Json): string {
  switch (element.type) {
    case "link":
      return linkText(str(element.url), str(element.text));
    case "emoji":
      return emojiWords(element);
    case "color":
      return str(element.value);
    case "date":
      return str(element.fallback) || dateWords(element.timestamp);
    default:
      return str(element.text) || str(element.fallback);
  }
}

function emojiWords(element: Json): string {
  const name = str(element.name);
  const tone = wholeNumber(element.skin_tone);
  const drawn = emojiFromHex(str(element.unicode));
  if (drawn !== undefined) return tone === 0 ? drawn : withTone(drawn, tone);
  return emojiOf(name, tone) ?? (name === "" ? "" : replaceEmoji(`:${name}:`));
}

/** The reader's time zone is unknown here, so the time says which one it is in. */
function dateWords(timestamp: unknown): string {
  const date = new Date(typeof timestamp === "number" ? timestamp * 1000 : Number.NaN);
  if (Number.isNaN(date.getTime())) return "";
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Containers stand on lines of their own; Slack writes the newline between two of them sometimes, and sometimes not. */
export function joinLines(lines: Piece[][]): Piece[] {
  const joined: Piece[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const ended = last === undefined || (last.kind === "text" && last.text.endsWith("\n"));
    if (line.length > 0 && !ended) joined.push(textPiece("\n"));
    for (const piece of line) joined.push(piece);
  }
  return joined;
}

function afterNewlines(pieces: Piece[], prefix: string): Piece[] {
  return pieces.map((piece) => (piece.kind === "text" ? textPiece(piece.text.replaceAll("\n", `\n${prefix}`)) : piece));
}

export const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null;

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const str = (value: unknown): string => (typeof value === "string" ? value : "");

function wholeNumber(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Plain words in Slack's own form, so that reading them gives the same words: no emoji name and no token in them counts. */
export const writtenAsIs = (text: string): { text: string; blocks: Json[] } => ({
  text: "",
  blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] }],
});
