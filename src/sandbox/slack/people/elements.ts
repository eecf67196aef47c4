/** What an interactive element holds, in the words of a payload. */
import type { Json } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";

export interface Found {
  blockId: string;
  element: Json;
}

/** Every element that somebody can press, choose from or fill in. */
export function interactiveElements(blocks: readonly Json[]): Found[] {
  return blocks.flatMap((block) => {
    const inside = block["type"] === "actions" ? objects(block["elements"]) : [block["accessory"], block["element"]];
    return inside.filter(isObject).map((element) => ({ blockId: textOf(block["block_id"]), element }));
  });
}

export function findElement(blocks: readonly Json[], actionId: string, value?: unknown): Found {
  const named = interactiveElements(blocks).filter(({ element }) => element["action_id"] === actionId);
  const found = named.find(({ element }) => element["value"] === value) ?? named[0];
  if (!found) throw new Error(`there is nothing with the action_id ${actionId} to press`);
  return found;
}

const SINGLE: Record<string, string> = {
  users_select: "selected_user",
  conversations_select: "selected_conversation",
  channels_select: "selected_channel",
  datepicker: "selected_date",
  timepicker: "selected_time",
};
const SEVERAL: Record<string, string> = {
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
};
const OPTION = new Set(["static_select", "external_select", "radio_buttons", "overflow"]);
const OPTIONS = new Set(["multi_static_select", "multi_external_select", "checkboxes"]);

/** The state after `value` was chosen; `undefined` keeps what the app put in. */
export function elementState(element: Json, value: unknown): Json {
  const type = textOf(element["type"]);
  const single = SINGLE[type];
  if (single !== undefined) return { type, [single]: value ?? element[single.replace("selected", "initial")] ?? null };
  const several = SEVERAL[type];
  if (several !== undefined) return { type, [several]: value ?? element[several.replace("selected", "initial")] ?? [] };
  if (type === "datetimepicker") return { type, selected_date_time: value ?? element["initial_date_time"] ?? null };
  if (OPTION.has(type)) {
    return {
      type,
      selected_option: value === undefined ? (element["initial_option"] ?? null) : optionOf(element, value),
    };
  }
  if (OPTIONS.has(type)) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    const chosen =
      value === undefined ? (element["initial_options"] ?? []) : values.map((one) => optionOf(element, one));
    return { type, selected_options: chosen };
  }
  if (type === "button") return { type, text: element["text"], value: element["value"] };
  return { type, value: value ?? element["initial_value"] ?? null };
}

function optionOf(element: Json, value: unknown): Json {
  const groups = objects(element["option_groups"]).flatMap((group) => objects(group["options"]));
  const option = [...objects(element["options"]), ...groups].find((one) => one["value"] === value);
  // The options of an external select are not in the message; whoever chooses has seen them.
  if (option) return option;
  if (isObject(value)) return value;
  if (!textOf(element["type"]).includes("external")) throw new Error(`there is no option ${String(value)}`);
  return { text: { type: "plain_text", text: String(value), emoji: true }, value };
}

/** `state.values` of a view whose inputs hold `given`. */
export function viewValues(blocks: readonly Json[], given: Json): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const { blockId, element } of interactiveElements(blocks)) {
    if (element["type"] === "button" || element["type"] === "overflow") continue;
    const wanted = given[blockId];
    values[blockId] = isRaw(wanted) ? wanted : { [textOf(element["action_id"])]: elementState(element, wanted) };
  }
  return values;
}

function isRaw(value: unknown): value is Json {
  return isObject(value) && Object.values(value).every((state) => isObject(state) && "type" in state);
}
