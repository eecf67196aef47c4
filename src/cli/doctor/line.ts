/** What LINE tells of an account. Each look is a function of its own: the setup asks them one by one. */
import type { Finding } from "../../words/doctor.ts";
import { ask, numberAt, textAt } from "./ask.ts";

export interface LineSide {
  /** The name in the settings. */
  account: string;
  apiBaseUrl: string;
  token: string;
}

export async function lookAtLineToken({ account, apiBaseUrl, token }: LineSide): Promise<Finding[]> {
  const reply = await ask(`${apiBaseUrl}/v2/bot/info`, { token });
  if (reply.kind === "away") return [{ kind: "lineAway", account, reason: reply.reason }];
  if (reply.status === 401 || reply.status === 403) return [{ kind: "lineTokenDead", account }];
  if (reply.status !== 200) return [{ kind: "lineAway", account, reason: String(reply.status) }];
  const { body } = reply;
  return [
    { kind: "lineToken", account, name: textAt(body, "displayName"), basicId: textAt(body, "basicId") },
    { kind: textAt(body, "chatMode") === "bot" ? "lineChatOff" : "lineChat", account },
  ];
}

/**
 * LINE says which channel a token is of, and gives a token that lives for 15 minutes to whoever knows that channel's secret.
 * So a secret is proved without waiting for the first webhook. That token is thrown away.
 */
export async function lookAtLineSecrets(
  { account, apiBaseUrl, token }: LineSide,
  secrets: readonly string[],
): Promise<Finding> {
  const verified = await ask(`${apiBaseUrl}/v2/oauth/verify`, { method: "POST", form: { access_token: token } });
  const channel = verified.kind === "reply" ? textAt(verified.body, "client_id") : "";
  if (channel === "") return { kind: "lineSecretUnseen", account };
  const known = await Promise.all(secrets.map((secret) => isSecretOf(apiBaseUrl, channel, secret)));
  if (known.includes(undefined)) return { kind: "lineSecretUnseen", account };
  if (!known.includes(true)) return { kind: "lineSecretWrong", account };
  return { kind: known.includes(false) ? "lineSecretOld" : "lineSecret", account };
}

async function isSecretOf(apiBaseUrl: string, channel: string, secret: string): Promise<boolean | undefined> {
  const form = { grant_type: "client_credentials", client_id: channel, client_secret: secret };
  const reply = await ask(`${apiBaseUrl}/oauth2/v3/token`, { method: "POST", form });
  if (reply.kind === "away" || reply.status >= 500 || reply.status === 429) return undefined;
  return reply.status === 200;
}

/** `wanted` is where LINE should send to; undefined while we do not know our own address. */
export async function lookAtWebhook(
  { account, apiBaseUrl, token }: LineSide,
  wanted: string | undefined,
): Promise<Finding> {
  const reply = await ask(`${apiBaseUrl}/v2/bot/channel/webhook/endpoint`, { token });
  if (reply.kind === "away") return { kind: "lineAway", account, reason: reply.reason };
  const url = textAt(reply.body, "endpoint");
  if (reply.status === 404 || url === "")
    return { kind: "lineWebhookUnset", account, wanted: wanted ?? "https://…/line/webhook" };
  if (wanted !== undefined && url !== wanted) return { kind: "lineWebhookElsewhere", account, url, wanted };
  return reply.body["active"] === true ? { kind: "lineWebhook", account, url } : { kind: "lineWebhookOff", account };
}

/** True: LINE took it. */
export async function setWebhook({ apiBaseUrl, token }: LineSide, endpoint: string): Promise<boolean> {
  const url = `${apiBaseUrl}/v2/bot/channel/webhook/endpoint`;
  const reply = await ask(url, { method: "PUT", token, json: { endpoint } });
  return reply.kind === "reply" && reply.status === 200;
}

/** `endpoint`: one that was set a moment ago, and that LINE may know only within a minute. */
export async function testWebhook({ account, apiBaseUrl, token }: LineSide, endpoint?: string): Promise<Finding> {
  const json = endpoint === undefined ? {} : { endpoint };
  const reply = await ask(`${apiBaseUrl}/v2/bot/channel/webhook/test`, { method: "POST", token, json });
  if (reply.kind === "away") return { kind: "lineAway", account, reason: reply.reason };
  if (reply.status === 429) return { kind: "lineTestsUsedUp", account };
  if (reply.body["success"] === true) return { kind: "lineReaches", account };
  const reason = textAt(reply.body, "reason") || textAt(reply.body, "message");
  return { kind: "lineReachesNot", account, reason, status: numberAt(reply.body, "statusCode") ?? 0 };
}

const LOW = 0.8;

export async function lookAtQuota({ account, apiBaseUrl, token }: LineSide): Promise<Finding> {
  const quota = await ask(`${apiBaseUrl}/v2/bot/message/quota`, { token });
  const spent = await ask(`${apiBaseUrl}/v2/bot/message/quota/consumption`, { token });
  if (quota.kind === "away") return { kind: "lineAway", account, reason: quota.reason };
  if (spent.kind === "away") return { kind: "lineAway", account, reason: spent.reason };
  const used = numberAt(spent.body, "totalUsage") ?? 0;
  const limit = quota.body["type"] === "limited" ? numberAt(quota.body, "value") : undefined;
  if (limit === undefined) return { kind: "lineQuota", account, used, limit };
  if (used >= limit) return { kind: "lineQuotaSpent", account, used, limit };
  return { kind: used >= limit * LOW ? "lineQuotaLow" : "lineQuota", account, used, limit };
}

export async function lookAtLine(
  line: LineSide,
  secrets: readonly string[],
  wanted: string | undefined,
): Promise<Finding[]> {
  const [token = { kind: "lineTokenDead", account: line.account }, ...rest] = await lookAtLineToken(line);
  if (token.kind !== "lineToken") return [token];
  const { account } = line;
  const secret = await lookAtLineSecrets(line, secrets);
  const webhook = await lookAtWebhook(line, wanted);
  const tested = webhook.kind === "lineWebhook" ? [await testWebhook(line)] : [];
  return [
    token,
    secret,
    webhook,
    ...tested,
    ...rest,
    { kind: "lineRedelivery", account },
    { kind: "lineAutoReply", account },
    await lookAtQuota(line),
  ];
}
