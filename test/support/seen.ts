/** What a reader sees of a post: the words of its blocks, one string for each. Its `text` is only for notifications. */
import type { Message } from "../../src/sandbox/slack/types.ts";

type Json = Record<string, unknown>;

export function seen(message: Message): string[] {
  return (message.blocks ?? []).map(wordsOf);
}

/** All elements of the post's rich text, in order: what is a link, and what is only text. */
export function elementsOf(message: Message): Json[] {
  return (message.blocks ?? []).flatMap((block) =>
    block["type"] === "rich_text" ? listOf(block["elements"]).flatMap((section) => listOf(section["elements"])) : [],
  );
}

function wordsOf(block: Json): string {
  if (typeof block["text"] === "string") return block["text"];
  if (typeof block["text"] === "object" && block["text"] !== null) return wordsOf(block["text"] as Json);
  return listOf(block["elements"]).map(wordsOf).join("");
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
