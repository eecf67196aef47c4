/** The first checks of LINE's door: size, token, content type, JSON. */
import type { IncomingMessage } from "node:http";

import { type Answer, refuse } from "./answers.ts";
import type { Platform } from "./platform.ts";
import { isUuid } from "./retry-keys.ts";

const MAX_BODY = 2 * 1024 * 1024;

export interface ReadRequest {
  raw: Buffer;
  tooLarge: boolean;
}

export async function readBody(request: IncomingMessage): Promise<ReadRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  return { raw: Buffer.concat(chunks), tooLarge: size > MAX_BODY };
}

/** JSON where it is JSON, else the text as it came. */
export function parseBody(raw: Buffer): { body: unknown; valid: boolean } {
  if (raw.length === 0) return { body: undefined, valid: true };
  try {
    return { body: JSON.parse(raw.toString("utf8")) as unknown, valid: true };
  } catch {
    return { body: raw.toString("utf8"), valid: false };
  }
}

export function refuseStranger(platform: Platform, authorization: string | undefined): Answer | undefined {
  const reason = (text: string) => refuse(401, `Authentication failed due to the following reason: ${text}`);
  if (authorization === undefined) return reason("missing authorization header.");
  const valid = authorization === `Bearer ${platform.channelAccessToken}` && !platform.tokenRevoked;
  if (!valid) return reason("invalid token. Confirm that the access token in the authorization header is valid.");
  return undefined;
}

export function refuseBody(
  platform: Platform,
  path: string,
  request: { contentType: string | undefined; read: ReadRequest },
): Answer | undefined {
  const { contentType, read } = request;
  if (read.tooLarge) return refuse(413, "Request entity too large");
  if (read.raw.length === 0) return undefined;
  if (contentType?.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    platform.violations.push(`${path} with content type ${contentType}`);
    return refuse(415, `The content type, ${contentType ?? ""}, is not supported`);
  }
  if (!parseBody(read.raw).valid)
    return refuse(400, "The request body could not be parsed as JSON (line: 1, column: 1)");
  return undefined;
}

export function refuseRetryKey(retryKey: string | undefined, retryable: boolean): Answer | undefined {
  if (retryKey === undefined) return undefined;
  if (!retryable) return refuse(400, "The X-Line-Retry-Key header is not supported by this API");
  return isUuid(retryKey) ? undefined : refuse(400, "The X-Line-Retry-Key header is not a UUID");
}
