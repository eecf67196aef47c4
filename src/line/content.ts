/**
 * What customers sent, fetched with a `fetch` of our own: the SDK's ends the process when a connection breaks in the middle
 * of a file, and takes "still preparing" for an empty one (facts of @line/bot-sdk 11.2). A body that says nothing for
 * 30 s, or takes longer than a quarter of an hour, is broken off.
 *
 * undici's `request` follows no redirect: where LINE's own host names another address, our token does not go there, and
 * nothing is fetched from it. Only files on other people's servers are followed, step by step, each looked at anew.
 */
import { type Dispatcher, request } from "undici";

import type { Fetched } from "../bridge/ports.ts";
import { PlatformError } from "../errors.ts";
import { addressProblem, neverConnected, strangers } from "../http.ts";

const ANSWER = 20_000;
const IDLE = 30_000;
const TOTAL = 15 * 60_000;
const REDIRECTS = 3;

export interface ContentAccess {
  accessToken: string;
  dataApiBaseUrl: string;
}

export async function fetchContent(access: ContentAccess, messageId: string, stop: AbortSignal): Promise<Fetched> {
  const address = `${access.dataApiBaseUrl}/v2/bot/message/${encodeURIComponent(messageId)}/content`;
  const headers = { authorization: `Bearer ${access.accessToken}` };
  const answer = await calling(() => request(address, { headers, ...limits(stop) }));
  if (answer.statusCode !== 202) return read(answer);
  await answer.body.dump();
  const preparing = await calling(async () => {
    const told = await request(`${address}/transcoding`, { headers, ...limits(stop) });
    const { status } = (await told.body.json().catch(() => ({}))) as { status?: unknown };
    return status !== "failed";
  });
  return preparing ? { kind: "preparing" } : { kind: "unplayable" };
}

/** A file that lies on somebody else's server: no secret of ours goes there, and no address within our own network is asked. */
export async function fetchFrom(url: string, stop: AbortSignal, dispatcher = strangers()): Promise<Fetched> {
  let address = url;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const problem = addressProblem(address);
    if (problem !== undefined) return { kind: "forbidden" };
    const answer = await fromStranger(address, stop, dispatcher);
    if (answer === undefined) return { kind: "forbidden" };
    const next = answer.headers["location"];
    if (answer.statusCode < 300 || answer.statusCode >= 400 || typeof next !== "string") return read(answer);
    await answer.body.dump();
    if (!URL.canParse(next, address)) return { kind: "forbidden" };
    address = new URL(next, address).href;
  }
  return { kind: "forbidden" };
}

/** Undefined: its name leads into a network that is not the internet. */
async function fromStranger(
  address: string,
  stop: AbortSignal,
  dispatcher: Dispatcher,
): Promise<Dispatcher.ResponseData | undefined> {
  try {
    return await calling(() => request(address, { dispatcher, ...limits(stop) }));
  } catch (cause) {
    if (cause instanceof PlatformError && cause.code === "forbidden") return undefined;
    throw cause;
  }
}

const limits = (stop: AbortSignal) => ({
  headersTimeout: ANSWER,
  bodyTimeout: IDLE,
  signal: AbortSignal.any([stop, AbortSignal.timeout(TOTAL)]),
});

async function read(answer: Dispatcher.ResponseData): Promise<Fetched> {
  const { statusCode: status, headers, body } = answer;
  if (status === 200) {
    const type = String(headers["content-type"] ?? "application/octet-stream").slice(0, 200);
    const length = Number(headers["content-length"]);
    const bytes = Number.isSafeInteger(length) ? length : undefined;
    // without somebody to hear it, the end of a body that is dropped would end the process
    const drop = (): void => void body.on("error", () => undefined).destroy();
    return { kind: "content", type, bytes, body: whole(body), drop };
  }
  await body.dump();
  if (status === 404) return { kind: "missing" };
  if (status === 410) return { kind: "gone" };
  const retryable = status >= 500 || status === 408 || status === 429;
  const code = status === 401 || status === 403 ? "auth" : status === 429 ? "rate_limited" : "server";
  throw new PlatformError({
    platform: "line",
    code: retryable || code === "auth" ? code : "refused",
    status,
    retryable,
  });
}

/** What breaks off in the middle is a failure of LINE's. */
async function* whole(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw broken(cause);
  }
}

async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw broken(cause);
  }
}

function broken(cause: unknown): PlatformError {
  if (cause instanceof PlatformError) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "EFORBIDDEN") return new PlatformError({ platform: "line", code: "forbidden", retryable: false, cause });
  const away = neverConnected(cause);
  return new PlatformError({ platform: "line", code: away ? "not_reached" : "broke_off", retryable: true, cause });
}
