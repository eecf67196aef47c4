/** The head card of a thread, and a chat's facts where else they are shown. */
import type { ActionsBlock, KnownBlock, SectionBlock } from "@slack/types";

import type { CardFacts } from "../bridge/ports.ts";
import type { CommandName } from "../core/commands.ts";
import { cleanName } from "../core/text.ts";
import type { Words } from "../words/words.ts";
import { short, wordsOf } from "./blocks.ts";
import { escapeText } from "./mrkdwn.ts";

const HEADER = 140;
const PREVIEW = 300;
const LINE = 200;

export function nameOf(words: Words, card: Pick<CardFacts, "name" | "kind">): string {
  return cleanName(card.name) || (card.kind === "user" ? words.customer : words.group);
}

export function cardBlocks(words: Words, attemptId: string, card: CardFacts): KnownBlock[] {
  const name = nameOf(words, card);
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
    ...factBlocks(words, card),
    actions(words, card),
    { type: "context", elements: notes.map((text) => ({ type: "mrkdwn", text })) },
  ];
}

/** Status, words, assignee, tags and note: also for modals and private answers, which have no head. */
export function factBlocks(words: Words, card: CardFacts): KnownBlock[] {
  const { card: labels } = words.office;
  const picture = card.pictureUrl
    ? ({ type: "image", image_url: card.pictureUrl, alt_text: short(nameOf(words, card), 100) } as const)
    : undefined;
  const status: SectionBlock = {
    type: "section",
    text: { type: "mrkdwn", text: stateOf(words, card) },
    ...(picture ? { accessory: picture } : {}),
  };
  const said = (text: string): KnownBlock => ({ type: "section", text: { type: "plain_text", text, emoji: false } });
  const first = short(wordsOf(words, card.parts), PREVIEW);
  const last = card.last && short(wordsOf(words, card.last.parts), LINE);
  const facts = [
    `*${labels.assignee}* ${card.assignee ? escapeText(card.assignee) : labels.nobody}`,
    ...(card.tags.length > 0 ? [`*${labels.tags}* ${card.tags.map((tag) => `\`${escapeText(tag)}\``).join(" ")}`] : []),
    ...(card.lineName ? [labels.onLine(card.lineName)] : []),
    ...hoursOf(words, card),
  ];
  return [
    status,
    said(first),
    ...(last && last !== first ? [said(`${card.last?.byStaff ? "↩" : "»"} ${last}`)] : []),
    { type: "context", elements: [{ type: "mrkdwn", text: short(facts.join("  ·  "), 2_900) }] },
    ...(card.note
      ? [
          {
            type: "context" as const,
            elements: [{ type: "plain_text" as const, text: `📝 ${short(card.note, LINE)}`, emoji: false }],
          },
        ]
      : []),
  ];
}

/** Whether somebody is there now, and whether the machine speaks. */
function hoursOf(words: Words, { hours, manual }: CardFacts): string[] {
  const { openUntil, closedUntil, card: said } = words.office.hours;
  const date = (at: Date | undefined): string | undefined => at && slackDate(words, at);
  const open = hours.kind === "open" ? [openUntil(date(hours.until))] : [];
  const closed = hours.kind === "closed" ? [closedUntil(date(hours.opens))] : [];
  const rests = manual?.until ? said.paused(slackDate(words, manual.until)) : said.off;
  return [...open, ...closed, ...(manual ? [`:raised_hand: ${rests}`] : [])];
}

function stateOf(words: Words, card: CardFacts): string {
  const waits = card.waitingSince !== null;
  const state = card.status === "done" ? words.status.done : waits ? words.status.open : words.status.answered;
  const icon = card.status === "done" ? ":white_check_mark:" : waits ? ":large_orange_circle:" : ":large_green_circle:";
  const { card: labels } = words.office;
  const more = [
    ...(card.waitingSince ? [words.waitingSince(slackDate(words, card.waitingSince))] : []),
    ...(card.snoozedUntil ? [`:zzz: ${labels.snoozedUntil(slackDate(words, card.snoozedUntil))}`] : []),
    ...(card.muted === "no" ? [] : [`:mute: ${card.muted === "spam" ? labels.spam : labels.muted}`]),
  ];
  return [`${icon} *${state}*`, ...more].join(" · ");
}

/** Presses on these are read in doors/press.ts: the command in the id, the chat in the value. */
function actions({ office }: Words, card: CardFacts): ActionsBlock {
  const value = String(card.number);
  const button = (command: CommandName, text = office.commands[command].button, args = "") => ({
    type: "button" as const,
    action_id: `do:${command}`,
    text: { type: "plain_text" as const, text },
    value: args === "" ? value : `${value} ${args}`,
  });
  const option = (name: CommandName | "manage", text: string) => ({
    text: { type: "plain_text" as const, text },
    value: `${name} ${value}`,
  });
  const menu = (["snooze", "name", "send", "who"] as const).map((name) => option(name, office.commands[name].button));
  return {
    type: "actions",
    elements: [
      button(card.status === "done" ? "reopen" : "done"),
      button("assign", office.card.assignMe, "me"),
      button("tag"),
      button("note"),
      button("reply"),
      ...(card.manual ? [button("manual", office.hours.card.resume, "off")] : []),
      { type: "overflow", action_id: "do:more", options: [...menu, option("manage", office.card.more)] },
    ],
  };
}

/** However long the name is, the number stays. */
const titleOf = (name: string, number: number): string => {
  const tail = ` · #${number}`;
  return short(name, HEADER - tail.length) + tail;
};

export function cardFallback(words: Words, card: CardFacts): string {
  return escapeText(short(`${titleOf(nameOf(words, card), card.number)}: ${wordsOf(words, card.parts)}`, 1_000));
}

/** Shown in each reader's own time zone. */
export function slackDate(words: Words, at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${escapeText(words.clock(at))}>`;
}
