/** What our posts look like: plain object literals within Slack's limits (50 blocks, section 3,000, header 150). */
import type { ActionsBlock, ContextBlock, KnownBlock, SectionBlock } from "@slack/types";

import type { CardFacts, Line } from "../bridge/ports.ts";
import type { Part } from "../core/message.ts";
import { type Choice, choicesFor, type Notice } from "../core/notice.ts";
import { cleanName, takeGraphemes } from "../core/text.ts";
import type { Words } from "../words/words.ts";
import { escapeText, toRichText } from "./mrkdwn.ts";

const SECTION = 2_900;
const HEADER = 140;
const PREVIEW = 300;

const short = (text: string, units: number): string => {
  const cut = takeGraphemes(text, units, units);
  return cut === text ? text : `${takeGraphemes(text, units - 1, units - 1)}…`;
};

/** A customer's message in words: what is not text is described. */
export function wordsOf(words: Words, parts: readonly Part[]): string {
  const said = parts.map((part) => (part.kind === "text" ? part.text : words.part(part))).join("\n");
  return said.trim() === "" ? "…" : said;
}

export function nameOf(words: Words, card: CardFacts): string {
  return cleanName(card.name) || (card.kind === "user" ? words.customer : words.group);
}

export function wordBlocks(words: Words, attemptId: string, lines: Line[]): KnownBlock[] {
  return lines.flatMap((line, index) => {
    const block = toRichText(wordsOf(words, line.parts), index === 0 ? attemptId : `${attemptId}:${index}`);
    if (!line.lateAt) return [block];
    const late: ContextBlock = {
      type: "context",
      elements: [{ type: "plain_text", text: `🕓 ${words.writtenAt(words.clock(line.lateAt))}` }],
    };
    return [block, late];
  });
}

/** For notifications and screen readers; the blocks are what is seen. */
export function fallback(words: Words, lines: Line[]): string {
  return short(escapeText(lines.map((line) => wordsOf(words, line.parts)).join("\n")), 3_900);
}

export function cardBlocks(words: Words, attemptId: string, card: CardFacts): KnownBlock[] {
  const name = nameOf(words, card);
  const waits = card.waitingSince !== null;
  const state = card.status === "done" ? words.status.done : waits ? words.status.open : words.status.answered;
  const since = card.waitingSince ? ` · ${words.waitingSince(slackDate(words, card.waitingSince))}` : "";
  const icon = card.status === "done" ? ":white_check_mark:" : waits ? ":large_orange_circle:" : ":large_green_circle:";
  const status: SectionBlock = {
    type: "section",
    text: { type: "mrkdwn", text: `${icon} *${state}*${since}` },
    ...(card.pictureUrl
      ? { accessory: { type: "image", image_url: card.pictureUrl, alt_text: short(name, 100) } }
      : {}),
  };
  const notes = [
    ...(card.reachable ? [] : [words.unreachable]),
    ...(card.earlierThread ? [words.earlierThread(card.earlierThread)] : []),
    words.hint,
  ];
  return [
    {
      type: "header",
      block_id: attemptId,
      text: { type: "plain_text", text: titleOf(name, card.number), emoji: false },
    },
    status,
    { type: "section", text: { type: "plain_text", text: short(wordsOf(words, card.parts), PREVIEW), emoji: false } },
    { type: "context", elements: notes.map((text) => ({ type: "mrkdwn", text })) },
  ];
}

/** However long the name is, the number stays. */
const titleOf = (name: string, number: number): string => {
  const tail = ` · #${number}`;
  return short(name, HEADER - tail.length) + tail;
};

export function cardFallback(words: Words, card: CardFacts): string {
  return escapeText(short(`${titleOf(nameOf(words, card), card.number)}: ${wordsOf(words, card.parts)}`, 1_000));
}

export function noticeBlocks(words: Words, blockId: string, notice: Notice, subject: string | undefined): KnownBlock[] {
  const { sentence, quotes } = words.notice(notice);
  const choices = subject ? choicesFor(notice) : [];
  return [
    { type: "section", block_id: blockId, text: { type: "mrkdwn", text: sentence } },
    ...quotes.map((quote): KnownBlock => ({
      type: "section",
      text: { type: "plain_text", text: short(`» ${quote}`, SECTION), emoji: false },
    })),
    ...(subject && choices.length > 0 ? [buttons(words, choices, subject)] : []),
  ];
}

export function noticeFallback(words: Words, notice: Notice): string {
  const { sentence, quotes } = words.notice(notice);
  return short([sentence, ...quotes.map(escapeText)].join("\n"), 3_000);
}

export const CHOICE_ACTION = "choice:";

function buttons(words: Words, choices: readonly Choice[], subject: string): ActionsBlock {
  return {
    type: "actions",
    elements: choices.map((choice) => ({
      type: "button",
      action_id: `${CHOICE_ACTION}${choice}`,
      text: { type: "plain_text", text: words.choice[choice] },
      value: subject,
      ...(choice === "send" ? { style: "primary" } : {}),
      ...(choice === "leaveGroup" ? { style: "danger", confirm: confirmation(words) } : {}),
    })),
  };
}

function confirmation(words: Words) {
  const { title, text, yes, no } = words.confirmLeaveGroup;
  const plain = (said: string) => ({ type: "plain_text" as const, text: said });
  return { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no) };
}

/** Shown in each reader's own time zone. */
function slackDate(words: Words, at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${escapeText(words.clock(at))}>`;
}
