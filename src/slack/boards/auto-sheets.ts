/** The forms of an automatic reply: new, changed, deleted. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { oneAutoReply } from "../../bridge/staff/auto-lists.ts";
import { type AutoKept, autoVersion, dropAuto, editAuto, makeAuto } from "../../bridge/staff/keep-auto.ts";
import { EMPTY_FORM, formOf } from "../../core/auto-form.ts";
import { messagesAsWords } from "../../core/auto-message.ts";
import { AutoBody, type Trigger, TRIGGERS } from "../../core/auto-rule.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { accountInput, chosenAccount } from "./account-input.ts";
import { autoInputs, readAutoForm } from "./auto-inputs.ts";
import type { About } from "./auto.ts";
import type { Outcome, Sheet, SheetOf } from "./board.ts";

type Words = Office["words"];

const Kept = z.object({ version: z.number() });
const versionOf = (kept: unknown): number => Kept.safeParse(kept).data?.version ?? 0;
const triggerOf = (value: string): Trigger => TRIGGERS.find((each) => each === value) ?? "keyword";
const FITS = 24;

export const makeSheet: SheetOf<About> = {
  build: ({ words }, { actor, value }) => {
    const trigger = triggerOf(value);
    const account = accountInput(actor, words.office.auto.form.account);
    return Promise.resolve(
      actor.admin
        ? sheet(words, words.office.auto.make[trigger], [...account, ...autoInputs(words, trigger, EMPTY_FORM)])
        : { kind: "adminsOnlyTo", deed: "auto" },
    );
  },
  async take({ ctx, words }, { actor, about, value, values }) {
    const wanted = { accountId: chosenAccount(actor, values), trigger: triggerOf(value), form: readAutoForm(values) };
    return told(words, about, await makeAuto(ctx, actor, wanted));
  },
};

export const editSheet: SheetOf<About> = {
  async build({ ctx, words }, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "auto" };
    const found = await oneAutoReply(ctx, actor, Number(value));
    if (!found) return { kind: "gone" };
    const { rule, row } = found;
    const blocks = autoInputs(words, rule.trigger, formOf(rule.name, rule));
    return { ...sheet(words, words.office.auto.edit, blocks), kept: { version: autoVersion(row) } };
  },
  async take({ ctx, words }, { actor, about, value, values, kept }) {
    const form = readAutoForm(values);
    const result = await editAuto(ctx, actor, { id: Number(value), version: versionOf(kept) }, form);
    if (result.kind !== "stale") return told(words, about, result);
    const { auto: said } = words.office;
    const { row } = result;
    const now = messagesAsWords(AutoBody.safeParse(row.body).data?.messages ?? []);
    const blocks = [
      sentence(said.stale),
      { type: "section" as const, text: { type: "plain_text" as const, text: short(`${row.name}\n${now}`, 2_900) } },
      ...autoInputs(words, triggerOf(row.trigger), form),
    ];
    return { kind: "ask", sheet: { ...sheet(words, said.edit, blocks), kept: { version: autoVersion(row) } } };
  },
};

export const removeSheet: SheetOf<About> = {
  async build({ ctx, words }, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "auto" };
    const found = await oneAutoReply(ctx, actor, Number(value));
    if (!found) return { kind: "gone" };
    const { auto: said } = words.office;
    const kept = { version: autoVersion(found.row) };
    return { title: said.remove, submit: said.remove, blocks: [sentence(said.removeWhat(found.rule.name))], kept };
  },
  async take({ ctx, words }, { actor, about, value, kept }) {
    const { auto: said } = words.office;
    const result = await dropAuto(ctx, actor, { id: Number(value), version: versionOf(kept) });
    if (result.kind === "stale") return { kind: "shown", about, said: said.staleDelete };
    if (result.kind === "kept") return { kind: "shown", about, said: said.removed(result.name) };
    return told(words, about, result);
  },
};

/** Slack takes titles of 24 characters. */
const sheet = ({ office }: Words, title: string, blocks: KnownBlock[]): Sheet => ({
  title: short(title, FITS),
  submit: office.modal.save,
  blocks,
});

function told({ office }: Words, about: About, result: AutoKept): Outcome<About> {
  const { auto: said } = office;
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
    case "atTheEdge":
    case "stale":
      return { kind: "shown", about, said: said.staleDelete };
  }
}
