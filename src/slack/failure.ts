/** Slack's answers as our errors. */
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";

import { PlatformError } from "../errors.ts";
import { neverConnected } from "../http.ts";

/** Nothing can be said with this token: it must be renewed, or the app installed again. */
const AUTH = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "missing_scope",
  "not_allowed_token_type",
  "org_login_required",
  "team_access_not_granted",
  "ekm_access_denied",
]);

/** Nothing can be said in this channel until somebody mends it. */
const PLACE = new Set([
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "restricted_action_non_threadable_channel",
  "restricted_action_thread_locked",
  "posting_to_general_channel_denied",
]);

const LATER = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "rate_limited",
  "ratelimited",
]);
const THREAD = new Set(["thread_not_found", "cannot_reply_to_message", "message_not_found"]);

export function slackFailure(cause: unknown): PlatformError {
  const base = { platform: "slack" as const, cause };
  if (cause instanceof WebAPIRateLimitedError) {
    return new PlatformError({
      ...base,
      code: "rate_limited",
      status: 429,
      retryable: true,
      retryAfter: cause.retryAfter * 1000,
    });
  }
  if (cause instanceof WebAPIPlatformError) return refusal(cause, base);
  if (cause instanceof WebAPIHTTPError) {
    const gone = cause.statusCode >= 500 || cause.statusCode === 408;
    return new PlatformError({ ...base, code: "server", status: cause.statusCode, retryable: true, ambiguous: gone });
  }
  const lost = !neverConnected(cause);
  return new PlatformError({ ...base, code: lost ? "no_answer" : "not_reached", retryable: true, ambiguous: lost });
}

function refusal(cause: WebAPIPlatformError, base: { platform: "slack"; cause: unknown }): PlatformError {
  const { error, response_metadata: metadata } = cause.data;
  const details = [error, ...(metadata?.messages ?? [])].join("; ");
  if (AUTH.has(error)) return new PlatformError({ ...base, code: "auth", retryable: false, details: error });
  if (PLACE.has(error)) return new PlatformError({ ...base, code: "place", retryable: false, details: error });
  // Slack answered with a fault of its own: whether it acted is not known
  if (LATER.has(error))
    return new PlatformError({ ...base, code: "server", retryable: true, ambiguous: true, details });
  if (THREAD.has(error)) return new PlatformError({ ...base, code: "thread_lost", retryable: false, details });
  return new PlatformError({ ...base, code: error, retryable: false, details });
}

export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw cause instanceof PlatformError ? cause : slackFailure(cause);
  }
}
