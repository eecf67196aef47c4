import type { Json } from "../types.ts";
import { isObject } from "../values.ts";
import { checkItems, checkString, checkText, createReport, type Report } from "./report.ts";

const PLAIN = ["plain_text"];
const PICKERS = new Set([
  "users_select",
  "conversations_select",
  "channels_select",
  "external_select",
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
  "multi_external_select",
  "datepicker",
  "timepicker",
  "datetimepicker",
  "rich_text_input",
  "file_input",
  "email_text_input",
  "url_text_input",
  "workflow_button",
  "feedback_buttons",
  "icon_button",
]);

export function checkElement(report: Report, element: Json, where: string): void {
  const type = element["type"];
  checkString(report, element["action_id"], 255, `${where}/action_id`);
  if (element["confirm"] !== undefined) checkConfirm(report, element["confirm"], `${where}/confirm`);
  if (element["placeholder"] !== undefined) {
    checkText(report, element["placeholder"], 150, `${where}/placeholder`, PLAIN);
  }
  if (type === "button") return checkButton(report, element, where);
  if (type === "image") return checkImage(report, element, where);
  if (type === "overflow") return checkOptions(report, element, 5, where);
  if (type === "radio_buttons" || type === "checkboxes") return checkOptions(report, element, 10, where);
  if (type === "static_select" || type === "multi_static_select") return checkOptions(report, element, 100, where);
  if (type === "plain_text_input") {
    if (Number(element["max_length"] ?? 0) > 3000) report.add("must be 3000 or less", `${where}/max_length`);
    return checkString(report, element["initial_value"], 3000, `${where}/initial_value`);
  }
  if (type === "number_input") {
    if (typeof element["is_decimal_allowed"] !== "boolean")
      report.add("missing required field: is_decimal_allowed", where);
    return;
  }
  if (typeof type !== "string" || !PICKERS.has(type)) report.add(`unsupported type: ${String(type)}`, `${where}/type`);
}

function checkButton(report: Report, element: Json, where: string): void {
  checkText(report, element["text"], 75, `${where}/text`, PLAIN);
  checkString(report, element["value"], 2000, `${where}/value`);
  checkString(report, element["url"], 3000, `${where}/url`);
  const style = element["style"];
  if (style !== undefined && style !== "primary" && style !== "danger") {
    report.add("must be one of: primary, danger", `${where}/style`);
  }
}

export function checkImage(report: Report, image: Json, where: string): void {
  if (typeof image["alt_text"] !== "string") report.add("missing required field: alt_text", where);
  checkString(report, image["alt_text"], 2000, `${where}/alt_text`);
  checkString(report, image["image_url"], 3000, `${where}/image_url`);
  if (image["image_url"] === undefined && !isObject(image["slack_file"])) {
    report.add("missing required field: image_url", where);
  }
}

function checkConfirm(report: Report, confirm: unknown, where: string): void {
  if (!isObject(confirm)) return report.add("must be an object", where);
  checkText(report, confirm["title"], 100, `${where}/title`, PLAIN);
  checkText(report, confirm["text"], 300, `${where}/text`);
  checkText(report, confirm["confirm"], 30, `${where}/confirm`, PLAIN);
  checkText(report, confirm["deny"], 30, `${where}/deny`, PLAIN);
}

function checkOptions(report: Report, element: Json, max: number, where: string): void {
  const groups = element["option_groups"];
  if (groups === undefined) return checkOptionList(report, element["options"], max, `${where}/options`);
  for (const [index, group] of checkItems(report, groups, 100, `${where}/option_groups`).entries()) {
    const place = `${where}/option_groups/${index}`;
    checkText(report, group["label"], 75, `${place}/label`, PLAIN);
    checkOptionList(report, group["options"], max, `${place}/options`);
  }
}

function checkOptionList(report: Report, options: unknown, max: number, where: string): void {
  for (const [index, option] of checkItems(report, options, max, where).entries()) {
    checkText(report, option["text"], 75, `${where}/${index}/text`);
    checkString(report, option["value"], 150, `${where}/${index}/value`);
    if (option["description"] !== undefined) {
      checkText(report, option["description"], 75, `${where}/${index}/description`, PLAIN);
    }
  }
}

/** The problems of what an app offers while somebody types; an empty list is a good answer here. */
export function checkSuggestions(answer: unknown): string[] {
  const report = createReport();
  const offered = isObject(answer) ? answer : {};
  const options = offered["options"];
  const none = Array.isArray(options) && options.length === 0;
  if (options === undefined && offered["option_groups"] === undefined)
    report.add("missing required field: options", "");
  else if (!none) checkOptions(report, offered, 100, "");
  return report.problems;
}
