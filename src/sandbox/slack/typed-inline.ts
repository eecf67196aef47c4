import type { EmojiTable } from "./emoji.ts";
import type { Json } from "./types.ts";

const TOKEN = String.raw`<(?:[@#!][^<>\n]+|(?:https?:\/\/|mailto:|tel:)[^<>\n]+)>`;
const LINK = String.raw`https?:\/\/[^\s<>]+[^\s<>.,;:!?\)。、]`;
const EMOJI_NAME = String.raw`:[\p{L}\p{N}_+'\-]+:(?::skin-tone-[2-6]:)?`;
const EMOJI = String.raw`\p{RGI_Emoji}`;
const CODE = "`[^`\\n]+`";
const STYLED = String.raw`(?<![\p{L}\p{N}])(?:\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~)(?![\p{L}\p{N}])`;
const STYLES: Record<string, string> = { "*": "bold", _: "italic", "~": "strike" };

export function inlineElements(typed: string, emoji: EmojiTable, style: Record<string, boolean> = {}): Json[] {
  const elements: Json[] = [];
  const pattern = new RegExp([TOKEN, LINK, EMOJI_NAME, CODE, STYLED, EMOJI].join("|"), "gv");
  const styled = Object.keys(style).length > 0 ? { style } : {};
  let plainFrom = 0;
  for (const match of typed.matchAll(pattern)) {
    const found = elementsOf(match[0], emoji, style);
    if (!found) continue;
    addText(typed.slice(plainFrom, match.index));
    elements.push(...found);
    plainFrom = match.index + match[0].length;
  }
  addText(typed.slice(plainFrom));
  return elements;

  function addText(text: string): void {
    if (text !== "") elements.push({ type: "text", text: unescape(text), ...styled });
  }
}

function elementsOf(found: string, emoji: EmojiTable, style: Record<string, boolean>): Json[] | undefined {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  const first = found[0] ?? "";
  if (first === "<") return [{ ...token(found.slice(1, -1)), ...styled }];
  if (first === "`") return [{ type: "text", text: unescape(found.slice(1, -1)), style: { ...style, code: true } }];
  if (STYLES[first] !== undefined)
    return inlineElements(found.slice(1, -1), emoji, { ...style, [STYLES[first]]: true });
  if (first === ":") {
    const element = emojiNamed(found, emoji);
    return element && [element];
  }
  if (/^https?:/.test(found)) return [{ type: "link", url: unescape(found), ...styled }];
  const named = emoji.nameOf(found);
  return named && [emojiElement(named.name, named.skinTone, emoji)];
}

function token(inner: string): Json {
  const [target = "", label] = inner.split("|");
  const id = target.slice(1);
  if (target.startsWith("@")) return { type: "user", user_id: id };
  if (target.startsWith("#")) return { type: "channel", channel_id: id };
  if (target.startsWith("!subteam^")) return { type: "usergroup", usergroup_id: target.slice("!subteam^".length) };
  if (target.startsWith("!date^")) {
    const [, timestamp, format] = target.split("^");
    return { type: "date", timestamp: Number(timestamp), format, fallback: label };
  }
  if (target.startsWith("!")) return { type: "broadcast", range: id };
  return { type: "link", url: unescape(target), ...(label !== undefined && { text: unescape(label) }) };
}

function emojiNamed(found: string, emoji: EmojiTable): Json | undefined {
  const [name = "", tone] = found.slice(1, -1).split("::");
  // What is not an emoji, `12:30:45` say, stays text; a custom emoji has no unicode.
  if (/^\d+$/.test(name) || !(emoji.knows(name) || /^[a-z][a-z0-9_-]*$/.test(name))) return undefined;
  return emojiElement(name, tone === undefined ? undefined : Number(tone.slice("skin-tone-".length)), emoji);
}

function emojiElement(name: string, skinTone: number | undefined, emoji: EmojiTable): Json {
  const unicode = emoji.unicodeOf(name);
  const tone = skinTone === undefined ? "" : `-1f3f${(skinTone + 9).toString(16)}`;
  return {
    type: "emoji",
    name,
    ...(unicode !== undefined && { unicode: unicode + tone }),
    ...(skinTone !== undefined && { skin_tone: skinTone }),
  };
}

/** Entities for what is no token, and a name for every emoji. */
export function wireText(typed: string, emoji: EmojiTable): string {
  const pattern = new RegExp([TOKEN, LINK, EMOJI, String.raw`&(?:amp|lt|gt);`, "[&<>]"].join("|"), "gv");
  return typed.replaceAll(pattern, (found) => {
    if (/^https?:/.test(found)) return `<${found.replaceAll("&amp;", "&").replaceAll("&", "&amp;")}>`;
    if (found.length > 1 && /^[<&]/.test(found)) return found;
    const entity = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }[found];
    if (entity !== undefined) return entity;
    const named = emoji.nameOf(found);
    if (!named) return found;
    return `:${named.name}:${named.skinTone === undefined ? "" : `:skin-tone-${named.skinTone}:`}`;
  });
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
