import { createBlockId } from "../ids.ts";
import type { Json } from "../types.ts";
import { isObject, objects } from "../values.ts";

/** Slack names the blocks and elements that came without a name. */
export function fillIds(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const named: Json = { ...block, block_id: block["block_id"] ?? createBlockId() };
    if (block["type"] === "actions") named["elements"] = objects(block["elements"]).map(fillAction);
    for (const part of ["accessory", "element"]) {
      const element = block[part];
      if (isObject(element) && element["type"] !== "image") named[part] = fillAction(element);
    }
    return named;
  });
}

function fillAction(element: Json): Json {
  return { ...element, action_id: element["action_id"] ?? createBlockId() };
}
