/** A call's arguments, whether they came as a form, as JSON or in the address. */
import type { Json } from "./types.ts";
import { isObject, parseJson, textOf } from "./values.ts";

/** Forms carry these as JSON. */
const STRUCTURED = ["blocks", "attachments", "metadata", "view", "files"];

export function readArguments(query: URLSearchParams, contentType: string, raw: Buffer): Json | undefined {
  const fromQuery = Object.fromEntries(query);
  if (contentType.includes("application/json")) {
    const parsed = raw.length === 0 ? {} : parseJson(raw.toString("utf8"));
    return isObject(parsed) ? { ...fromQuery, ...parsed } : undefined;
  }
  const body: Json = { ...fromQuery, ...Object.fromEntries(new URLSearchParams(raw.toString("utf8"))) };
  for (const field of STRUCTURED) {
    const value = body[field];
    if (typeof value !== "string") continue;
    if (value === "") delete body[field];
    else body[field] = parseJson(value) ?? value;
  }
  return body;
}

export function readToken(authorization: string | undefined, body: Json): string {
  return authorization?.replace(/^Bearer\s+/i, "").trim() ?? textOf(body["token"]);
}
