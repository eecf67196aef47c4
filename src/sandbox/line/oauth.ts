/** The token desk: forms without an Authorization header. Long-lived tokens never expire, and the desk says 0 seconds. */
import type { Answer } from "./answers.ts";
import { createToken } from "./ids.ts";
import type { Platform } from "./platform.ts";

/** Undefined: this path is no matter of the desk. */
export function answerTokenDesk(
  platform: Platform,
  call: { method: string; path: string; contentType: string | undefined; raw: Buffer },
): Answer | undefined {
  const desk = `${call.method} ${call.path}`;
  if (desk !== "POST /v2/oauth/verify" && desk !== "POST /oauth2/v3/token") return undefined;
  if (!(call.contentType ?? "").startsWith("application/x-www-form-urlencoded"))
    return refuse("invalid_request", "content type must be application/x-www-form-urlencoded");
  const form = new URLSearchParams(call.raw.toString("utf8"));
  return call.path === "/v2/oauth/verify" ? verify(platform, form) : issue(platform, form);
}

function verify({ channelAccessToken, tokenRevoked, channelId }: Platform, form: URLSearchParams): Answer {
  const known = form.get("access_token") === channelAccessToken && !tokenRevoked;
  if (!known) return refuse("invalid_request", "access token expired");
  return { status: 200, body: { client_id: channelId, expires_in: 0, scope: "P CM" } };
}

function issue({ channelId, channelSecret }: Platform, form: URLSearchParams): Answer {
  if (form.get("grant_type") !== "client_credentials") return refuse("unsupported_grant_type", "grant_type");
  if (form.get("client_id") !== channelId) return refuse("invalid_client", "invalid client_id");
  if (form.get("client_secret") !== channelSecret) return refuse("invalid_client", "invalid client_secret");
  return { status: 200, body: { token_type: "Bearer", access_token: createToken(128), expires_in: 899 } };
}

function refuse(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description } };
}
