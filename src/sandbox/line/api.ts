/**
 * One call of the API, from the first byte to the last.
 *
 * 1. read it and write it down  2. ask the fault ("before")  3. the door: token, route, size, type, retry key
 * 4. the endpoint acts  5. ask the fault ("after")  6. answer  7. tell the fault ("answered")
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Call, FaultAction, Phase } from "../faults.ts";
import { type Answer, notFound, refuse } from "./answers.ts";
import { isFields } from "./checks/report.ts";
import { accountEndpoints } from "./endpoints/account.ts";
import { chatEndpoints } from "./endpoints/chat.ts";
import { contentEndpoints } from "./endpoints/content.ts";
import { couponEndpoints } from "./endpoints/coupon.ts";
import { type ApiRequest, type Endpoint, matchPath } from "./endpoints/endpoint.ts";
import { peopleEndpoints } from "./endpoints/people.ts";
import { sendEndpoints } from "./endpoints/send.ts";
import { answerTokenDesk } from "./oauth.ts";
import type { Platform } from "./platform.ts";
import { parseBody, type ReadRequest, readBody, refuseBody, refuseRetryKey, refuseStranger } from "./read-request.ts";
import type { RecordedCall } from "./types.ts";
import { writeAnswer, writeFault } from "./write-answer.ts";

const ENDPOINTS: readonly Endpoint[] = [
  ...sendEndpoints,
  ...accountEndpoints,
  ...chatEndpoints,
  ...peopleEndpoints,
  ...contentEndpoints,
  ...couponEndpoints,
];

export async function handleCall(
  platform: Platform,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // 1
  const read = await readBody(request).catch(() => undefined);
  if (read === undefined) return;
  const url = new URL(request.url ?? "/", "http://line");
  const recorded = record(platform, request, { url, body: parseBody(read.raw).body });
  try {
    await play(platform, { request, response, recorded, url, read });
  } catch (error) {
    // A fault that throws, or a mistake of the fake, must not pass for an answer of LINE.
    platform.violations.push(`the fake LINE failed at ${recorded.path}: ${String(error)}`);
    if (response.headersSent) response.destroy();
    else await writeAnswer(response, recorded, refuse(500, "Internal server error"));
  }
}

interface Scene {
  request: IncomingMessage;
  response: ServerResponse;
  recorded: RecordedCall;
  url: URL;
  read: ReadRequest;
}

async function play(platform: Platform, scene: Scene): Promise<void> {
  const { response, recorded } = scene;
  const release = markSending(platform, recorded);
  response.on("close", release);
  const ask = (phase: Phase) => askFault(platform, recorded, phase);

  // 2
  const before = await ask("before");
  if (before) {
    await writeFault(response, recorded, before);
    await ask("answered");
    return;
  }
  // 3, 4
  const answer = await answerCall(platform, scene);
  // 5
  const after = await ask("after");
  // 6, 7
  if (after) await writeFault(response, recorded, after);
  else {
    release();
    await writeAnswer(response, recorded, answer);
  }
  await ask("answered");
}

function record(
  platform: Platform,
  request: IncomingMessage,
  { url, body }: { url: URL; body: unknown },
): RecordedCall {
  const { "content-type": contentType, "user-agent": userAgent } = request.headers;
  const retryKey = request.headers["x-line-retry-key"]?.toString();
  const recorded: RecordedCall = {
    number: platform.calls.length + 1,
    at: platform.now(),
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.search,
    headers: {
      ...(contentType !== undefined && { contentType }),
      ...(retryKey !== undefined && { retryKey }),
      ...(userAgent !== undefined && { userAgent }),
    },
    body,
    status: undefined,
    answer: undefined,
    requestId: randomUUID(),
  };
  platform.calls.push(recorded);
  return recorded;
}

/** LINE keeps the order inside a request only: two sends to one chat at the same time arrive in any order. */
function markSending(platform: Platform, { path, body, headers, requestId }: RecordedCall): () => void {
  const chatId = targetOf(platform, path, body);
  if (chatId === undefined) return () => {};
  const own = { key: headers.retryKey ?? requestId };
  const others = platform.sending.get(chatId) ?? new Set();
  // The same key again is a retry whose first try still hangs, and no second message.
  if ([...others].some((other) => other.key !== own.key))
    platform.violations.push(`two sends to ${chatId} at the same time: their order is left to chance`);
  platform.sending.set(chatId, others.add(own));
  return function release() {
    others.delete(own);
  };
}

function targetOf(platform: Platform, path: string, body: unknown): string | undefined {
  if (!isFields(body)) return undefined;
  if (path === "/v2/bot/message/push") return String(body["to"]);
  if (path === "/v2/bot/message/reply") return platform.replyTokens.get(String(body["replyToken"]))?.chatId;
  return undefined;
}

async function askFault(platform: Platform, recorded: RecordedCall, phase: Phase): Promise<FaultAction | undefined> {
  const { method, path, body, number } = recorded;
  const call: Call = { platform: "line", method: `${method} ${path}`, body, number };
  return (await platform.fault?.(call, phase)) ?? undefined;
}

async function answerCall(platform: Platform, { request, recorded, url, read }: Scene): Promise<Answer> {
  const { path, method, body, requestId } = recorded;
  const { contentType, retryKey } = recorded.headers;
  const desk = answerTokenDesk(platform, { method, path, contentType, raw: read.raw });
  if (desk) return desk;
  const stranger = refuseStranger(platform, request.headers.authorization);
  if (stranger) return stranger;
  const found = findEndpoint(method, path);
  if (found === undefined) return notFound();
  const { endpoint, params } = found;
  const refused =
    refuseBody(platform, path, { contentType, read }) ?? refuseRetryKey(retryKey, endpoint.retryable ?? false);
  if (refused) return refused;
  const apiRequest: ApiRequest = { path, params, query: url.searchParams, body, retryKey, requestId };
  const answer = await endpoint.answer(platform, apiRequest);
  if (answer.status === 400 && retryKey !== undefined) platform.refusedKeys.set(retryKey.toLowerCase(), body);
  return answer;
}

function findEndpoint(
  method: string,
  path: string,
): { endpoint: Endpoint; params: Record<string, string> } | undefined {
  for (const endpoint of ENDPOINTS) {
    const params = endpoint.method === method ? matchPath(endpoint.path, path) : undefined;
    if (params) return { endpoint, params };
  }
  return undefined;
}
