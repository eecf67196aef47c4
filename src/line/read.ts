/**
 * LINE's events as ours. The SDK's types promise nothing about what arrives: every field is looked at, new kinds of
 * events and messages come without notice, and none of them may be dropped silently or break a request.
 */
import { z } from "zod";

import type { MessengerChatId, MessengerUserId } from "../core/ids.ts";
import type { Inbound } from "../core/inbound.ts";
import { type Members, MEMBERS_KEPT } from "../core/members.ts";
import type { ChatKind } from "../core/message.ts";
import type { News } from "../core/notice.ts";
import { partOf } from "./read-part.ts";

const Id = z.string().regex(/^[UCR][0-9a-f]{32}$/);

const Source = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user"), userId: Id }),
  z.object({ type: z.literal("group"), groupId: Id, userId: Id.optional() }),
  z.object({ type: z.literal("room"), roomId: Id, userId: Id.optional() }),
]);

const Event = z.looseObject({
  type: z.string(),
  mode: z.string().optional(),
  timestamp: z.number().int().min(0).max(8.64e15),
  webhookEventId: z.string().min(1).max(200),
  source: Source,
  replyToken: z.string().min(1).max(500).optional(),
  deliveryContext: z.object({ isRedelivery: z.boolean() }).optional().catch(undefined),
});
type Event = z.infer<typeof Event>;

export const Callback = z.object({ destination: z.string(), events: z.array(z.unknown()).max(10_000) });

/** LINE: a token lives 1 minute from its (re)delivery, and 20 minutes from the event at most. We stop well before. */
const TOKEN_LIFE = 50_000;
const TOKEN_LATEST = 19 * 60_000;

/** LINE's clock may be ahead of ours by this much. */
const CLOCKS = 3_600_000;

export type Read = { kind: "event"; inbound: Inbound } | { kind: "skipped"; type: string; key: string | undefined };

export function readEvent(raw: unknown, accountId: number, receivedAt: Date): Read {
  const event = Event.safeParse(raw);
  if (!event.success) return skipped(raw);
  const news = (what: News, about?: string): Read => ({
    kind: "event",
    inbound: {
      kind: "customerNews",
      ...common(event.data, accountId, receivedAt),
      news: what,
      ...(about ? { about } : {}),
    },
  });
  switch (event.data.type) {
    case "message":
      return readMessage(event.data, accountId, receivedAt);
    case "messageEdited":
      return readEdited(event.data, news);
    case "unsend": {
      const about = Unsend.safeParse(event.data["unsend"]).data?.messageId;
      return news({ kind: "unsent" }, about);
    }
    case "follow": {
      const unblocked = Follow.safeParse(event.data["follow"]).data?.isUnblocked ?? false;
      return {
        kind: "event",
        inbound: { kind: "customerFollowed", ...common(event.data, accountId, receivedAt), unblocked },
      };
    }
    case "unfollow":
      return news({ kind: "blocked" });
    case "join":
      return news({ kind: "botJoined" });
    case "leave":
      return news({ kind: "botLeft" });
    case "memberJoined":
      return news({ kind: "membersJoined", ...membersOf(event.data["joined"]) });
    case "memberLeft":
      return news({ kind: "membersLeft", ...membersOf(event.data["left"]) });
    case "postback": {
      const { data = "", params } = Postback.safeParse(event.data["postback"]).data ?? {};
      const chosen = Object.values(params ?? {}).join(" ");
      return news({ kind: "postback", data, ...(chosen === "" ? {} : { chosen: chosen.slice(0, 300) }) });
    }
    default:
      return news({ kind: "unknownEvent", type: event.data.type.slice(0, 50) });
  }
}

const Edited = z.object({ id: z.string().min(1).max(200).optional().catch(undefined), text: z.string() });

function readEdited(event: Event, news: (what: News, about?: string) => Read): Read {
  const { id, text = "" } = Edited.safeParse(event["message"]).data ?? {};
  return news({ kind: "editedByCustomer", words: text, ...(id === undefined ? {} : { of: id }) }, id);
}

const MemberList = z.object({ members: z.array(z.unknown()) });
const Member = z.object({ userId: z.string().regex(/^U[0-9a-f]{32}$/) });

/** How many, and who: LINE may leave an id out. */
function membersOf(raw: unknown): Members {
  const members = MemberList.safeParse(raw).data?.members ?? [];
  const told = members.flatMap((member) => Member.safeParse(member).data?.userId ?? []);
  const ids = [...new Set(told)];
  const count = Math.max(1, members.length - told.length + ids.length);
  return { count, ...(ids.length > 0 ? { ids: ids.slice(0, MEMBERS_KEPT) } : {}) };
}

const Unsend = z.object({ messageId: z.string() });
const Follow = z.object({ isUnblocked: z.boolean() });
const Postback = z.object({
  data: z.string(),
  params: z.record(z.string(), z.string()).optional().catch(undefined),
});
const Head = z.looseObject({
  id: z.string().min(1).max(200),
  type: z.string(),
  quoteToken: z.string().optional(),
  markAsReadToken: z.string().max(1_000).optional(),
});

function readMessage(event: Event, accountId: number, receivedAt: Date): Read {
  const head = Head.safeParse(event["message"]);
  if (!head.success) return skipped(event);
  const { id: messageId, quoteToken, markAsReadToken: readToken } = head.data;
  const parts = [partOf(head.data)];
  const tokens = { quoteToken, readToken };
  return {
    kind: "event",
    inbound: { kind: "customerMessage", ...common(event, accountId, receivedAt), messageId, ...tokens, parts },
  };
}

function common(event: Event, accountId: number, receivedAt: Date) {
  // clocks differ a little; a time beyond that would make everything after it come late
  const at = new Date(Math.min(event.timestamp, receivedAt.getTime() + CLOCKS));
  const standby = event.mode === "standby";
  const alive = receivedAt.getTime() - at.getTime() < TOKEN_LATEST;
  const ends = new Date(receivedAt.getTime() + TOKEN_LIFE);
  const replyToken = event.replyToken && alive && !standby ? { token: event.replyToken, ends } : undefined;
  const contact = "userId" in event.source ? (event.source.userId as MessengerUserId | undefined) : undefined;
  const again = event.deliveryContext?.isRedelivery ? { redelivered: true as const } : {};
  const chat = chatOf(event);
  return { key: `line:${event.webhookEventId}`, accountId, chat, contact, at, standby, replyToken, ...again };
}

function chatOf({ source }: Event): { kind: ChatKind; id: MessengerChatId } {
  switch (source.type) {
    case "user":
      return { kind: "user", id: source.userId as MessengerChatId };
    case "group":
      return { kind: "group", id: source.groupId as MessengerChatId };
    case "room":
      return { kind: "room", id: source.roomId as MessengerChatId };
  }
}

/** Events of no chat (a failed account link, a delivery receipt) and events we cannot read at all. */
function skipped(raw: unknown): Read {
  const { type, webhookEventId } =
    z.looseObject({ type: z.unknown(), webhookEventId: z.unknown() }).safeParse(raw).data ?? {};
  return {
    kind: "skipped",
    type: typeof type === "string" ? type.slice(0, 50) : "unreadable",
    key: typeof webhookEventId === "string" ? webhookEventId.slice(0, 200) : undefined,
  };
}
