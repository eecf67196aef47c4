/** What a customer sent, as blocks. Nothing in it is a mention or a format of Slack's. */
import type { ContextBlock, ImageBlock, KnownBlock, RichTextBlock, RichTextElement } from "@slack/types";

import type { Line, Quoted } from "../bridge/ports.ts";
import type { Part } from "../core/message.ts";
import { stickerPicture } from "../core/stickers.ts";
import type { Words } from "../words/words.ts";
import { SECTION, short, wordsOf } from "./blocks.ts";
import { escapeText, toRichText } from "./mrkdwn.ts";

/** Where LINE's shop shows it. */
const EMOJI = "https://stickershop.line-scdn.net/sticonshop/v1/sticon";

const QUOTE = 300;
/** A context block of Slack's takes ten. */
const PICTURES = 10;

export function wordBlocks(words: Words, attemptId: string, lines: Line[]): KnownBlock[] {
  return lines.flatMap((line, index) => [
    ...lineBlocks(words, line, index === 0 ? attemptId : `${attemptId}:${index}`),
    ...lateBlocks(words, line.lateAt),
  ]);
}

const lateBlocks = (words: Words, lateAt: Date | undefined): ContextBlock[] =>
  lateAt ? [plainContext(`🕓 ${words.writtenAt(words.clock(lateAt))}`)] : [];

const plainContext = (text: string): ContextBlock => ({
  type: "context",
  elements: [{ type: "plain_text", text: short(text, SECTION) }],
});

/** A post that loses the name it was written under: the name stands over it. */
export function rewritten(
  words: Words,
  username: string,
  { name, shown, lines }: { name: string; shown: Part[]; lines: Line[] },
): { text: string; blocks: KnownBlock[] } {
  const over = shown.length > 0 ? [words.media.sent(name || words.customer, shown)] : [];
  const said = [...over.map(escapeText), ...(lines.length > 0 ? [fallback(words, lines)] : [])];
  return {
    text: short(`${escapeText(username)}: ${said.join("\n")}`, 3_990),
    blocks: [
      plainContext(username),
      ...over.map((sentence) => toRichText(sentence, "rewritten:files")),
      ...wordBlocks(words, "rewritten", lines),
    ],
  };
}

/** What stands over files; the name, too, for Slack shows it beside files only where it is new enough. */
export function fileBlocks(
  words: Words,
  attemptId: string,
  post: { name: string; shown: Part[]; lines: Line[]; lateAt: Date | undefined },
): KnownBlock[] {
  return [
    toRichText(words.media.sent(post.name || words.customer, post.shown), attemptId),
    ...lateBlocks(words, post.lateAt),
    ...wordBlocks(words, `${attemptId}:missing`, post.lines),
  ];
}

/** For notifications and screen readers; the blocks are what is seen. */
export function fallback(words: Words, lines: Line[]): string {
  return short(escapeText(lines.map((line) => lineText(words, line)).join("\n")), 3_900);
}

function lineBlocks(words: Words, line: Line, blockId: string): KnownBlock[] {
  if (line.unsent) return [toRichText(words.media.unsentLine, blockId)];
  const said = line.missing
    ? toRichText(words.media.missing(line.parts, line.missing), blockId)
    : saidBlock(words, line, blockId);
  return [...(line.quoted ? [quoteBlock(words, line.quoted)] : []), said, ...emojiBlocks(line.parts)];
}

/** For notifications and where blocks are refused. */
function lineText(words: Words, line: Line): string {
  if (line.unsent) return words.media.unsentLine;
  return line.missing ? words.media.missing(line.parts, line.missing) : wordsOf(words, line.parts);
}

function saidBlock(words: Words, { parts }: Line, blockId: string): KnownBlock {
  const [part] = parts;
  if (parts.length === 1 && part?.kind === "sticker" && part.stickerId !== undefined)
    return sticker(words, part, blockId);
  if (parts.length === 1 && part?.kind === "location") return place(words, part, blockId);
  return toRichText(wordsOf(words, parts), blockId);
}

function sticker(words: Words, part: Extract<Part, { kind: "sticker" }>, blockId: string): ImageBlock {
  const alt = short(words.part(part), 1_900);
  return { type: "image", block_id: blockId, image_url: stickerPicture(part.stickerId ?? ""), alt_text: alt };
}

function place(words: Words, part: Extract<Part, { kind: "location" }>, blockId: string): RichTextBlock {
  const { label, title, latitude, longitude } = part;
  const address = part.address ?? (title === undefined ? label : "");
  const lines: RichTextElement[][] = [
    [text("📍 "), text(short((title ?? words.media.place).toWellFormed(), 200), { bold: true })],
    ...(address === "" ? [] : [[text(short(address.toWellFormed(), 500))]]),
    [{ type: "link", url: mapLink(latitude, longitude), text: words.media.openMap }],
  ];
  const elements = lines.flatMap((line, index) => (index === 0 ? line : [text("\n"), ...line]));
  return { type: "rich_text", block_id: blockId, elements: [{ type: "rich_text_section", elements }] };
}

const mapLink = (latitude: number, longitude: number): string =>
  `https://www.google.com/maps?q=${latitude},${longitude}`;

const text = (said: string, style?: { bold?: true; italic?: true }): RichTextElement => ({
  type: "text",
  text: said,
  ...(style ? { style } : {}),
});

function quoteBlock(words: Words, { parts, picture, byStaff, link }: Quoted): RichTextBlock {
  const whole = picture ? words.office.quotes.picture(picture.nth, picture.of) : wordsOf(words, parts);
  const quoted = short(whole.replaceAll(/\s+/g, " ").toWellFormed(), QUOTE);
  const label = byStaff ? words.media.answersUs : words.media.answersThem;
  return {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_quote",
        elements: [
          link ? { type: "link", url: link, text: `↩ ${label}` } : text(`↩ ${label}`, { italic: true }),
          text(`\n${quoted}`),
        ],
      },
    ],
  };
}

/** The pictures that stand among the words in LINE, below them: Slack has no way to put them in between. */
function emojiBlocks(parts: readonly Part[]): ContextBlock[] {
  const all = parts.flatMap((part) => (part.kind === "text" ? (part.emoji ?? []) : []));
  const each = [...new Map(all.map((emoji) => [`${emoji.product}/${emoji.id}`, emoji])).values()].slice(0, PICTURES);
  if (each.length === 0) return [];
  const elements = each.map(({ product, id, word }) => ({
    type: "image" as const,
    image_url: `${EMOJI}/${product}/iPhone/${id}.png`,
    alt_text: word.trim() === "" ? "emoji" : short(word.toWellFormed(), 100),
  }));
  return [{ type: "context", elements }];
}
