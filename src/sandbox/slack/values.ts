import type { Json } from "./types.ts";

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** What is not a string counts as missing. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === "true" || value === "1";
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function keyOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}
