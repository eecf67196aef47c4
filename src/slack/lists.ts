/** Chats in lists, and what was found: as private answers and the Home tab show them. */
import type { KnownBlock, RichTextElement, SectionBlock } from "@slack/types";

import type { Hit, Searched } from "../bridge/staff/find.ts";
import type { ChatRow } from "../bridge/staff/list-chats.ts";
import type { FileRow } from "../bridge/staff/list-files.ts";
import { cleanName } from "../core/text.ts";
import type { Words } from "../words/words.ts";
import { short, wordsOf } from "./blocks.ts";
import { slackDate } from "./card.ts";
import { escapeText } from "./mrkdwn.ts";

const NAME = 60;
const LINE = 150;
const TAGS = 6;

type Named = { id: number; name: string; kind: string };

const nameOf = (words: Words, { name, kind }: Omit<Named, "id">): string =>
  short(cleanName(name) || (kind === "user" ? words.customer : words.group), NAME);

/** In mrkdwn; the name leads to the thread. */
export function linked(words: Words, chat: Named & { link: string | undefined }): string {
  // a bar would end the label
  const name = escapeText(nameOf(words, chat).replaceAll("|", "¦"));
  return `*${chat.link ? `<${chat.link}|${name}>` : name}* · #${chat.id}`;
}

/** One row of a list. `account` is said where there are several. */
export function chatRow(words: Words, chat: ChatRow, now: Date, accountToo: boolean): SectionBlock {
  const facts = [
    linked(words, chat),
    ...(accountToo ? [escapeText(chat.account)] : []),
    stateOf(words, chat, now),
    `:bust_in_silhouette: ${escapeText(chat.assignee ?? words.office.card.nobody)}`,
    ...(chat.tags.length > 0 ? [tagsOf(chat.tags)] : []),
  ];
  const last = chat.last && `${chat.last.byStaff ? "↩" : "»"} ${oneLine(wordsOf(words, chat.last.parts))}`;
  return {
    type: "section",
    text: { type: "mrkdwn", text: [facts.join(" · "), ...(last ? [escapeText(short(last, LINE))] : [])].join("\n") },
    accessory: {
      type: "button",
      // read in doors/press.ts
      action_id: "do:manage",
      text: { type: "plain_text", text: words.office.lists.manage },
      value: String(chat.id),
    },
  };
}

function stateOf(words: Words, { waitingSince, doneAt, snoozedUntil }: ChatRow, now: Date): string {
  const { lists, card } = words.office;
  if (doneAt) return `:white_check_mark: ${lists.doneAt(slackDate(words, doneAt))}`;
  if (snoozedUntil && snoozedUntil > now) return `:zzz: ${card.snoozedUntil(slackDate(words, snoozedUntil))}`;
  if (waitingSince) return `:large_orange_circle: ${lists.waits(now.getTime() - waitingSince.getTime())}`;
  return `:large_green_circle: ${lists.answered}`;
}

export function tagsOf(tags: string[]): string {
  const shown = tags.slice(0, TAGS).map((tag) => `\`${escapeText(tag)}\``);
  return [...shown, ...(tags.length > TAGS ? ["…"] : [])].join(" ");
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** For notifications and screen readers. */
export function chatLine(words: Words, chat: ChatRow, now: Date): string {
  return `${linked(words, { ...chat, link: undefined }).replaceAll("*", "")} · ${stateOf(words, chat, now)}`;
}

/** What was found, with the words in bold: in blocks in which nothing that people wrote is a mention or a format. */
export function foundBlocks(words: Words, searched: Searched): KnownBlock[] {
  const { find } = words.office.lists;
  const notes = [
    ...(searched.more ? [find.more(searched.hits.length)] : []),
    ...(searched.namesOnly ? [find.namesOnly] : []),
    ...(searched.whole ? [] : [find.notWhole]),
  ];
  return [
    { type: "section", text: { type: "mrkdwn", text: foundTitle(words, searched) } },
    ...searched.hits.map((hit) => foundBlock(words, hit)),
    ...(notes.length > 0
      ? [{ type: "context" as const, elements: notes.map((text) => ({ type: "mrkdwn" as const, text })) }]
      : []),
  ];
}

export function foundTitle(words: Words, { words: wanted, hits, chats }: Searched): string {
  const { find } = words.office.lists;
  const said = wanted.map((word) => `*${escapeText(short(word, NAME))}*`).join(" ");
  const within = chats ? ` ${find.within(chats.map((id) => `#${id}`).join(", "))}` : "";
  return hits.length > 0 ? `${find.title(said)}${within}` : `${find.nothing(said)}${within && `\n(${within.trim()})`}`;
}

/** All of it as text, within `units`. */
export function foundText(words: Words, searched: Searched, units: number): string {
  const lines = searched.hits.map((hit) => {
    const said = hit.excerpt.map((piece) => (piece.hit ? ` *${escapeText(piece.text)}* ` : escapeText(piece.text)));
    return `#${hit.chat} ${escapeText(nameOf(words, { name: hit.name, kind: hit.chatKind }))}: ${said.join("")}`;
  });
  return short([foundTitle(words, searched), ...lines].join("\n"), units);
}

function foundBlock(words: Words, hit: Hit): KnownBlock {
  const name = nameOf(words, { name: hit.name, kind: hit.chatKind });
  const head: RichTextElement = hit.link
    ? { type: "link", url: hit.link, text: `${name} #${hit.chat}` }
    : { type: "text", text: `${name} #${hit.chat}`, style: { bold: true } };
  const facts: RichTextElement[] = [
    { type: "text", text: ` · ${who(words, hit)}` },
    ...(hit.at ? [{ type: "text" as const, text: " · " }, dateOf(words, hit.at)] : []),
  ];
  const said = hit.excerpt
    .filter(({ text }) => text !== "")
    .map(({ text, hit: bold }): RichTextElement => {
      return { type: "text", text, ...(bold ? { style: { bold } } : {}) };
    });
  return {
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [head, ...facts] },
      ...(said.length > 0 ? [{ type: "rich_text_quote" as const, elements: said }] : []),
    ],
  };
}

/** In the reader's own time zone. */
const dateOf = (words: Words, at: Date): RichTextElement => ({
  type: "date",
  timestamp: Math.floor(at.getTime() / 1000),
  format: "{date_short_pretty} {time}",
  fallback: words.clock(at),
});

function who(words: Words, { kind, by, byStaff }: Hit): string {
  const { find } = words.office.lists;
  if (kind === "name") return `👤 ${find.name}`;
  if (kind === "note") return `📝 ${find.note(by ?? words.someone)}`;
  return byStaff ? `↩ ${find.staff(by ?? words.someone)}` : `» ${find.customer}`;
}

export function fileBlock(words: Words, file: FileRow): SectionBlock {
  const { find } = words.office.lists;
  const what = file.parts.map((part) => (part.kind === "text" ? part.text : words.part(part))).join("\n");
  const by = file.byStaff ? find.staff(file.by ?? words.someone) : find.customer;
  const open = file.link ? [`<${file.link}|${words.office.modal.open}>`] : [];
  const head = [slackDate(words, file.at), escapeText(by), ...open].join(" · ");
  return { type: "section", text: { type: "mrkdwn", text: `${head}\n${escapeText(short(what, 1_000))}` } };
}
