/**
 * Slack's older notation, the `text` of a message: `<…>` tokens, three entities, `:emoji:` and markers such as `*bold*`.
 *
 * Tokens and code are taken out first and stand in the text as one character each, so that the rules for markers see
 * neither a URL's underscores nor the stars in code. The text is decoded last, and once: `&amp;lt;` is the word `&lt;`.
 */
import { replaceEmoji } from "./emoji.ts";
import { broadcast, linkText, markPiece, type Piece, textPiece } from "./pieces.ts";

const STAND_IN = "\ufffc";
const TOKEN = /<([^<>]+)>/g;
const TAKEN_OUT =
  /```\n?([^]+?)\n?```|(?<![\p{L}\p{N}`])`([^`\n]+)`(?![\p{L}\p{N}`])|<([^<>]+)>|\ufffc|^&gt;(?!&gt;) ?/gmu;

export function piecesOfText(text: string): Piece[] {
  const taken: Piece[] = [];
  const rest = text.replace(TAKEN_OUT, (whole, block?: string, code?: string, token?: string) => {
    const pieces = takenOut(whole, block ?? code, token);
    for (const piece of pieces) taken.push(piece);
    return STAND_IN.repeat(pieces.length);
  });
  const texts = stripMarkers(replaceEmoji(rest)).split(STAND_IN);
  return texts.flatMap((words, index) => {
    const after = taken[index];
    return [...(words === "" ? [] : [textPiece(decode(words))]), ...(after === undefined ? [] : [after])];
  });
}

function takenOut(whole: string, code: string | undefined, token: string | undefined): Piece[] {
  if (code !== undefined) return piecesOfCode(code);
  if (token !== undefined) return [pieceOfToken(token)];
  if (whole === STAND_IN) return [textPiece(whole)];
  return [markPiece(decode(whole))];
}

/** In code a star is a star; but Slack writes links and mentions as tokens there too. */
function piecesOfCode(code: string): Piece[] {
  return code.split(TOKEN).map((part, index) => (index % 2 === 1 ? pieceOfToken(part) : textPiece(decode(part))));
}

function pieceOfToken(token: string): Piece {
  const bar = token.indexOf("|");
  const target = bar === -1 ? token : token.slice(0, bar);
  const label = bar === -1 ? "" : decode(token.slice(bar + 1));
  if (target.startsWith("@")) return { kind: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1), label };
  if (target.startsWith("!")) return pieceOfCommand(target.slice(1), label);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return textPiece(linkText(decode(target), label));
  // not Slack's: it escapes every < that someone typed
  return textPiece(decode(`<${token}>`));
}

function pieceOfCommand(command: string, label: string): Piece {
  const [name, argument = ""] = command.split("^");
  switch (name) {
    case "subteam":
      return { kind: "usergroup", id: argument, label };
    case "here":
    case "channel":
    case "everyone":
      return broadcast(name);
    default:
      // `!date^…|fallback`, and what is not known yet
      return textPiece(label);
  }
}

/**
 * Slack draws a marker only where words do not touch its outside or space its inside. Letters of every script count, so
 * `これは*太字*です` keeps its stars here, as it does on the screen.
 */
const MARKERS = ["\\*", "_", "~"].map((m) => {
  return new RegExp(
    `(?<![\\p{L}\\p{N}${m}])${m}(?![\\s\\ufe0f])([^${m}\\n]*[^\\s${m}])${m}(?![\\p{L}\\p{N}${m}\\ufe0f])`,
    "gu",
  );
});

function stripMarkers(text: string): string {
  return MARKERS.reduce((stripped, pattern) => stripped.replace(pattern, "$1"), text);
}

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

const decode = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
