/** The form of a canned reply. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import {
  dropTemplate,
  editTemplate,
  makeTemplate,
  type TemplateKept,
  templateVersion,
} from "../../bridge/staff/keep-template.ts";
import { buttonOf, oneTemplate, type TemplateFound } from "../../bridge/staff/template-lists.ts";
import { TEMPLATE, type TemplateForm } from "../../core/template.ts";
import type { FormValues, Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { accountInput, chosenAccount } from "./account-input.ts";
import type { Outcome, Sheet, SheetOf } from "./board.ts";
import type { About } from "./templates.ts";

type Words = Office["words"];

const EMPTY: TemplateForm = { name: "", text: "", label: "", target: "" };

export const makeSheet: SheetOf<About> = {
  build: ({ words }, { actor }) =>
    Promise.resolve(
      actor.admin
        ? sheet(words, words.office.templates.make, [
            ...accountInput(actor, words.office.templates.account),
            ...inputs(words, EMPTY),
          ])
        : { kind: "adminsOnlyTo", deed: "templates" },
    ),
  async take({ ctx, words }, { actor, about, values }) {
    const result = await makeTemplate(ctx, actor, chosenAccount(actor, values), read(values));
    return told(words, about, result);
  },
};

export const editSheet: SheetOf<About> = {
  async build(office, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "templates" };
    const row = await templateOf(office, actor, value);
    if (!row) return { kind: "gone" };
    const { words } = office;
    return {
      ...sheet(words, words.office.templates.edit, inputs(words, formOf(row))),
      kept: { version: templateVersion(row) },
    };
  },
  async take({ ctx, words }, { actor, about, value, values, kept }) {
    const form = read(values);
    const result = await editTemplate(ctx, actor, { id: Number(value), version: versionOf(kept) }, form);
    if (result.kind !== "stale") return told(words, about, result);
    const { templates: said } = words.office;
    const now: KnownBlock = { type: "section", text: { type: "plain_text", text: result.row.text, emoji: false } };
    const blocks = [sentence(said.stale), sentence(said.row(result.row.name, undefined)), now, ...inputs(words, form)];
    const kind = { kept: { version: templateVersion(result.row) } };
    return { kind: "ask", sheet: { ...sheet(words, said.edit, blocks), ...kind } };
  },
};

export const removeSheet: SheetOf<About> = {
  async build(office, { actor, value }) {
    const { templates: said } = office.words.office;
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "templates" };
    const row = await templateOf(office, actor, value);
    if (!row) return { kind: "gone" };
    return {
      title: said.remove,
      submit: said.remove,
      blocks: [sentence(said.removeWhat(row.name))],
      kept: { version: templateVersion(row) },
    };
  },
  async take({ ctx, words }, { actor, about, value, kept }) {
    const { templates: said } = words.office;
    const result = await dropTemplate(ctx, actor, { id: Number(value), version: versionOf(kept) });
    if (result.kind === "stale") return { kind: "shown", about, said: said.staleDelete };
    if (result.kind === "kept") return { kind: "shown", about, said: said.removed(result.name) };
    return told(words, about, result);
  },
};

const templateOf = ({ ctx }: Office, actor: Actor, value: string): Promise<TemplateFound | undefined> =>
  oneTemplate(
    ctx,
    actor.accounts.map((account) => account.id),
    Number(value),
  );

const versionOf = (kept: unknown): number => z.object({ version: z.number() }).safeParse(kept).data?.version ?? 0;

const sheet = ({ office }: Words, title: string, blocks: KnownBlock[]): Sheet => ({
  title,
  submit: office.modal.save,
  blocks,
});

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

function told({ office }: Words, about: About, result: TemplateKept): Outcome<About> {
  const { templates: said } = office;
  switch (result.kind) {
    case "kept":
      return { kind: "shown", about, said: said.kept(result.name) };
    case "faults": {
      const errors = Object.entries(result.faults).map(([field, fault]) => [field, said.fault[fault]]);
      return { kind: "errors", errors: Object.fromEntries(errors) };
    }
    case "tooMany":
      return { kind: "errors", errors: { name: said.tooMany(result.most) } };
    case "refused":
      return { kind: "refused", refusal: result.refusal };
    case "stale":
      return { kind: "shown", about, said: said.stale };
  }
}
