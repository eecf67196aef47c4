import { type Answer, done, refuse, refuseProperty } from "../answers.ts";
import { isFields } from "../checks/report.ts";
import { findChat, type Platform } from "../platform.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";

export const chatEndpoints: readonly Endpoint[] = [
  { method: "POST", path: "/v2/bot/chat/loading/start", answer: startLoading },
  { method: "POST", path: "/v2/bot/chat/markAsRead", answer: markAsRead },
  // The old one is for corporate applications, and cannot live beside the chat of the Official Account Manager.
  {
    method: "POST",
    path: "/v2/bot/message/markAsRead",
    answer: () => refuse(403, "Access to this API is not available for your account"),
  },
];

/** In one-on-one chats only, for 5 to 60 seconds in steps of 5. */
function startLoading(platform: Platform, { body }: ApiRequest): Answer {
  if (!isFields(body)) return refuseProperty("");
  const { chatId, loadingSeconds = 20 } = body;
  if (typeof chatId !== "string" || !platform.users.has(chatId)) return refuseProperty("chatId");
  const seconds = Number(loadingSeconds);
  if (typeof loadingSeconds !== "number" || seconds < 5 || seconds > 60 || seconds % 5 !== 0)
    return refuseProperty("loadingSeconds");
  return { status: 202, body: {} };
}

/** Marks that message and all before it. With the chat of the Official Account Manager off, all is read already. */
function markAsRead(platform: Platform, { body }: ApiRequest): Answer {
  if (!isFields(body)) return refuseProperty("");
  if (platform.chatMode !== "chat") return refuse(400, "Chat is turned off for your account");
  const token = platform.readTokens.get(String(body["markAsReadToken"]));
  const chat = token && findChat(platform, token.chatId);
  if (token === undefined || chat === undefined)
    return refuse(400, "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook.");
  const last = chat.phone.findIndex((message) => message.id === token.messageId);
  for (const message of chat.phone.slice(0, last + 1)) if (message.from === "customer") message.read = true;
  return done();
}
