/** The forms of an automatic reply: new, changed, deleted. */
import { oneAutoReply } from "../../bridge/staff/auto-lists.ts";
import { autoVersion, dropAuto, editAuto, makeAuto } from "../../bridge/staff/keep-auto.ts";
import { type AutoForm, EMPTY_FORM, formOf } from "../../core/auto-form.ts";
import { messagesAsWords } from "../../core/auto-message.ts";
import { AutoBody, type Trigger, TRIGGERS } from "../../core/auto-rule.ts";
import type { Words } from "../../words/words.ts";
import { short } from "../blocks.ts";
import { sentence } from "../doors/show.ts";
import { accountInput, chosenAccount } from "./account-input.ts";
import type { AboutWords } from "./asked-words.ts";
import { autoInputs, readAutoForm } from "./auto-inputs.ts";
import type { SheetOf } from "./board.ts";
import { removalSheet, removed, saved, saveSheet, versionOf } from "./kept-sheet.ts";

const triggerOf = (value: string): Trigger => TRIGGERS.find((each) => each === value) ?? "keyword";

/** A greeting begins with words that invite the first message. */
function blank({ office: { auto } }: Words, trigger: Trigger): AutoForm {
  if (trigger !== "follow" && trigger !== "unblock") return EMPTY_FORM;
  return { ...EMPTY_FORM, messages: [{ text: auto.greeting[trigger], buttons: "" }] };
}

export const makeSheet: SheetOf<AboutWords> = {
  build: ({ words }, { actor, value }) => {
    const trigger = triggerOf(value);
    const account = accountInput(actor, words.office.auto.form.account);
    return Promise.resolve(
      actor.admin
        ? saveSheet(words, words.office.auto.make[trigger], [
            ...account,
            ...autoInputs(words, trigger, blank(words, trigger)),
          ])
        : { kind: "adminsOnlyTo", deed: "auto" },
    );
  },
  async take({ ctx, words }, { actor, about, value, values }) {
    const wanted = { accountId: chosenAccount(actor, values), trigger: triggerOf(value), form: readAutoForm(values) };
    return saved(words.office.auto, about, await makeAuto(ctx, actor, wanted));
  },
};

export const editSheet: SheetOf<AboutWords> = {
  async build({ ctx, words }, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "auto" };
    const found = await oneAutoReply(ctx, actor, Number(value));
    if (!found) return { kind: "gone" };
    const { rule, row } = found;
    const blocks = autoInputs(words, rule.trigger, formOf(rule.name, rule));
    return { ...saveSheet(words, words.office.auto.edit, blocks), kept: { version: autoVersion(row) } };
  },
  async take({ ctx, words }, { actor, about, value, values, kept }) {
    const form = readAutoForm(values);
    const result = await editAuto(ctx, actor, { id: Number(value), version: versionOf(kept) }, form);
    if (result.kind !== "stale") return saved(words.office.auto, about, result);
    const { auto: said } = words.office;
    const { row } = result;
    const now = messagesAsWords(AutoBody.safeParse(row.body).data?.messages ?? []);
    const blocks = [
      sentence(said.stale),
      { type: "section" as const, text: { type: "plain_text" as const, text: short(`${row.name}\n${now}`, 2_900) } },
      ...autoInputs(words, triggerOf(row.trigger), form),
    ];
    return { kind: "ask", sheet: { ...saveSheet(words, said.edit, blocks), kept: { version: autoVersion(row) } } };
  },
};

export const removeSheet: SheetOf<AboutWords> = {
  async build({ ctx, words }, { actor, value }) {
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "auto" };
    const found = await oneAutoReply(ctx, actor, Number(value));
    if (!found) return { kind: "gone" };
    return removalSheet(words.office.auto, { name: found.rule.name, version: autoVersion(found.row) });
  },
  async take({ ctx, words }, { actor, about, value, kept }) {
    const seen = { id: Number(value), version: versionOf(kept) };
    return removed(words.office.auto, about, await dropAuto(ctx, actor, seen));
  },
};
