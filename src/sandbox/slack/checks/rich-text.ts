import type { Json } from "../types.ts";
import { checkItems, checkString, type Report } from "./report.ts";

const CONTAINERS = ["rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"];
const REQUIRED: Record<string, string> = {
  text: "text",
  link: "url",
  user: "user_id",
  usergroup: "usergroup_id",
  channel: "channel_id",
  emoji: "name",
  broadcast: "range",
  color: "value",
  date: "timestamp",
  team: "team_id",
};

export function checkRichText(report: Report, block: Json, where: string): void {
  for (const [index, part] of checkItems(report, block["elements"], 1000, `${where}/elements`).entries()) {
    checkContainer(report, part, `${where}/elements/${index}`);
  }
}

function checkContainer(report: Report, part: Json, where: string): void {
  const type = String(part["type"]);
  if (!CONTAINERS.includes(type)) return report.add(`unsupported type: ${type}`, `${where}/type`);
  // An empty section is the one container that Slack takes: it stands for an empty line.
  if (type === "rich_text_section" && Array.isArray(part["elements"]) && part["elements"].length === 0) return;
  const elements = checkItems(report, part["elements"], 1000, `${where}/elements`);
  if (type === "rich_text_list") {
    if (part["style"] !== "bullet" && part["style"] !== "ordered")
      report.add("must be one of: bullet, ordered", `${where}/style`);
    for (const [index, item] of elements.entries()) checkContainer(report, item, `${where}/elements/${index}`);
    return;
  }
  for (const [index, element] of elements.entries()) checkInline(report, element, `${where}/elements/${index}`);
}

function checkInline(report: Report, element: Json, where: string): void {
  const type = String(element["type"]);
  const field = REQUIRED[type];
  if (field === undefined) return report.add(`unsupported type: ${type}`, `${where}/type`);
  const value = element[field];
  if (value === undefined) return report.add(`missing required field: ${field}`, where);
  if (type === "date") return;
  checkString(report, value, type === "link" ? 3000 : 40_000, `${where}/${field}`);
  if (value === "") report.add("must be more than 0 characters", `${where}/${field}`);
}
