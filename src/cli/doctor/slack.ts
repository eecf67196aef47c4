/** What Slack tells of the app and its channels. */
import { optionalScopes, slackScopes } from "../../slack/manifest.ts";
import type { Finding } from "../../words/doctor.ts";
import { ask, type Json, type Reply, textAt } from "./ask.ts";

export interface SlackSide {
  /** With a slash at its end. */
  apiUrl: string;
  token: string;
}

export const SLACK_API = "https://slack.com/api/";
const COMMAND = "/line";

export interface SlackLook {
  findings: Finding[];
  /** Whose token it is; undefined where Slack refused it. */
  bot: string | undefined;
}

function call({ apiUrl, token }: SlackSide, method: string, form: Record<string, string> = {}): Promise<Reply> {
  return ask(apiUrl + method, { method: "POST", token, form });
}

export async function lookAtSlackToken(slack: SlackSide, now: () => number = Date.now): Promise<SlackLook> {
  const reply = await call(slack, "auth.test");
  const asked = now();
  if (reply.kind === "away") return { findings: [{ kind: "slackAway", reason: reply.reason }], bot: undefined };
  if (reply.body["ok"] !== true) {
    const error = textAt(reply.body, "error");
    const finding: Finding =
      error === "" || reply.status >= 500
        ? { kind: "slackAway", reason: String(reply.status) }
        : { kind: "slackTokenDead", error };
    return { findings: [finding], bot: undefined };
  }
  const bot = textAt(reply.body, "user");
  if (reply.body["bot_id"] === undefined)
    return { findings: [{ kind: "slackTokenDead", error: "not_a_bot_token" }], bot: undefined };
  const scopes = lookAtScopes(reply.headers.get("x-oauth-scopes"));
  const findings: Finding[] = [
    { kind: "slackToken", team: textAt(reply.body, "team"), bot },
    scopes,
    { kind: "slackMention", bot },
    ...(scopes.kind === "slackScopes" || scopes.kind === "slackScopesOptional"
      ? [{ kind: "slackCommands", command: COMMAND } as const]
      : []),
    ...clockOf(reply.headers.get("date"), asked),
  ];
  return { findings, bot };
}

function lookAtScopes(granted: string | null): Finding {
  if (granted === null) return { kind: "slackScopesUnseen" };
  const all = new Set(granted.split(",").map((scope) => scope.trim()));
  const scopes = slackScopes.filter((scope) => !all.has(scope));
  if (scopes.length === 0) return { kind: "slackScopes", count: slackScopes.length };
  const goesOn = scopes.every((scope) => optionalScopes.includes(scope));
  return { kind: goesOn ? "slackScopesOptional" : "slackScopesMissing", scopes };
}

const NOTICED = 60;
const TOO_MUCH = 240;

/** Slack refuses nothing of ours over a wrong clock, but we refuse what Slack signs: five minutes off is the end. */
function clockOf(date: string | null, now: number): Finding[] {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return [];
  const seconds = Math.round(Math.abs(now - theirs) / 1000);
  if (seconds < NOTICED) return [{ kind: "clock", seconds }];
  return [{ kind: seconds < TOO_MUCH ? "clockOff" : "clockWrong", seconds }];
}

/** An address is asked for and not used: nobody's connection is taken away. */
export async function lookAtSocket(apiUrl: string, appToken: string): Promise<Finding> {
  const reply = await call({ apiUrl, token: appToken }, "apps.connections.open");
  if (reply.kind === "away") return { kind: "slackAway", reason: reply.reason };
  return reply.body["ok"] === true
    ? { kind: "slackSocket" }
    : { kind: "slackSocketRefused", error: textAt(reply.body, "error") || String(reply.status) };
}

export interface Room {
  account: string;
  id: string;
  bot: string;
  allowShared: boolean;
}

export async function lookAtChannel(slack: SlackSide, { account, id, bot, allowShared }: Room): Promise<Finding> {
  const reply = await call(slack, "conversations.info", { channel: id });
  if (reply.kind === "away") return { kind: "slackAway", reason: reply.reason };
  const channel = reply.body["channel"] as Json | undefined;
  if (reply.body["ok"] !== true || channel === undefined) {
    const error = textAt(reply.body, "error");
    if (error === "missing_scope") return { kind: "slackScopesMissing", scopes: [textAt(reply.body, "needed")] };
    return { kind: "channelUnknown", account, id };
  }
  const name = textAt(channel, "name");
  const is = (flag: string): boolean => channel[flag] === true;
  if (is("is_archived")) return { kind: "channelArchived", account, name };
  if (!is("is_member")) return { kind: "channelNotIn", account, name, bot };
  if (is("is_ext_shared") || is("is_pending_ext_shared"))
    return { kind: allowShared ? "channelShared" : "channelSharedRefused", account, name };
  return { kind: is("is_private") ? "channel" : "channelPublic", account, name };
}
