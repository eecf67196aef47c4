/** Posts that list chats: digests, and those who have waited too long. Within 50 blocks, by how core pages them. */
import type { ActionsBlock, KnownBlock } from "@slack/types";

import type { ListedRow, ShownPost } from "../bridge/ports.ts";
import type { CommandName } from "../core/commands.ts";
import type { Words } from "../words/words.ts";
import { short, wordsOf } from "./blocks.ts";
import { linked, tagsOf } from "./lists.ts";
import { escapeText } from "./mrkdwn.ts";

const LINE = 150;
const SECTION = 2_900;

const section = (text: string, blockId?: string): KnownBlock => ({
  type: "section",
  ...(blockId ? { block_id: blockId } : {}),
  text: { type: "mrkdwn", text: short(text, SECTION) },
});

export function postBlocks(words: Words, blockId: string, post: ShownPost): KnownBlock[] {
  const { digest } = words.office;
  return [
    section(headOf(words, post), blockId),
    ...post.groups.flatMap(({ assignee, waiting, rows }) => [
      section(digest.group(assignee, waiting)),
      ...rows.flatMap((row) => rowBlocks(words, row)),
    ]),
    ...(post.more > 0 ? [section(digest.more(post.more))] : []),
  ];
}

function headOf({ clock, office: { digest } }: Words, { head, at, zone, account, page, pages }: ShownPost): string {
  const before = head.kind === "digest" && head.before ? clock(new Date(head.before.at), zone) : undefined;
  const said =
    head.kind === "late"
      ? digest.late(head)
      : head.waiting === 0
        ? digest.nobodyWaits
        : digest.head(head, { at: clock(at, zone), before });
  const which = [
    ...(account === undefined ? [] : [escapeText(account)]),
    ...(pages > 1 ? [digest.page(page, pages)] : []),
  ];
  return [said, ...which].join(" · ");
}

function rowBlocks(words: Words, row: ListedRow): KnownBlock[] {
  const { digest } = words.office;
  const facts = [
    linked(words, { id: row.number, name: row.name, kind: row.kind, link: row.link }),
    `${row.waits ? ":large_orange_circle:" : ":large_green_circle:"} ${stateOf(words, row)}`,
    ...(row.tags.length > 0 ? [tagsOf(row.tags)] : []),
    ...(row.waits && row.thanks ? [`:bow: ${digest.thanks}`] : []),
  ];
  const said = row.words.length > 0 ? [escapeText(short(`» ${oneLine(wordsOf(words, row.words))}`, LINE))] : [];
  return [section([facts.join(" · "), ...said].join("\n")), ...(row.waits ? [buttons(words, row)] : [])];
}

const stateOf = ({ office: { digest } }: Words, { waits, waited, open }: ListedRow): string =>
  waits ? digest.waited(waited, open) : digest.answered;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** Read in doors/press.ts, like those of a card. */
function buttons({ office: { digest } }: Words, { number, thanks }: ListedRow): ActionsBlock {
  const button = (command: CommandName, text: string, args = "") => ({
    type: "button" as const,
    action_id: `do:${command}`,
    text: { type: "plain_text" as const, text },
    value: args === "" ? String(number) : `${number} ${args}`,
  });
  const done = button("done", thanks ? digest.closeThanks : digest.done);
  return {
    type: "actions",
    elements: [
      ...(thanks ? [{ ...done, style: "primary" as const }] : []),
      button("assign", digest.take, "me"),
      button("snooze", digest.snooze),
      ...(thanks ? [] : [done]),
    ],
  };
}

/** For notifications and screen readers. */
export function postFallback(words: Words, post: ShownPost): string {
  const lines = post.groups.flatMap(({ rows }) =>
    rows.map((row) => {
      const name = linked(words, { id: row.number, name: row.name, kind: row.kind, link: undefined });
      return `${name.replaceAll("*", "")} · ${stateOf(words, row)}`;
    }),
  );
  return short([headOf(words, post).replaceAll("*", ""), ...lines].join("\n"), 3_800);
}
