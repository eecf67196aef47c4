/** Account messages on their way to the phones of a chat. */
import { createToken } from "./ids.ts";
import type { ChatRecord, Platform } from "./platform.ts";
import type { LineMessage, PhoneMessage } from "./types.ts";

const QUOTABLE = new Set(["text", "textV2", "sticker", "image", "video", "template", "flex"]);
const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;

export interface SentMessage {
  id: string;
  quoteToken?: string;
}

/** Blocked, or no friend and silent for seven days: LINE says 200 and shows nothing. */
function isReachable(platform: Platform, chat: ChatRecord): boolean {
  if (chat.kind !== "user") return chat.joined;
  if (chat.blocked) return false;
  return chat.friend || (chat.wroteAt !== undefined && platform.now() - chat.wroteAt <= SEVEN_DAYS);
}

/** What one message costs: a group costs its members, a customer who cannot be reached costs nothing. */
export function countRecipients(platform: Platform, chat: ChatRecord): number {
  if (!isReachable(platform, chat)) return 0;
  return chat.kind === "user" ? 1 : chat.members.size;
}

export function overQuota(platform: Platform, recipients: number): boolean {
  const { quota, billed } = platform;
  return quota !== null && (billed >= quota || billed + recipients > quota);
}

export function show(
  platform: Platform,
  chat: ChatRecord,
  messages: readonly LineMessage[],
  via: PhoneMessage["via"],
): SentMessage[] {
  const reachable = isReachable(platform, chat);
  if (chat.standby) platform.violations.push(`${via} to ${chat.id} while another module holds the chat (standby)`);
  return messages.map(function showOne(message) {
    const id = platform.nextMessageId();
    const at = platform.now();
    noteBrokenText(platform, message);
    const token = QUOTABLE.has(message.type) ? { quoteToken: createToken(48) } : {};
    if (token.quoteToken !== undefined) platform.quoteTokens.set(token.quoteToken, chat.id);
    if (reachable) chat.phone.push(createPhoneMessage({ at, id, message, via, ...token }));
    else platform.undelivered.push({ to: chat.id, at, id, message });
    return { id, ...token };
  });
}

function createPhoneMessage(facts: Pick<PhoneMessage, "at" | "id" | "message" | "via" | "quoteToken">): PhoneMessage {
  const sender = facts.message["sender"] as PhoneMessage["sender"] | null;
  return { ...facts, from: "account", ...(sender && { sender }) };
}

/** A text cut in the middle of an emoji arrives as a broken character. */
function noteBrokenText(platform: Platform, message: LineMessage): void {
  const { text } = message;
  if (typeof text === "string" && !text.isWellFormed())
    platform.violations.push(`a text ends or begins in half a character: ${text.slice(0, 40)}`);
}
