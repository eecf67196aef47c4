/** What Slack refuses of a message before it looks at the channel. */
import type { Json } from "../types.ts";
import { isObject, textOf } from "../values.ts";
import { checkBlocks } from "./blocks.ts";

export interface Refusal {
  error: string;
  messages?: string[];
}

const TEXT_MAX = 40_000;
const UPDATED_TEXT_MAX = 4000;
/** Slack does not publish the size; it refuses well before this. */
const METADATA_MAX = 8000;

export function checkMessage(method: string, body: Json): Refusal | undefined {
  const text = textOf(body["text"]);
  const blocks = body["blocks"];
  if (blocks !== undefined) {
    const problems = checkBlocks(blocks, 50);
    if (problems.length > 0) return { error: "invalid_blocks", messages: problems };
  }
  const attachments = body["attachments"];
  if (attachments !== undefined && !Array.isArray(attachments)) return { error: "invalid_attachments" };
  if (Array.isArray(attachments) && attachments.length > 100) return { error: "too_many_attachments" };
  const hasContent = text !== "" || isFilled(blocks) || isFilled(attachments);
  const onlyMetadata = method === "chat.update" && body["metadata"] !== undefined && body["text"] === undefined;
  if (!hasContent && !onlyMetadata) return { error: "no_text" };
  if (text.length > (method === "chat.update" ? UPDATED_TEXT_MAX : TEXT_MAX)) return { error: "msg_too_long" };
  return body["metadata"] === undefined ? undefined : checkMetadata(method, body["metadata"]);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function checkMetadata(method: string, metadata: unknown): Refusal | undefined {
  if (!isObject(metadata)) return { error: "invalid_metadata_format" };
  // An empty object takes the metadata away from a message.
  if (method === "chat.update" && Object.keys(metadata).length === 0) return undefined;
  const { event_type: type, event_payload: payload } = metadata;
  if (typeof type !== "string" || type === "" || !isObject(payload)) return { error: "invalid_metadata_format" };
  if (JSON.stringify(metadata).length > METADATA_MAX) return { error: "metadata_too_large" };
  if (!Object.values(payload).every((value) => isPlain(value) || isFlat(value)))
    return { error: "invalid_metadata_schema" };
  return undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value))
    return value.every((item) => isPlain(item) || (isObject(item) && Object.values(item).every(isPlain)));
  return isObject(value) && Object.values(value).every(isPlain);
}
