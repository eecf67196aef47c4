/** The canned replies: every member looks, admins make, change and delete them. */
import type { KnownBlock } from "@slack/types";

import type { Actor } from "../../bridge/staff/actor.ts";
import { buttonOf, searchTemplates, type TemplateFound } from "../../bridge/staff/template-lists.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { accountHead } from "./account-input.ts";
import { AboutWords, wordsInput, wordsTyped } from "./asked-words.ts";
import { board, type List, verbId } from "./board.ts";
import { pages, pageWithin, turnPage } from "./pages.ts";
import { rowMenu } from "./row-menu.ts";
import { editSheet, makeSheet, removeSheet } from "./template-sheets.ts";

const SIZE = 20;
const PREVIEW = 200;
/** Of the words that are looked for, which the modal remembers. */
export const LONGEST_SEARCH = 100;

export const templatesBoard = board<AboutWords>({
  name: "templates",
  about: AboutWords,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: { make: makeSheet, edit: editSheet, remove: removeSheet },
  deeds: {
    page: turnPage,
  },
  take: (_office, { values }) =>
    Promise.resolve({ kind: "shown", about: { words: wordsTyped(values, LONGEST_SEARCH), page: 0 } }),
});

async function list(office: Office, actor: Actor, about: AboutWords): Promise<List> {
  const { templates: said, commands } = office.words.office;
  const ids = actor.accounts.map((account) => account.id);
  const found = await searchTemplates(office.ctx, ids, about.words);
  const page = pageWithin(about.page, SIZE, found.length);
  const shown = found.slice(page * SIZE, (page + 1) * SIZE);
  const nothing = about.words === "" ? said.none : said.noneFound(about.words);
  return {
    title: commands.templates.button,
    submit: said.search,
    blocks: [
      wordsInput(said.searchLabel, { most: LONGEST_SEARCH, initial: about.words }),
      ...(actor.admin ? [makeButton(said.make)] : []),
      ...(found.length === 0 ? [sentence(nothing)] : []),
      ...actor.accounts.flatMap((account) => group(office, actor, account.name, ofAccount(shown, account.id))),
      ...pages("templates", { page, size: SIZE, count: found.length }, said),
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
  return [...accountHead(actor, account), ...rows.flatMap((row) => [named(office, actor, row), preview(row)])];
}

function named({ words }: Office, actor: Actor, row: TemplateFound): KnownBlock {
  const { templates: said } = words.office;
  const button = buttonOf(row);
  const shown = button ? `${button.label}: ${"link" in button ? button.link : button.tel}` : undefined;
  return {
    type: "section",
    text: { type: "mrkdwn", text: said.row(row.name, shown === undefined ? undefined : short(shown, PREVIEW)) },
    // who may only look gets no menu of what they may not do
    ...(actor.admin ? { accessory: rowMenu("templates", row.id, { edit: said.edit, remove: said.remove }) } : {}),
  };
}

const preview = (row: TemplateFound): KnownBlock => ({
  type: "context",
  elements: [{ type: "plain_text", text: short(row.text, PREVIEW), emoji: false }],
});
