/**
 * A form that is shown again, because somebody else changed the chat meanwhile, keeps what was filled in. Of a list of
 * several, what the person added and took away stays so, and all else is as it is now.
 */
import type { KnownBlock } from "@slack/types";

import type { FormValues } from "../commands/command.ts";

type Fields = Readonly<Record<string, unknown>>;
type Inputs = ReadonlyMap<string, Fields>;

interface Shown {
  /** Of the modal that was submitted. */
  blocks: readonly unknown[];
  /** What was chosen in its lists before anybody touched it. */
  before: ReadonlyMap<string, string[]>;
}

export function keepInput(fresh: readonly KnownBlock[], { blocks, before }: Shown, values: FormValues): KnownBlock[] {
  const inputs = inputsOf(blocks);
  return fresh.map((block) => {
    const element = block.type === "input" && block.block_id ? block.element : undefined;
    const id = block.block_id ?? "";
    if (!element || !inputs.has(id) || !isFields(element)) return block;
    const state = values[id]?.[String(element["action_id"])];
    if (!isFields(state)) return block;
    const type = element.type;
    return withElement(block, SEVERAL.has(type) ? several(element, before.get(id) ?? [], state) : kept(element, state));
  });
}

const withElement = (block: KnownBlock, element: Fields): KnownBlock => {
  const changed: unknown = { ...block, element };
  return changed as KnownBlock;
};

/** The options that lists begin with, by block id. */
export function chosenBefore(blocks: readonly unknown[]): ReadonlyMap<string, string[]> {
  const lists = [...inputsOf(blocks)].filter(([, element]) => SEVERAL.has(String(element["type"])));
  return new Map(lists.map(([id, element]) => [id, options(element["initial_options"]).map(valueOf)]));
}

function inputsOf(blocks: readonly unknown[]): Inputs {
  const inputs = blocks.flatMap((block): [string, Fields][] => {
    if (!isFields(block) || typeof block["block_id"] !== "string" || !isFields(block["element"])) return [];
    return [[block["block_id"], block["element"]]];
  });
  return new Map(inputs);
}

/** What an element holds, and where it begins. */
const SINGLE: Readonly<Record<string, [selected: string, initial: string]>> = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
};
const ONE = new Set(["static_select", "radio_buttons", "external_select"]);
const SEVERAL = new Set(["multi_static_select", "checkboxes", "multi_external_select"]);

function kept(element: Fields, state: Fields): Fields {
  const type = String(element["type"]);
  const [selected, initial] = SINGLE[type] ?? [];
  if (selected && initial) return begun(element, initial, state[selected] || undefined);
  if (!ONE.has(type)) return element;
  return begun(element, "initial_option", offered(element, options([state["selected_option"]]))[0]);
}

function several(element: Fields, before: readonly string[], state: Fields): Fields {
  const chosen = options(state["selected_options"]);
  const now = options(element["initial_options"]);
  const added = chosen.filter((each) => !before.includes(valueOf(each)));
  const removed = before.filter((value) => !chosen.map(valueOf).includes(value));
  const left = now.filter((each) => !removed.includes(valueOf(each)));
  const fresh = offered(element, added).filter((each) => !left.map(valueOf).includes(valueOf(each)));
  const all = [...left, ...fresh];
  return begun(element, "initial_options", all.length > 0 ? all : undefined);
}

function begun(element: Fields, initial: string, value: unknown): Fields {
  const { [initial]: _before, ...rest } = element;
  return value === undefined ? rest : { ...rest, [initial]: value };
}

/** As the list offers them now; one that is gone from it would be refused. */
function offered(element: Fields, chosen: readonly Fields[]): Fields[] {
  if (!Array.isArray(element["options"])) return [...chosen];
  return options(element["options"]).filter((each) => chosen.map(valueOf).includes(valueOf(each)));
}

const valueOf = (option: Fields): string => String(option["value"]);
const options = (list: unknown): Fields[] => (Array.isArray(list) ? list.filter(isFields) : []);
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
