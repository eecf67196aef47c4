/** The phones: every chat as its people see it. */
import type { Customer, FakeLine, Group, LineMessage, PhoneMessage } from "../../line/types.ts";
import { faceNameOf } from "../faces.ts";

export interface SeenChat {
  id: string;
  kind: "user" | "group" | "room";
  name: string;
  face: string | undefined;
  blocked: boolean;
  members: { id: string; name: string; face: string | undefined }[];
  messages: SeenPhoneMessage[];
  /** Until when the three dots are shown. */
  loadingUntil: number | undefined;
}

export type SeenPhoneMessage = Omit<PhoneMessage, "sender" | "quoteToken"> & {
  /** The message that it quotes. */
  quotes: string | undefined;
  /** Under another name; whether with a picture of its own. */
  sender: { name: string | undefined; hasIcon: boolean } | undefined;
};

const SECRET = new Set(["quoteToken", "markAsReadToken"]);

export function seeLine(line: FakeLine): SeenChat[] {
  return [...line.customers(), ...line.groups()].map((chat) => seeChat(line, chat));
}

function seeChat(line: FakeLine, chat: Customer | Group): SeenChat {
  const members = chat.kind === "user" ? [chat] : chat.members();
  const all = line.phone(chat);
  const messages = all.map((each) => seeMessage(each, all));
  return {
    id: chat.id,
    kind: chat.kind,
    name: chat.name ?? "",
    face: chat.kind === "user" ? faceNameOf(chat.pictureUrl) : undefined,
    blocked: chat.kind === "user" && chat.blocked,
    members: members.map(({ id, name, pictureUrl }) => ({ id, name, face: faceNameOf(pictureUrl) })),
    messages,
    loadingUntil: loadingUntil(line, chat.id, messages.findLast(({ from }) => from === "account")?.at ?? 0),
  };
}

function seeMessage(
  { sender, message, quoteToken: _quoteToken, ...rest }: PhoneMessage,
  all: readonly PhoneMessage[],
): SeenPhoneMessage {
  const shown = Object.fromEntries(Object.entries(message).filter(([name]) => !SECRET.has(name))) as LineMessage;
  return {
    ...rest,
    message: shown,
    quotes: quotedBy(rest.from, message, all),
    sender: sender && { name: sender.name, hasIcon: sender.iconUrl !== undefined },
  };
}

/** A customer names the message, an account its token. */
function quotedBy(
  from: PhoneMessage["from"],
  { quotedMessageId, quoteToken }: LineMessage,
  all: readonly PhoneMessage[],
): string | undefined {
  if (typeof quotedMessageId === "string") return quotedMessageId;
  if (from === "customer" || quoteToken === undefined) return undefined;
  return all.find((each) => (each.quoteToken ?? each.message["quoteToken"]) === quoteToken)?.id;
}

/** A message of the account ends them early. */
function loadingUntil(line: FakeLine, chatId: string, answeredAt: number): number | undefined {
  const call = line.calls.findLast(({ path, status, body }) => {
    const about = body as { chatId?: unknown } | undefined;
    return path === "/v2/bot/chat/loading/start" && status === 202 && about?.chatId === chatId;
  });
  if (!call || call.at < answeredAt) return undefined;
  const { loadingSeconds = 20 } = call.body as { loadingSeconds?: number };
  return call.at + loadingSeconds * 1000;
}
