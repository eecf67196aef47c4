/** One question on the network: an answer, whatever it says, or nobody there. */

export type Reply =
  | { kind: "reply"; status: number; headers: Headers; text: string; body: Json }
  | { kind: "away"; reason: string };
export type Json = Record<string, unknown>;

const PATIENCE = 10_000;

export interface Question {
  method?: "GET" | "POST" | "PUT";
  token?: string;
  json?: Json;
  form?: Record<string, string>;
  /** As it is, with these headers. */
  raw?: { body: string; headers: Record<string, string> };
}

export async function ask(url: string, question: Question = {}): Promise<Reply> {
  const { method = "GET", token, json, form, raw } = question;
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(json === undefined ? {} : { "content-type": "application/json" }),
    ...raw?.headers,
  };
  const body = raw?.body ?? (json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json));
  try {
    const answer = await fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return { kind: "reply", status: answer.status, headers: answer.headers, text, body: objectOf(text) };
  } catch (cause) {
    return { kind: "away", reason: reasonOf(cause) };
  }
}

function objectOf(text: string): Json {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? (parsed as Json) : {};
  } catch {
    return {};
  }
}

/** The innermost name: `fetch failed` says nothing. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause !== undefined) return reasonOf(cause.cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}

export function textAt(body: Json, key: string): string {
  const value = body[key];
  return typeof value === "string" ? value : "";
}

export function numberAt(body: Json, key: string): number | undefined {
  const value = body[key];
  return typeof value === "number" ? value : undefined;
}
