/**
 * `X-Line-Retry-Key`: for 24 hours LINE remembers which key it has accepted, and answers 409 to a second request with it.
 *
 * It does not compare the bodies: other words under an accepted key are lost while the sender thinks they went out. The fake
 * answers the same 409, and writes the loss down as a violation.
 */
import { isDeepStrictEqual } from "node:util";

import type { Answer } from "./answers.ts";
import type { ApiRequest } from "./endpoints/endpoint.ts";
import type { Platform } from "./platform.ts";

const MEMORY = 24 * 60 * 60 * 1000;

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

/** The 409 for a key that was accepted before, or nothing. */
export function findAccepted(platform: Platform, request: ApiRequest): Answer | undefined {
  const { retryKey } = request;
  if (retryKey === undefined) {
    platform.violations.push(`${request.path} without X-Line-Retry-Key: it can never be retried safely`);
    return undefined;
  }
  const key = retryKey.toLowerCase();
  const accepted = platform.acceptedKeys.get(key);
  if (accepted === undefined || platform.now() - accepted.at >= MEMORY) {
    if (platform.refusedKeys.has(key) && isDeepStrictEqual(platform.refusedKeys.get(key), request.body))
      platform.violations.push(`${request.path} repeated under retry key ${key} though it was refused with 400`);
    return undefined;
  }
  if (accepted.path !== request.path || !isDeepStrictEqual(accepted.body, request.body))
    platform.violations.push(`retry key ${key} was used again with another request: these words are lost`);
  const { requestId, sentMessages } = accepted;
  return {
    status: 409,
    headers: { "x-line-accepted-request-id": requestId },
    body: { message: "The retry key is already accepted", ...(sentMessages && { sentMessages }) },
  };
}

export function remember(platform: Platform, request: ApiRequest, sentMessages: readonly object[] | undefined): void {
  if (request.retryKey === undefined) return;
  const { path, body, requestId } = request;
  platform.acceptedKeys.set(request.retryKey.toLowerCase(), {
    at: platform.now(),
    path,
    body,
    requestId,
    sentMessages,
  });
}
