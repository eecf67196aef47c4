/** LINE's answers as our errors. Its message texts are officially not stable, so status comes first and texts only decide between two meanings of one status. */
import { HTTPFetchError } from "@line/bot-sdk";

import { PlatformError } from "../errors.ts";
import { neverConnected } from "../http.ts";

export function lineFailure(cause: unknown): PlatformError {
  if (cause instanceof HTTPFetchError) return refusal(cause);
  const lost = !neverConnected(cause);
  return new PlatformError({
    platform: "line",
    code: lost ? "no_answer" : "not_reached",
    retryable: true,
    ambiguous: lost,
    cause,
  });
}

function refusal(cause: HTTPFetchError): PlatformError {
  const { status } = cause;
  const said = parse(cause.body);
  const base = { platform: "line" as const, status, details: said.details, cause };
  if (status === 401 || status === 403) return new PlatformError({ ...base, code: "auth", retryable: false });
  if (status === 429) {
    // two meanings, one status: the month's messages are used up, or too many calls a second
    const monthly = /monthly limit/i.test(said.message);
    if (monthly) return new PlatformError({ ...base, code: "monthly_limit", retryable: false });
    return new PlatformError({ ...base, code: "rate_limited", retryable: true, retryAfter: retryAfter(cause) });
  }
  if (status >= 500 || status === 408)
    return new PlatformError({ ...base, code: "server", retryable: true, ambiguous: true });
  if (/invalid reply token/i.test(said.message))
    return new PlatformError({ ...base, code: "token_spent", retryable: false });
  if (said.properties.some((property) => property.includes("sender"))) {
    return new PlatformError({ ...base, code: "sender_refused", retryable: false });
  }
  if (said.properties.some((property) => property.endsWith("quoteToken")))
    return new PlatformError({ ...base, code: "quote_refused", retryable: false });
  return new PlatformError({ ...base, code: status === 404 ? "not_found" : "refused", retryable: false });
}

function retryAfter(cause: HTTPFetchError): number {
  const seconds = Number(cause.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 1000;
}

interface Said {
  message: string;
  details: string;
  properties: string[];
}

function parse(body: string): Said {
  try {
    const { message, details } = JSON.parse(body) as {
      message?: string;
      details?: { message?: string; property?: string }[];
    };
    const more = Array.isArray(details) ? details : [];
    const lines = more.map((each) => [each.property, each.message].filter(Boolean).join(": "));
    return {
      message: message ?? "",
      details: [message, ...lines].filter(Boolean).join("; "),
      properties: more.map((each) => each.property ?? ""),
    };
  } catch {
    return { message: body.slice(0, 200), details: body.slice(0, 200), properties: [] };
  }
}

/** Runs a call of the SDK; whatever goes wrong comes out as a PlatformError. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw lineFailure(cause);
  }
}
