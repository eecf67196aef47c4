/**
 * Downloads from Slack, by our own `fetch`: the token goes to Slack's hosts and nowhere else, whatever an address or a
 * redirect says; and a login page (Slack answers 200 to whom it does not know) is no file.
 */
import { PlatformError } from "../errors.ts";
import { neverConnected } from "../http.ts";

export interface Download {
  url: string;
  token: string;
  /** Where the Web API is: on a test server, files lie there, too. */
  apiUrl: string;
  /** A file that is itself a page. */
  isPage: boolean;
  /** Where Slack says how long it is. */
  bytes: number | undefined;
}

const MOST_REDIRECTS = 5;
/** However slowly it drips; between two bytes the dispatcher waits 10 s at most. */
const TOTAL = 10 * 60_000;

export async function download(wanted: Download): Promise<AsyncIterable<Uint8Array>> {
  let { url } = wanted;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    if (!isSlacks(url, wanted.apiUrl)) throw failure("foreign_host", { retryable: false });
    const answer = await ask(url, wanted.token);
    const onward = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (onward === null) return take(answer, wanted);
    await answer.body?.cancel();
    url = URL.canParse(onward, url) ? new URL(onward, url).href : "";
  }
  throw failure("redirects", { retryable: false });
}

/** Files of ours and nobody else's lie there. */
export function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname, port, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  if (origin === new URL(apiUrl).origin) return true;
  return protocol === "https:" && port === "" && /(?:^|\.)(?:slack|slack-files)\.com$/.test(hostname);
}

async function ask(url: string, token: string): Promise<Response> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    return await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(TOTAL) });
  } catch (cause) {
    throw failure(neverConnected(cause) ? "not_reached" : "no_answer", { retryable: true, cause });
  }
}

async function take(answer: Response, { isPage, bytes }: Download): Promise<AsyncIterable<Uint8Array>> {
  const { status, headers, body } = answer;
  const page = headers.get("content-type")?.startsWith("text/html") === true;
  if (status === 200 && body && !(page && !isPage)) return whole(body, bytes);
  await body?.cancel();
  if (status === 200) throw failure("login_page", { retryable: false });
  if (status === 404 || status === 410) throw failure("file_not_found", { status, retryable: false });
  if (status === 429) throw failure("rate_limited", { status, retryable: true, retryAfter: waitOf(headers) });
  throw failure(`http_${status}`, { status, retryable: status >= 500 || status === 408 });
}

const waitOf = (headers: Headers): number => Math.max(1, Number(headers.get("retry-after")) || 1) * 1000;

/** To its end and no further; a page of another length than the file is a login page. */
async function* whole(body: ReadableStream<Uint8Array>, bytes: number | undefined): AsyncGenerator<Uint8Array> {
  let count = 0;
  try {
    for await (const chunk of body) {
      count += chunk.byteLength;
      yield chunk;
    }
  } catch (cause) {
    throw failure("broken_off", { retryable: true, cause });
  }
  if (bytes !== undefined && count !== bytes) throw failure("other_length", { retryable: true });
}

function failure(
  code: string,
  more: { retryable: boolean; status?: number; retryAfter?: number; cause?: unknown },
): PlatformError {
  return new PlatformError({ platform: "slack", code, ...more });
}
