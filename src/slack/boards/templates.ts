/** The canned replies: every member looks, admins make, change and delete them. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import { buttonOf, searchTemplates, type TemplateFound } from "../../bridge/staff/template-lists.ts";
import { takeGraphemes } from "../../core/text.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { escapeText } from "../mrkdwn.ts";
import { board, type List, verbId } from "./board.ts";
import { pages } from "./pages.ts";
import { editSheet, makeSheet, removeSheet } from "./template-sheets.ts";

const About = z.object({ words: z.string().default(""), page: z.number().default(0) });
export type About = z.infer<typeof About>;

const SIZE = 20;
const PREVIEW = 200;
/** Of the words that are looked for, which the modal remembers. */
export const LONGEST_SEARCH = 100;
const WORDS = "words";

export const templatesBoard = board<About>({
  name: "templates",
  about: About,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: { make: makeSheet, edit: editSheet, remove: removeSheet },
  deeds: {
    page: (_office, { about, value }) =>
      Promise.resolve({ kind: "shown", about: { ...about, page: Number(value) || 0 } }),
  },
  take: (_office, { values }) => {
    const words = takeGraphemes(values[WORDS]?.[WORDS]?.value ?? "", LONGEST_SEARCH, LONGEST_SEARCH);
    return Promise.resolve({ kind: "shown", about: { words, page: 0 } });
  },
});

async function list(office: Office, actor: Actor, about: About): Promise<List> {
  const { templates: said, commands } = office.words.office;
  const ids = actor.accounts.map((account) => account.id);
  const found = await searchTemplates(office.ctx, ids, about.words);
  const page = Math.max(0, Math.min(about.page, Math.ceil(found.length / SIZE) - 1));
  const shown = found.slice(page * SIZE, (page + 1) * SIZE);
  const nothing = about.words === "" ? said.none : said.noneFound(about.words);
  return {
    title: commands.templates.button,
    submit: said.search,
    blocks: [
      {
        type: "input",
        block_id: WORDS,
        optional: true,
        label: { type: "plain_text", text: said.searchLabel },
        element: {
          type: "plain_text_input",
          action_id: WORDS,
          max_length: LONGEST_SEARCH,
          ...(about.words === "" ? {} : { initial_value: about.words }),
        },
      },
      ...(actor.admin ? [makeButton(said.make)] : []),
      ...(found.length === 0 ? [sentence(nothing)] : []),
      ...actor.accounts.flatMap((account) => group(office, actor, account.name, ofAccount(shown, account.id))),
      ...pages(
        "templates",
        { page, size: SIZE, count: found.length },
        { said: said.page, back: said.back, on: said.on },
      ),
    ],
  };
}

const ofAccount = (rows: TemplateFound[], accountId: number): TemplateFound[] =>
  rows.filter((row) => row.accountId === accountId);

const makeButton = (text: string): KnownBlock => ({
  type: "actions",
  elements: [
    { type: "button", action_id: verbId("templates", "make"), text: { type: "plain_text", text }, value: "new" },
  ],
});

function group(office: Office, actor: Actor, account: string, rows: TemplateFound[]): KnownBlock[] {
  if (rows.length === 0) return [];
  const head = actor.accounts.length > 1 ? [sentence(`:busts_in_silhouette: ${escapeText(account)}`)] : [];
  return [...head, ...rows.flatMap((row) => [named(office, actor, row), preview(row)])];
}

function named({ words }: Office, actor: Actor, row: TemplateFound): KnownBlock {
  const { templates: said } = words.office;
  const button = buttonOf(row);
  const shown = button ? `${button.label}: ${"link" in button ? button.link : button.tel}` : undefined;
  const option = (verb: string, text: string) => ({
    text: { type: "plain_text" as const, text },
    value: `${verb} ${row.id}`,
  });
  return {
    type: "section",
    text: { type: "mrkdwn", text: said.row(row.name, shown === undefined ? undefined : short(shown, PREVIEW)) },
    // who may only look gets no menu of what they may not do
    ...(actor.admin
      ? {
          accessory: {
            type: "overflow",
            action_id: verbId("templates", "more", String(row.id)),
            options: [option("edit", said.edit), option("remove", said.remove)],
          },
        }
      : {}),
  };
}

const preview = (row: TemplateFound): KnownBlock => ({
  type: "context",
  elements: [{ type: "plain_text", text: short(row.text, PREVIEW), emoji: false }],
});
