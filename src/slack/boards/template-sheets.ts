/** The form of a canned reply. */
import type { KnownBlock } from "@slack/types";

import type { Actor } from "../../bridge/staff/actor.ts";
import { dropTemplate, editTemplate, makeTemplate, templateVersion } from "../../bridge/staff/keep-template.ts";
import { buttonOf, oneTemplate, type TemplateFound } from "../../bridge/staff/template-lists.ts";
import { TEMPLATE, type TemplateForm } from "../../core/template.ts";
import type { FormValues, Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { accountInput, chosenAccount } from "./account-input.ts";
import type { AboutWords } from "./asked-words.ts";
import type { SheetOf } from "./board.ts";
import { removalSheet, removed, saved, saveSheet, versionOf } from "./kept-sheet.ts";

type Words = Office["words"];

const EMPTY: TemplateForm = { name: "", text: "", label: "", target: "" };

export const makeSheet: SheetOf<AboutWords> = {
  build: ({ words }, { actor }) =>
    Promise.resolve(
      actor.admin
        ? saveSheet(words, words.office.templates.make, [
            ...accountInput(actor, words.office.templates.account),
            ...inputs(words, EMPTY),
          ])
        : { kind: "adminsOnlyTo", deed: "templates" },
    ),
  async take({ ctx, words }, { actor, about, values }) {
    const result = await makeTemplate(ctx, actor, chosenAccount(actor, values), read(values));
    return saved(words.office.templates, about, result);
  },
};

export const editSheet: SheetOf<AboutWords> = {
  async build(office, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "templates" };
    const row = await templateOf(office, actor, value);
    if (!row) return { kind: "gone" };
    const { words } = office;
    return {
      ...saveSheet(words, words.office.templates.edit, inputs(words, formOf(row))),
      kept: { version: templateVersion(row) },
    };
  },
  async take({ ctx, words }, { actor, about, value, values, kept }) {
    const form = read(values);
    const result = await editTemplate(ctx, actor, { id: Number(value), version: versionOf(kept) }, form);
    if (result.kind !== "stale") return saved(words.office.templates, about, result);
    const { templates: said } = words.office;
    const now: KnownBlock = { type: "section", text: { type: "plain_text", text: result.row.text, emoji: false } };
    const blocks = [sentence(said.stale), sentence(said.row(result.row.name, undefined)), now, ...inputs(words, form)];
    const kind = { kept: { version: templateVersion(result.row) } };
    return { kind: "ask", sheet: { ...saveSheet(words, said.edit, blocks), ...kind } };
  },
};

export const removeSheet: SheetOf<AboutWords> = {
  async build(office, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "templates" };
    const row = await templateOf(office, actor, value);
    if (!row) return { kind: "gone" };
    return removalSheet(office.words.office.templates, { name: row.name, version: templateVersion(row) });
  },
  async take({ ctx, words }, { actor, about, value, kept }) {
    const seen = { id: Number(value), version: versionOf(kept) };
    return removed(words.office.templates, about, await dropTemplate(ctx, actor, seen));
  },
};

const templateOf = ({ ctx }: Office, actor: Actor, value: string): Promise<TemplateFound | undefined> =>
  oneTemplate(
    ctx,
    actor.accounts.map((account) => account.id),
    Number(value),
  );

function formOf(row: TemplateFound): TemplateForm {
  const button = buttonOf(row);
  const target = button === null ? "" : "link" in button ? button.link : button.tel;
  return { name: row.name, text: row.text, label: button?.label ?? "", target };
}

function read(values: FormValues): TemplateForm {
  const typed = (field: keyof TemplateForm): string => values[field]?.[field]?.value ?? "";
  return { name: typed("name"), text: typed("text"), label: typed("label"), target: typed("target") };
}

function inputs({ office }: Words, form: TemplateForm): KnownBlock[] {
  const { templates: said } = office;
  return [
    input("name", said.name, { max_length: 200 }),
    input("text", said.text, { max_length: TEMPLATE.text, multiline: true }, said.textHint),
    input("label", said.label, { max_length: 100 }),
    input("target", said.target, { max_length: 1_000 }, said.targetHint),
  ];

  function input(
    field: keyof TemplateForm,
    label: string,
    options: { max_length: number; multiline?: boolean },
    hint?: string,
  ): KnownBlock {
    return {
      type: "input",
      block_id: field,
      optional: field === "label" || field === "target",
      label: { type: "plain_text", text: label },
      ...(hint === undefined ? {} : { hint: { type: "plain_text", text: hint } }),
      element: {
        type: "plain_text_input",
        action_id: field,
        ...options,
        ...(form[field] === "" ? {} : { initial_value: form[field] }),
      },
    };
  }
}
