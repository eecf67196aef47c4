/**
 * What a check finds in a request body. LINE reads a body in two steps: values of the wrong JSON type end it at once
 * (`malformed`, only the first counts); then all remaining errors are listed together (`details`).
 */
import { type Answer, type Detail, refuseDetails, refuseProperty } from "../answers.ts";

export interface Report {
  details: Detail[];
  malformed: string[];
}

export type Fields = Record<string, unknown>;

/** `check(report, parent fields, name, path of the parent)` is the shape of every check below. */
export interface Limits {
  min?: number;
  max: number;
  optional?: boolean;
  /** UTF-16 code units, unless the property counts graphemes. */
  measure?: (text: string) => number;
}

export function createReport(): Report {
  return { details: [], malformed: [] };
}

export function refusal(report: Report): Answer | undefined {
  const [first] = report.malformed;
  if (first !== undefined) return refuseProperty(first);
  return report.details.length > 0 ? refuseDetails(report.details) : undefined;
}

export function complain(report: Report, property: string, message: string): undefined {
  report.details.push({ message, property });
  return undefined;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

export function graphemes(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length;
}

export function checkText(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  limits: Limits,
): string | undefined {
  const { min = 1, max, optional = false, measure = (text) => text.length } = limits;
  const value = fields[name];
  const property = join(path, name);
  if (value === undefined || value === null)
    return optional ? undefined : complain(report, property, "May not be empty");
  if (typeof value !== "string") {
    report.malformed.push(property);
    return undefined;
  }
  const size = measure(value);
  if (size < min && min === 1) return complain(report, property, "May not be empty");
  if (size < min || size > max)
    return complain(report, property, `Length must be between ${min === 1 ? 0 : min} and ${max}`);
  return value;
}

export function checkNumber(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  limits: { min: number; max: number; whole?: boolean; optional?: boolean },
): number | undefined {
  const value = fields[name];
  const property = join(path, name);
  if (value === undefined || value === null)
    return limits.optional ? undefined : complain(report, property, "May not be null");
  if (typeof value !== "number" || (limits.whole && !Number.isInteger(value))) {
    report.malformed.push(property);
    return undefined;
  }
  if (value < limits.min) return complain(report, property, `Must be greater than or equal to ${limits.min}`);
  if (value > limits.max) return complain(report, property, `Must be less than or equal to ${limits.max}`);
  return value;
}

export function checkChoice(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  choices: readonly string[],
): string | undefined {
  const value = fields[name];
  const property = join(path, name);
  if (typeof value === "string" && choices.includes(value)) return value;
  if (value !== undefined && value !== null && typeof value !== "string") {
    report.malformed.push(property);
    return undefined;
  }
  return complain(report, property, `Must be one of the following values: [${choices.join(", ")}]`);
}

export function checkBoolean(report: Report, fields: Fields, name: string, path: string): void {
  const value = fields[name];
  if (value !== undefined && value !== null && typeof value !== "boolean") report.malformed.push(join(path, name));
}

/** Calls `each` for every object in the list. */
export function checkList(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  limits: { min: number; max: number; optional?: boolean },
  each: (item: Fields, path: string) => void,
): void {
  const value = fields[name];
  const property = join(path, name);
  if (value === undefined || value === null) {
    if (!limits.optional) complain(report, property, "May not be empty");
    return;
  }
  if (!Array.isArray(value)) {
    report.malformed.push(property);
    return;
  }
  if (value.length < limits.min || value.length > limits.max) {
    complain(report, property, `Size must be between ${limits.min} and ${limits.max}`);
    return;
  }
  for (const [index, item] of value.entries()) {
    const itemPath = `${property}[${index}]`;
    if (isFields(item)) each(item, itemPath);
    else report.malformed.push(itemPath);
  }
}

export function checkObject(
  report: Report,
  fields: Fields,
  name: string,
  path: string,
  presence: "required" | "optional",
  each: (item: Fields, path: string) => void,
): void {
  const value = fields[name];
  const property = join(path, name);
  if (value === undefined || value === null) {
    if (presence === "required") complain(report, property, "May not be null");
  } else if (isFields(value)) each(value, property);
  else report.malformed.push(property);
}
