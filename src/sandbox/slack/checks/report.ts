/** A refusal in Slack's words: one line a fault, each with a JSON pointer. */
import type { Json } from "../types.ts";
import { isObject } from "../values.ts";

export interface Report {
  readonly problems: string[];
  add(problem: string, where: string): void;
}

export function createReport(): Report {
  const problems: string[] = [];
  return { problems, add: (problem, where) => problems.push(`[ERROR] ${problem} [json-pointer:${where}]`) };
}

/** Lengths are JavaScript's: Slack counts UTF-16 units of blocks, and for a whole text the difference never decides. */
export function checkString(report: Report, value: unknown, max: number, where: string): void {
  if (value === undefined) return;
  if (typeof value !== "string") report.add("must be a string", where);
  else if (value.length > max) report.add(`must be less than ${max + 1} characters`, where);
}

export function checkText(
  report: Report,
  value: unknown,
  max: number,
  where: string,
  kinds: readonly string[] = ["plain_text", "mrkdwn"],
): void {
  if (!isObject(value)) return report.add("missing required field: text", where);
  if (typeof value["type"] !== "string" || !kinds.includes(value["type"])) {
    report.add(`must be one of: ${kinds.join(", ")}`, `${where}/type`);
  }
  const text = value["text"];
  if (typeof text !== "string") return report.add("must be a string", `${where}/text`);
  if (text.length === 0) report.add("must be more than 0 characters", `${where}/text`);
  if (text.length > max) report.add(`must be less than ${max + 1} characters`, `${where}/text`);
}

export function checkItems(report: Report, value: unknown, max: number, where: string): Json[] {
  if (!Array.isArray(value)) {
    report.add("must be an array", where);
    return [];
  }
  if (value.length === 0) report.add("no fewer than 1 items allowed", where);
  if (value.length > max) report.add(`no more than ${max} items allowed`, where);
  for (const [index, item] of value.entries())
    if (!isObject(item)) report.add("must be an object", `${where}/${index}`);
  return value.filter(isObject);
}
