/** What Slack answers to one call, in Slack's order: the token, the limits, then the method's own rules. */
import { type Context, refused } from "./context.ts";
import type { Limits } from "./limits.ts";
import { methodNamed } from "./methods/table.ts";
import type { Json, RecordedCall } from "./types.ts";
import { textOf } from "./values.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** The connection breaks after so many bytes. */
  cutAfter?: number;
}

export async function answerCall(slack: Context, limits: Limits, call: RecordedCall): Promise<Answer> {
  const { state } = slack;
  if (call.method === "apps.connections.open") return ok(openConnection(slack, call));
  if (call.token === "app") return ok(refused("not_allowed_token_type"));
  if (call.token !== "bot") {
    const error = call.token === "none" ? "not_authed" : call.token === "unknown" ? "invalid_auth" : state.tokenError;
    return ok(refused(error ?? "invalid_auth"));
  }
  const wait = limits.take(call.method, textOf(call.body["channel"]) || textOf(call.body["channel_id"]));
  if (wait !== undefined) {
    call.retryAfter = wait;
    return { status: 429, headers: { "retry-after": String(wait) }, body: refused("ratelimited") };
  }
  return ok(await methodNamed(call.method)(slack, call.body));

  function ok(body: unknown): Answer {
    const date = new Date(Date.now() + state.ahead).toUTCString();
    return { status: 200, headers: { date, "x-oauth-scopes": state.scopes.join(",") }, body };
  }
}

/** The one method of the app-level token. */
function openConnection({ state }: Context, call: RecordedCall): Json {
  if (call.token === "none") return refused("not_authed");
  if (call.token === "bot") return refused("not_allowed_token_type");
  if (call.token !== "app") return refused("invalid_auth");
  if (state.appTokenError !== undefined) return refused(state.appTokenError);
  return state.socket?.open() ?? refused("socket_mode_not_enabled");
}
