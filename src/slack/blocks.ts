/** What our posts look like: plain object literals within Slack's limits (50 blocks, section 3,000, header 150). */
import type { ActionsBlock, Button, KnownBlock, TextObject } from "@slack/types";

import type { Part } from "../core/message.ts";
import { type Choice, choicesFor, type Notice } from "../core/notice.ts";
import { stickerPicture } from "../core/stickers.ts";
import { takeGraphemes } from "../core/text.ts";
import type { Words } from "../words/words.ts";
import { escapeText } from "./mrkdwn.ts";

export const SECTION = 2_900;

export const short = (text: string, units: number): string => {
  const cut = takeGraphemes(text, units, units);
  return cut === text ? text : `${takeGraphemes(text, units - 1, units - 1)}…`;
};

/** A customer's message in words: what is not text is described. */
export function wordsOf(words: Words, parts: readonly Part[]): string {
  const said = parts.map((part) => (part.kind === "text" ? part.text : words.part(part))).join("\n");
  return said.trim() === "" ? "…" : said;
}

export function noticeBlocks(words: Words, blockId: string, notice: Notice, subject: string | undefined): KnownBlock[] {
  const { sentence, quotes, plainly } = words.notice(notice);
  const choices = subject ? choicesFor(notice) : [];
  return [
    { type: "section", block_id: blockId, text: sentenceOf(sentence, plainly) },
    ...pictureOf(words, notice),
    ...quotes.map((quote): KnownBlock => ({
      type: "section",
      text: { type: "plain_text", text: short(`» ${quote}`, SECTION), emoji: false },
    })),
    ...(subject && choices.length > 0 ? [buttons(words, choices, subject, notice)] : []),
  ];
}

const sentenceOf = (text: string, plainly: true | undefined): TextObject =>
  plainly ? { type: "plain_text", text, emoji: false } : { type: "mrkdwn", text };

/** A sticker that is sent stands in the thread as the customer sees it. */
function pictureOf(words: Words, notice: Notice): KnownBlock[] {
  if (notice.kind !== "act" || notice.act.kind !== "sends" || notice.act.sticker === undefined) return [];
  return [{ type: "image", image_url: stickerPicture(notice.act.sticker), alt_text: words.office.saying.sticker }];
}

export function noticeFallback(words: Words, notice: Notice): string {
  const { sentence, quotes, plainly } = words.notice(notice);
  return short([plainly ? escapeText(sentence) : sentence, ...quotes.map(escapeText)].join("\n"), 3_000);
}

export const CHOICE_ACTION = "choice:";

/** Behind the messages that a press is about: the one that it quotes. */
export const QUOTES = ";quotes=";

function buttons(words: Words, choices: readonly Choice[], subject: string, notice: Notice): ActionsBlock {
  return { type: "actions", elements: choices.flatMap((choice) => buttonsOf(words, choice, subject, notice)) };
}

function buttonsOf(words: Words, choice: Choice, subject: string, notice: Notice): Button[] {
  const button = {
    type: "button" as const,
    action_id: `${CHOICE_ACTION}${choice}`,
    text: { type: "plain_text" as const, text: words.choice[choice] },
    value: subject,
    ...(choice === "send" ? { style: "primary" as const } : {}),
    ...(choice === "leaveGroup" ? { style: "danger" as const, confirm: confirmation(words) } : {}),
  };
  if (choice !== "quote" || notice.kind !== "askWhichQuote") return [button];
  return notice.messages.map(({ id }, index) => ({
    ...button,
    action_id: `${button.action_id}:${index + 1}`,
    text: { ...button.text, text: `${button.text.text} ${index + 1}` },
    value: `${subject}${QUOTES}${id}`,
  }));
}

function confirmation(words: Words) {
  const { title, text, yes, no } = words.confirmLeaveGroup;
  const plain = (said: string) => ({ type: "plain_text" as const, text: said });
  return { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no) };
}
