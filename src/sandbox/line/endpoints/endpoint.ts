import type { Answer } from "../answers.ts";
import type { Platform } from "../platform.ts";

export interface ApiRequest {
  /** The pathname, as it came. */
  path: string;
  /** What stands at the `:names` of the endpoint's path. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
  retryKey: string | undefined;
  requestId: string;
}

export interface Endpoint {
  method: "GET" | "POST" | "PUT";
  path: string;
  /** Takes `X-Line-Retry-Key`; every other endpoint refuses the header. */
  retryable?: true;
  answer: (platform: Platform, request: ApiRequest) => Answer | Promise<Answer>;
}

export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = safeDecode(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
