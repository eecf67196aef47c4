import { type Answer, done, notFound, refuse, refuseProperty } from "../answers.ts";
import type { MessageContext } from "../checks/context.ts";
import { checkMessages } from "../checks/messages.ts";
import { checkBoolean, checkText, createReport, type Fields, isFields, refusal } from "../checks/report.ts";
import { countRecipients, overQuota, show } from "../delivery.ts";
import { book, type ChatRecord, findChat, type Platform } from "../platform.ts";
import { findAccepted, remember } from "../retry-keys.ts";
import type { LineMessage } from "../types.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";

const MINUTE = 60_000;

export const sendEndpoints: readonly Endpoint[] = [
  { method: "POST", path: "/v2/bot/message/reply", answer: reply },
  { method: "POST", path: "/v2/bot/message/push", retryable: true, answer: push },
  { method: "POST", path: "/v2/bot/message/multicast", retryable: true, answer: multicast },
  { method: "POST", path: "/v2/bot/message/validate/:kind", answer: validate },
];

function reply(platform: Platform, request: ApiRequest): Answer {
  const { body } = request;
  if (!isFields(body)) return refuseProperty("");
  const token = platform.replyTokens.get(String(body["replyToken"]));
  const chat = token && findChat(platform, token.chatId);
  const refused = checkBody(platform, body, chat, { target: "replyToken" });
  if (refused) return refused;

  // One minute from the webhook or its redelivery, and twenty from the event.
  const now = platform.now();
  const fresh = token && !token.used && now - token.receivedAt <= MINUTE && now - token.occurredAt <= 20 * MINUTE;
  if (!fresh || chat === undefined) return refuse(400, "Invalid reply token");
  token.used = true;
  book(platform, "reply", countRecipients(platform, chat));
  return done({ sentMessages: show(platform, chat, messagesOf(body), "reply") });
}

function push(platform: Platform, request: ApiRequest): Answer {
  const accepted = findAccepted(platform, request);
  if (accepted) return accepted;
  const { body } = request;
  if (!isFields(body)) return refuseProperty("");
  const to = String(body["to"]);
  const chat = findChat(platform, to);
  const refused = checkBody(platform, body, chat, { target: "to" });
  if (refused) return refused;
  if (!/^[UCR][0-9a-f]{32}$/.test(to)) return refuseProperty("to");
  if (chat === undefined || (chat.kind !== "user" && !chat.joined)) return refuse(400, "Failed to send messages");

  const recipients = countRecipients(platform, chat);
  if (overQuota(platform, recipients)) return refuse(429, "You have reached your monthly limit.");
  book(platform, "push", recipients);
  const sentMessages = show(platform, chat, messagesOf(body), "push");
  remember(platform, request, sentMessages);
  return done({ sentMessages });
}

/** To customers only; ids that nobody has are passed over in silence. */
function multicast(platform: Platform, request: ApiRequest): Answer {
  const accepted = findAccepted(platform, request);
  if (accepted) return accepted;
  const { body } = request;
  if (!isFields(body)) return refuseProperty("");
  const refused = checkBody(platform, body, undefined, {});
  if (refused) return refused;
  const to = body["to"];
  if (!Array.isArray(to) || to.length === 0 || to.length > 500) return refuseProperty("to");
  const wrong = to.findIndex((id) => typeof id !== "string" || !/^U[0-9a-f]{32}$/.test(id));
  if (wrong >= 0) return refuseProperty(`to[${wrong}]`);

  if (to.length === 1) platform.violations.push("multicast to a single user: LINE asks for a push");
  const chats = [...new Set(to as string[])].map((id) => platform.users.get(id)).filter((user) => user !== undefined);
  const recipients = chats.reduce((sum, chat) => sum + countRecipients(platform, chat), 0);
  if (overQuota(platform, recipients)) return refuse(429, "You have reached your monthly limit.");
  book(platform, "multicast", recipients);
  for (const chat of chats) show(platform, chat, messagesOf(body), "multicast");
  remember(platform, request, undefined);
  return done();
}

/** The dry run knows no chat, so it cannot check mentions and quotes. */
function validate(platform: Platform, { params, body }: ApiRequest): Answer {
  if (!["reply", "push", "multicast", "narrowcast", "broadcast"].includes(params["kind"] ?? "")) return notFound();
  if (!isFields(body)) return refuseProperty("");
  const report = createReport();
  const mentions = params["kind"] === "reply" || params["kind"] === "push" ? "unknown" : "refused";
  checkMessages(report, body, { ...contextOf(platform, undefined), mentions, quotes: "unchecked" });
  return refusal(report) ?? done();
}

function checkBody(
  platform: Platform,
  body: Fields,
  chat: ChatRecord | undefined,
  options: { target?: string },
): Answer | undefined {
  const report = createReport();
  if (options.target !== undefined) checkText(report, body, options.target, "", { max: 1000 });
  checkBoolean(report, body, "notificationDisabled", "");
  checkUnits(report, body);
  checkMessages(report, body, contextOf(platform, chat));
  return refusal(report);
}

function checkUnits(report: ReturnType<typeof createReport>, body: Fields): void {
  const units = body["customAggregationUnits"];
  if (units === undefined || units === null) return;
  const valid =
    Array.isArray(units) && units.length <= 1 && units.every((unit) => /^[A-Za-z0-9_]{1,30}$/.test(String(unit)));
  if (!valid) report.malformed.push("customAggregationUnits");
}

function contextOf(platform: Platform, chat: ChatRecord | undefined): MessageContext {
  return {
    chat: chat && { id: chat.id, kind: chat.kind, members: chat.kind === "user" ? new Set() : chat.members },
    mentions: chat === undefined ? "refused" : "allowed",
    quotes: chat === undefined ? "unchecked" : "checked",
    coupon: (id) => platform.coupons.get(id)?.status === "RUNNING",
    quoteChat: (token) => platform.quoteTokens.get(token),
    allowLocalMedia: platform.allowLocalMedia,
  };
}

/** Safe once the check has passed. */
function messagesOf(body: Fields): readonly LineMessage[] {
  return body["messages"] as readonly LineMessage[];
}
