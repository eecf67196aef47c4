/** What Slack refuses of blocks (reference "Block Kit"). */
import type { Json } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { checkElement, checkImage } from "./elements.ts";
import { checkItems, checkString, checkText, createReport, type Report } from "./report.ts";
import { checkRichText } from "./rich-text.ts";

const PLAIN = ["plain_text"];
/** Blocks whose inside nobody has described well enough to refuse it. */
const UNCHECKED = new Set(["divider", "file", "video", "alert", "card", "carousel", "container", "plan", "task_card"]);
const TABLES = new Set(["table", "data_table"]);

/** The problems of the blocks; none is good. `max` is 50 in a message and 100 in a view. */
export function checkBlocks(blocks: unknown, max: number, where = "/blocks"): string[] {
  const report = createReport();
  if (!Array.isArray(blocks)) {
    report.add("must be an array", where);
    return report.problems;
  }
  if (blocks.length > max) report.add(`no more than ${max} items allowed`, where);
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const place = `${where}/${index}`;
    if (!isObject(block)) {
      report.add("must be an object", place);
      continue;
    }
    checkBlockId(report, block, ids, place);
    checkBlock(report, block, place);
  }
  checkWhole(report, objects(blocks), where);
  return report.problems;
}

function checkBlockId(report: Report, block: Json, ids: Set<string>, where: string): void {
  const id = block["block_id"];
  if (id === undefined) return;
  checkString(report, id, 255, `${where}/block_id`);
  if (typeof id !== "string") return;
  if (ids.has(id)) report.add(`\`block_id\` already exists: ${id}`, `${where}/block_id`);
  ids.add(id);
}

function checkBlock(report: Report, block: Json, where: string): void {
  switch (block["type"]) {
    case "section":
      return checkSection(report, block, where);
    case "header":
      return checkText(report, block["text"], 150, `${where}/text`, PLAIN);
    case "context":
      return checkContext(report, block, where);
    case "actions":
    case "context_actions":
      return checkActions(report, block, where);
    case "image":
      if (block["title"] !== undefined) checkText(report, block["title"], 2000, `${where}/title`, PLAIN);
      return checkImage(report, block, where);
    case "input":
      return checkInput(report, block, where);
    case "rich_text":
      return checkRichText(report, block, where);
    case "markdown":
      if (typeof block["text"] !== "string" || block["text"] === "") report.add("must be a string", `${where}/text`);
      return;
    case "table":
    case "data_table":
      for (const [row, cells] of (Array.isArray(block["rows"]) ? block["rows"] : []).entries()) {
        if (Array.isArray(cells) && cells.length > 20)
          report.add("no more than 20 items allowed", `${where}/rows/${row}`);
        if (row === 100) report.add("no more than 100 items allowed", `${where}/rows`);
      }
      return;
    default:
      if (!UNCHECKED.has(String(block["type"])))
        report.add(`unsupported type: ${String(block["type"])}`, `${where}/type`);
  }
}

function checkSection(report: Report, block: Json, where: string): void {
  if (block["text"] === undefined && block["fields"] === undefined) {
    report.add("missing required field: text", where);
  }
  if (block["text"] !== undefined) checkText(report, block["text"], 3000, `${where}/text`);
  if (block["fields"] !== undefined) {
    for (const [index, field] of checkItems(report, block["fields"], 10, `${where}/fields`).entries()) {
      checkText(report, field, 2000, `${where}/fields/${index}`);
    }
  }
  if (block["accessory"] === undefined) return;
  if (isObject(block["accessory"])) checkElement(report, block["accessory"], `${where}/accessory`);
  else report.add("must be an object", `${where}/accessory`);
}

function checkContext(report: Report, block: Json, where: string): void {
  for (const [index, element] of checkItems(report, block["elements"], 10, `${where}/elements`).entries()) {
    const place = `${where}/elements/${index}`;
    if (element["type"] === "image") checkImage(report, element, place);
    else checkText(report, element, 3000, place);
  }
}

function checkActions(report: Report, block: Json, where: string): void {
  const ids = new Set<string>();
  for (const [index, element] of checkItems(report, block["elements"], 25, `${where}/elements`).entries()) {
    const place = `${where}/elements/${index}`;
    checkElement(report, element, place);
    const id = textOf(element["action_id"]);
    if (id !== "" && ids.has(id)) report.add(`\`action_id\` already exists: ${id}`, `${place}/action_id`);
    ids.add(id);
  }
}

function checkInput(report: Report, block: Json, where: string): void {
  checkText(report, block["label"], 2000, `${where}/label`, PLAIN);
  if (block["hint"] !== undefined) checkText(report, block["hint"], 2000, `${where}/hint`, PLAIN);
  if (isObject(block["element"])) checkElement(report, block["element"], `${where}/element`);
  else report.add("missing required field: element", where);
}

function checkWhole(report: Report, blocks: Json[], where: string): void {
  if (blocks.filter((block) => TABLES.has(String(block["type"]))).length > 1)
    report.add("only_one_table_allowed", where);
  const markdown = blocks.filter((block) => block["type"] === "markdown").map((block) => String(block["text"]));
  if (markdown.join("").length > 12_000) report.add("must be less than 12001 characters", where);
}
