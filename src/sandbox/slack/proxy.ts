/**
 * The address that the app knows: the Web API, the uploads and downloads, and the response URLs.
 *
 * Every request is a call: it is counted and recorded, and the fault is asked before it acts, before it answers, and
 * after.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import type { FaultAction, Phase } from "../faults.ts";
import { type Answer, answerCall } from "./answer-call.ts";
import { refused, type Context } from "./context.ts";
import { answerJson, readBody } from "./http.ts";
import { createLimits } from "./limits.ts";
import type { SlackOptions } from "./options.ts";
import { readArguments, readToken } from "./request.ts";
import { answerResponseUrl } from "./response-url.ts";
import { noteOf, type State } from "./state.ts";
import { downloadFile, uploadBytes } from "./transfers.ts";
import type { Json, RecordedCall } from "./types.ts";
import { isObject, textOf } from "./values.ts";

export interface Proxy {
  readonly origin: string;
  /** Until then every request is answered 503. */
  serve(slack: Context): void;
  close(): Promise<void>;
}

interface Request {
  path: string;
  query: URLSearchParams;
  contentType: string;
  authorization: string | undefined;
  raw: Buffer;
}

export async function startProxy(state: State, options: SlackOptions): Promise<Proxy> {
  const limits = createLimits(options, state.now);
  const stop = new AbortController();
  let slack: Context | undefined;
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (stop.signal.aborted) return;
      state.violations.push(`sandbox: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else answerJson(response, 500, {}, refused("internal_error"));
    });
  });
  const origin = await listen(server, options.port ?? 0);

  return {
    origin,
    serve: (context) => void (slack = context),
    async close() {
      stop.abort();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", origin);
    const request: Request = {
      path: url.pathname,
      query: url.searchParams,
      contentType: incoming.headers["content-type"] ?? "",
      authorization: incoming.headers.authorization,
      raw: await readBody(incoming),
    };
    const method = methodOf(request.path);
    if (!slack || method === undefined) return answerJson(response, slack ? 404 : 503, {}, refused("unknown_method"));
    const isData = method === "upload";
    const body = isData
      ? { bytes: request.raw.length }
      : readArguments(request.query, request.contentType, request.raw);
    const call = record(method, request, body ?? {});
    if (await play(call, "before", response)) return;
    const answer = body ? await act(slack, call, request) : { status: 200, headers: {}, body: refused("invalid_json") };
    noteRefusal(call, answer);
    if (await play(call, "after", response)) return;
    call.status = answer.status;
    call.answer = answer.body instanceof Uint8Array ? { bytes: answer.body.length } : answer.body;
    await write(response, answer);
    await state.fault?.(callOf(call), "answered");
  }

  function act(context: Context, call: RecordedCall, request: Request): Promise<Answer> {
    if (call.method === "upload") return uploadBytes(context, request.path, request.contentType, request.raw);
    if (call.method === "download") return downloadFile(context, request.path, call.token);
    if (call.method === "response_url") return answerResponseUrl(context, request.path, call.body);
    return answerCall(context, limits, call);
  }

  function record(method: string, request: Request, body: Json): RecordedCall {
    const token = readToken(request.authorization, body);
    const { token: _token, ...shown } = body;
    const known = state.tokenError === undefined ? "bot" : "revoked";
    const kinds = new Map<string, RecordedCall["token"]>([
      ["", "none"],
      [state.botToken, known],
      // only in the header: as an argument Slack does not take it
      [state.appToken, request.authorization === undefined ? "unknown" : "app"],
    ]);
    const call: RecordedCall = {
      number: state.calls.length + 1,
      at: state.now(),
      method,
      body: shown,
      token: kinds.get(token) ?? "unknown",
      status: undefined,
      answer: undefined,
    };
    state.calls.push(call);
    return call;
  }

  /** Whether the fault took the answer over. */
  async function play(call: RecordedCall, phase: Phase, response: ServerResponse): Promise<boolean> {
    const action = await state.fault?.(callOf(call), phase);
    if (!action) return false;
    call.fault = action.kind;
    await perform(action, call, response);
    return true;
  }

  async function perform(action: FaultAction, call: RecordedCall, response: ServerResponse): Promise<void> {
    if (action.kind === "answer") {
      const { status, headers = {}, body = {} } = action;
      call.status = status;
      call.answer = body;
      const retryAfter = Object.entries(headers).find(([name]) => name.toLowerCase() === "retry-after");
      if (retryAfter) call.retryAfter = Number(retryAfter[1]);
      await write(response, { status, headers, body });
      await state.fault?.(callOf(call), "answered");
      return;
    }
    if (action.kind === "hang") await pause(action.milliseconds, undefined, { signal: stop.signal });
    response.destroy();
  }

  function noteRefusal(call: RecordedCall, answer: Answer): void {
    const body = isObject(answer.body) ? answer.body : {};
    if (answer.status < 400 && body["ok"] !== false) return;
    if (lostARace(call, textOf(body["error"]))) return;
    const details = isObject(body["response_metadata"]) ? body["response_metadata"]["messages"] : undefined;
    const why = Array.isArray(details) ? ` ${details.join("; ")}` : "";
    state.violations.push(`${call.method}: ${textOf(body["error"]) || answer.status}${why}`);
  }

  /** Who marks a message that was deleted a moment ago could not know. */
  function lostARace({ method, body }: RecordedCall, error: string): boolean {
    if (!method.startsWith("reactions.") || error !== "message_not_found") return false;
    return noteOf(state, textOf(body["channel"]), textOf(body["timestamp"]))?.deleted === true;
  }
}

function callOf({ method, body, number }: RecordedCall) {
  return { platform: "slack" as const, method, body, number };
}

function methodOf(path: string): string | undefined {
  if (path.startsWith("/upload/v1/")) return "upload";
  if (path.startsWith("/files-pri/") || path.startsWith("/files-tmb/")) return "download";
  if (path.startsWith("/response/")) return "response_url";
  return path.startsWith("/api/") ? path.slice("/api/".length) : undefined;
}

async function write(response: ServerResponse, answer: Answer): Promise<void> {
  const done = new Promise<void>((resolve) => response.once("close", resolve));
  if (answer.body instanceof Uint8Array || typeof answer.body === "string") {
    response.writeHead(answer.status, answer.headers);
    if (answer.cutAfter === undefined) response.end(answer.body);
    else response.write(answer.body.slice(0, answer.cutAfter), () => response.destroy());
  } else answerJson(response, answer.status, answer.headers, answer.body);
  await done;
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
