/** The fields of an automatic reply; the block ids are those of the faults in `core/auto-form.ts`. */
import type { InputBlock, KnownBlock } from "@slack/types";

import { AUTO, type AutoForm } from "../../core/auto-form.ts";
import { AUTO_MESSAGE } from "../../core/auto-message.ts";
import { APPLIES, type Trigger } from "../../core/auto-rule.ts";
import type { FormValues, Office } from "../commands/command.ts";

type Words = Office["words"];

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const YES = "yes";

export function autoInputs({ office }: Words, trigger: Trigger, form: AutoForm): KnownBlock[] {
  const { form: said } = office.auto;
  const matches = (["exact", "contains"] as const).map((each) => option(said.matches[each], each));
  const whens = APPLIES.map((each) => option(said.whens[each], each));
  const days = said.days.map((day, index) => option(day, String(index + 1)));
  const chosenDays = days.filter(({ value }) => form.weekdays.includes(Number(value)));
  const keyword: InputBlock[] = [
    input("keywords", said.keywords, words(form.keywords, AUTO.keywords * (AUTO.keyword + 1), "long"), {
      hint: said.keywordsHint,
    }),
    input("match", said.match, {
      type: "radio_buttons",
      action_id: "match",
      options: matches,
      ...initial(matches.find(({ value }) => value === form.match)),
    }),
    input("taps", said.taps, box("taps", said.tapsOn, form.taps), { optional: true }),
  ];
  return [
    input("name", said.name, words(form.name, 200, "short")),
    ...(trigger === "keyword" ? keyword : []),
    ...messageInputs(said, form),
    input("when", said.when, {
      type: "radio_buttons",
      action_id: "when",
      options: whens,
      ...initial(whens.find(({ value }) => value === form.when)),
    }),
    ...(trigger === "uniform"
      ? [input("everyTime", said.everyTime, box("everyTime", said.everyTimeOn, form.everyTime), { optional: true })]
      : []),
    ...(["from", "until"] as const).map((field) =>
      input(
        field,
        said[field],
        { type: "datepicker", action_id: field, ...(form[field] === "" ? {} : { initial_date: form[field] }) },
        { optional: true },
      ),
    ),
    input(
      "weekdays",
      said.weekdays,
      {
        type: "checkboxes",
        action_id: "weekdays",
        options: days,
        ...(chosenDays.length > 0 ? { initial_options: chosenDays } : {}),
      },
      { optional: true, hint: said.weekdaysHint },
    ),
    ...(["start", "end"] as const).map((field) =>
      input(
        field,
        said[field],
        { type: "timepicker", action_id: field, ...(form[field] === "" ? {} : { initial_time: form[field] }) },
        { optional: true, ...(field === "end" ? { hint: said.timesHint } : {}) },
      ),
    ),
  ];
}

function messageInputs(said: Words["office"]["auto"]["form"], { messages }: AutoForm): InputBlock[] {
  return Array.from({ length: AUTO_MESSAGE.messages }, (_, index) => index).flatMap((index) => {
    const { text = "", buttons = "" } = messages[index] ?? {};
    const first = index === 0;
    return [
      input(`text${index}`, said.text(index + 1), words(text, AUTO_MESSAGE.text, "long", `text${index}`), {
        optional: !first,
        ...(first ? { hint: said.textHint } : {}),
      }),
      input(`buttons${index}`, said.buttons(index + 1), words(buttons, 3_000, "long", `buttons${index}`), {
        optional: true,
        ...(first ? { hint: said.buttonsHint } : {}),
      }),
    ];
  });
}

function input(
  field: string,
  label: string,
  element: InputBlock["element"],
  { optional = false, hint }: { optional?: boolean; hint?: string } = {},
): InputBlock {
  return {
    type: "input",
    block_id: field,
    optional,
    label: plain(label),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    element: { ...element, action_id: field },
  };
}

const words = (value: string, most: number, size: "short" | "long", field = ""): InputBlock["element"] => ({
  type: "plain_text_input",
  action_id: field,
  multiline: size === "long",
  max_length: Math.min(most, 3_000),
  ...(value === "" ? {} : { initial_value: value.slice(0, 3_000) }),
});

const initial = <T>(chosen: T | undefined): { initial_option?: T } => (chosen ? { initial_option: chosen } : {});

const box = (field: string, label: string, on: boolean): InputBlock["element"] => {
  const checked = option(label, YES);
  return {
    type: "checkboxes",
    action_id: field,
    options: [checked],
    ...(on ? { initial_options: [checked] } : {}),
  };
};

export function readAutoForm(values: FormValues): AutoForm {
  const of = (field: string) => values[field]?.[field];
  const typed = (field: string): string => of(field)?.value ?? "";
  const checked = (field: string): string[] => (of(field)?.selected_options ?? []).map(({ value }) => value);
  return {
    name: typed("name"),
    keywords: typed("keywords"),
    match: of("match")?.selected_option?.value === "contains" ? "contains" : "exact",
    taps: checked("taps").includes(YES),
    when: of("when")?.selected_option?.value ?? "always",
    from: of("from")?.selected_date ?? "",
    until: of("until")?.selected_date ?? "",
    weekdays: checked("weekdays").map(Number),
    start: of("start")?.selected_time ?? "",
    end: of("end")?.selected_time ?? "",
    everyTime: checked("everyTime").includes(YES),
    messages: Array.from({ length: AUTO_MESSAGE.messages }, (_, index) => ({
      text: typed(`text${index}`),
      buttons: typed(`buttons${index}`),
    })),
  };
}
