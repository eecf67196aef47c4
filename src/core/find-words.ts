/** What people type behind `find`, and what of a text is shown where it was found. */
import { takeToken } from "./chat-token.ts";
import { foldWithPlaces, searchable } from "./search.ts";

export interface FindWish {
  /** Searchable, each once. */
  words: string[];
  /** Which chat, as they say it. */
  chat: string | undefined;
}

const TOKEN = String.raw`(["“”「][^"“”」]*["“”」]|<[^>]*>|\S+)`;
/** `… in 12`, `… in "old friend"`, `… チャット:12`, `… #12`: the last of what was typed, with words before it. */
const IN_CHAT = [
  new RegExp(String.raw`^(.*\S)\s+(?:in[:\s]\s*|(?:チャット|chat)\s*:\s*)${TOKEN}$`, "isu"),
  /^(.*\S)\s+(#\d{1,9})$/su,
];

const MOST_WORDS = 10;

export function readFindWish(raw: string): FindWish {
  const text = raw.normalize("NFKC").trim();
  const [, before, chat] = IN_CHAT.map((form) => form.exec(text)).find((found) => found !== null) ?? [];
  return { words: wordsOf(before ?? text), chat: chat?.replaceAll(/^["“”「]|["“”」]$/gu, "") };
}

/** All of it is words: what looked like a chat is none. */
export const wordsOfAll = (raw: string): string[] => wordsOf(raw.normalize("NFKC").trim());

function wordsOf(text: string): string[] {
  const words = new Set<string>();
  let rest = text;
  while (rest.trim() !== "" && words.size < MOST_WORDS) {
    const { token, rest: after } = takeToken(rest);
    const word = searchable(token);
    if (word !== "") words.add(word);
    rest = after;
  }
  return [...words];
}

export interface Excerpt {
  text: string;
  hit: boolean;
}

/** The place where the words occur, with something around it; `length` units at most, besides the dots. */
export function excerpt(text: string, words: readonly string[], length: number): Excerpt[] {
  const hits = hitsIn(text, words);
  // a third of the room stands before the first hit
  const from = text.length <= length ? 0 : Math.max(0, Math.floor((hits[0]?.start ?? 0) - length / 3));
  const start = from === 0 ? 0 : afterPair(text, from);
  const end = text.length - start <= length ? text.length : afterPair(text, start + length - 1);
  const pieces: Excerpt[] = start > 0 ? [{ text: "…", hit: false }] : [];
  let at = start;
  const add = (until: number, hit: boolean): void => {
    const piece = text.slice(at, until).replaceAll(/\s+/gu, " ");
    if (piece !== "") pieces.push({ text: piece, hit });
    at = until;
  };
  for (const hit of hits.filter((each) => each.start >= start && each.end <= end)) {
    add(hit.start, false);
    add(hit.end, true);
  }
  add(end, false);
  return end < text.length ? [...pieces, { text: "…", hit: false }] : pieces;
}

/** Never between the two halves of a character. */
const afterPair = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at);

interface Range {
  start: number;
  end: number;
}

/** Where in the text as it was written, in order, none over another. */
function hitsIn(text: string, words: readonly string[]): Range[] {
  const { folded, places } = foldWithPlaces(text);
  const found: Range[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      found.push({ start: places[at]?.start ?? 0, end: places[at + word.length - 1]?.end ?? text.length });
    }
  }
  const merged: Range[] = [];
  for (const range of found.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
