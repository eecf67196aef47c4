/** Slack's way to the app: signs, posts, waits three seconds, remembers the answer, and tries again when told to. */
import { createHmac, randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout as pause } from "node:timers/promises";

import { type HttpAnswer, send } from "./http.ts";
import { createId, createSecret } from "./ids.ts";
import type { SlackOptions } from "./options.ts";
import type { SocketSide } from "./socket.ts";
import type { State } from "./state.ts";
import type { Delivery, EmitOptions, EventKind, Json, RecordedEvent } from "./types.ts";
import { isObject, parseJson, textOf } from "./values.ts";

export interface Post {
  kind: EventKind;
  type: string;
  body: Json;
  raw: string;
  headers: Record<string, string>;
  retry?: number;
  echo?: boolean;
}

export interface Poster {
  post(post: Post): Promise<Delivery>;
  emit(event: Json, options?: EmitOptions & { echo?: boolean }): Promise<Delivery>;
  form(kind: EventKind, type: string, fields: Record<string, string>, body: Json): Promise<Delivery>;
  /** Work that nobody waits for, until `settled` or `close`. */
  background(work: () => Promise<unknown>, delay?: number): void;
  settled(): Promise<void>;
  close(): Promise<void>;
}

const NOT_SENT: Delivery = { status: 0, milliseconds: 0, answer: undefined, error: "not_sent" };
const RETRY_PAUSES = [0, 60_000, 300_000];

export function createPoster(state: State, options: SlackOptions): Poster {
  // a connection kept for later can be closed by the app at the moment when it is used
  const agent = new Agent({ keepAlive: false });
  const secureAgent = new HttpsAgent({ keepAlive: false });
  const stop = new AbortController();
  const pending = new Set<Promise<unknown>>();
  const pauses = options.retries === true ? RETRY_PAUSES : options.retries === false ? [] : (options.retries ?? []);
  const verificationToken = createSecret(12);

  return { post, emit, form, background, settled, close };

  async function post(message: Post): Promise<Delivery> {
    const url = state.requestUrl;
    if ((url === null && !state.socket) || stop.signal.aborted) return NOT_SENT;
    const { kind, type, body, retry = 0, echo = false } = message;
    const record: RecordedEvent = { at: state.now(), kind, type, body, echo, retry, ...NOT_SENT };
    state.events.push(record);
    const { delivery, again } = await (state.socket ? overSocket(state.socket, message) : attempt(url ?? "", message));
    delete record.error;
    Object.assign(record, delivery);
    // somebody waits for it, and Slack does not ask again
    const late = delivery.error === "http_timeout" && (kind === "command" || kind === "interaction");
    if (late) state.violations.push(`${type}: operation_timeout`);
    const wait = pauses[retry];
    if (again && kind === "event" && wait !== undefined) {
      const reason = delivery.error ?? "http_error";
      const headers = { ...message.headers, "x-slack-retry-num": String(retry + 1), "x-slack-retry-reason": reason };
      background(() => post({ ...message, headers, retry: retry + 1 }), wait);
    }
    return delivery;
  }

  async function overSocket(socket: SocketSide, message: Post): Promise<{ delivery: Delivery; again: boolean }> {
    const { kind, body, retry = 0 } = message;
    const type = { event: "events_api", command: "slash_commands", interaction: "interactive", raw: "events_api" }[
      kind
    ];
    const asked = kind === "command" || kind === "interaction";
    const again = retry > 0 ? { retry_attempt: retry, retry_reason: "timeout" } : {};
    const envelope = { envelope_id: randomUUID(), type, payload: body, accepts_response_payload: asked, ...again };
    const started = performance.now();
    const outcome = await socket.send(envelope, options.patience ?? 3000);
    const milliseconds = Math.round(performance.now() - started);
    if (outcome === undefined || outcome === "none") {
      const error = outcome === "none" ? "connection_failed" : "http_timeout";
      return { delivery: { status: 0, milliseconds, answer: undefined, error }, again: true };
    }
    const { payload } = outcome;
    // the SDK always sends an object; an empty one is no answer
    const answer = isObject(payload) && Object.keys(payload).length > 0 ? payload : "";
    if (answer !== "" && !asked) state.violations.push(`socket: a payload for an event: ${JSON.stringify(answer)}`);
    return { delivery: { status: 200, milliseconds, answer }, again: false };
  }

  async function attempt(url: string, message: Post): Promise<{ delivery: Delivery; again: boolean }> {
    // Not `state.now`: the app compares this with the clock of its process.
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", state.signingSecret).update(`v0:${time}:${message.raw}`).digest("hex");
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const headers = {
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": time,
      "x-slack-signature": `v0=${signature}`,
      "content-length": String(Buffer.byteLength(message.raw)),
      ...message.headers,
    };
    try {
      const answer = await send(url, {
        method: "POST",
        headers,
        body: message.raw,
        timeout: options.patience ?? 3000,
        agent: url.startsWith("https:") ? secureAgent : agent,
      });
      const delivery = { status: answer.status, milliseconds: elapsed(), answer: readAnswer(answer) };
      const good = answer.status >= 200 && answer.status < 300;
      return { delivery, again: !good && answer.headers["x-slack-no-retry"] !== "1" };
    } catch (error) {
      const late = error instanceof Error && error.message === "timeout";
      const name = late ? "http_timeout" : "connection_failed";
      return { delivery: { status: 0, milliseconds: elapsed(), answer: undefined, error: name }, again: true };
    }
  }

  function emit(event: Json, { event_id, retry = 0, envelope, echo = false }: EmitOptions & { echo?: boolean } = {}) {
    const body: Json = {
      token: verificationToken,
      team_id: state.teamId,
      context_team_id: state.teamId,
      context_enterprise_id: null,
      api_app_id: state.appId,
      event,
      type: "event_callback",
      event_id: event_id ?? createId("Ev"),
      event_time: Math.floor(Number(event["event_ts"] ?? state.now() / 1000)),
      authorizations: [
        {
          enterprise_id: null,
          team_id: state.teamId,
          user_id: state.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${Buffer.from(textOf(event["event_ts"])).toString("base64url")}`,
      ...envelope,
    };
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (retry > 0)
      Object.assign(headers, { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" });
    const type = textOf(event["type"]);
    return post({ kind: "event", type, body, raw: JSON.stringify(body), headers, retry, echo });
  }

  function form(kind: EventKind, type: string, fields: Record<string, string>, body: Json): Promise<Delivery> {
    const raw = new URLSearchParams(fields).toString();
    // Without a charset: the app may compare the whole header.
    return post({ kind, type, body, raw, headers: { "content-type": "application/x-www-form-urlencoded" } });
  }

  function background(work: () => Promise<unknown>, delay = 0): void {
    const job = run().finally(() => pending.delete(job));
    pending.add(job);

    async function run(): Promise<void> {
      try {
        if (delay > 0) await pause(delay, undefined, { signal: stop.signal });
        if (!stop.signal.aborted) await work();
      } catch (error) {
        // Closing cuts what is under way; anything else is a fault of the sandbox itself.
        if (!stop.signal.aborted) state.violations.push(`sandbox: ${String(error)}`);
      }
    }
  }

  async function settled(): Promise<void> {
    while (pending.size > 0) await Promise.all(pending);
  }

  async function close(): Promise<void> {
    stop.abort();
    agent.destroy();
    secureAgent.destroy();
    await settled();
  }
}

function readAnswer(answer: HttpAnswer): unknown {
  const text = answer.body.toString("utf8");
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : text;
}
