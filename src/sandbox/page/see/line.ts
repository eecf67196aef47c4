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

export type SeenPhoneMessage = Omit<PhoneMessage, "sender"> & {
  /** Under another name; whether with a picture of its own. */
  sender: { name: string | undefined; hasIcon: boolean } | undefined;
};

const SECRET = new Set(["quoteToken", "markAsReadToken"]);

export function seeLine(line: FakeLine): SeenChat[] {
  return [...line.customers(), ...line.groups()].map((chat) => seeChat(line, chat));
}

function seeChat(line: FakeLine, chat: Customer | Group): SeenChat {
  const members = chat.kind === "user" ? [chat] : chat.members();
  const messages = line.phone(chat).map(seeMessage);
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

function seeMessage({ sender, message, ...rest }: PhoneMessage): SeenPhoneMessage {
  const shown = Object.fromEntries(Object.entries(message).filter(([name]) => !SECRET.has(name))) as LineMessage;
  return {
    ...rest,
    message: shown,
    sender: sender && { name: sender.name, hasIcon: sender.iconUrl !== undefined },
  };
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
