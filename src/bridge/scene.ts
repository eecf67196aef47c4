/** One event on its way from decisions to rows, and what `apply` is made of. */
import type { DeliveryKind, PayloadOf } from "../core/delivery.ts";
import type { Inbound } from "../core/inbound.ts";
import { deskLane } from "../store/lanes.ts";
import type { ConversationRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import type { Draft, DraftDelivery, KnownPlaced } from "./draft.ts";

/** What an event is about, as loaded for the rules. */
export interface Subject {
  conversation: ConversationRow;
  contactId: number | null;
  about: () => KnownPlaced[];
  /** The thread the event happened in, else the current one. */
  threadId: () => string | null;
}

export interface Scene {
  ctx: Context;
  draft: Draft;
  inbound: Inbound;
  subject: Subject;
  now: Date;
}

export function deliver<K extends DeliveryKind>(
  { ctx, draft, inbound, subject, now }: Scene,
  kind: K,
  payload: Partial<PayloadOf<K>>,
  set: Partial<DraftDelivery> & { priority: number },
): void {
  const { conversation } = subject;
  const threadId = set.threadId === undefined ? subject.threadId() : set.threadId;
  const channel =
    (threadId ? draft.threads.get(threadId)?.channel : undefined) ?? ctx.account(conversation.accountId)?.deskChannel;
  const lane = set.lane ?? (channel ? deskLane(channel) : undefined);
  if (!lane) throw new Error(`Nowhere to deliver a ${kind} of conversation ${conversation.id}`);
  const defaults = {
    accountId: conversation.accountId,
    conversationId: conversation.id,
    messageId: null,
    mergeKey: null,
  };
  const times = { notBefore: now, orderAt: inbound.at };
  draft.deliveries.push({
    id: ctx.newId(),
    kind,
    payload: payload as object,
    ...defaults,
    ...times,
    ...set,
    threadId,
    lane,
  });
}

export function patch(scene: Scene, messageId: string, set: Record<string, unknown>): void {
  const { draft } = scene;
  const fresh = draft.newMessages.find((message) => message.id === messageId);
  if (fresh) Object.assign(fresh, set);
  else draft.messagePatches.set(messageId, { ...draft.messagePatches.get(messageId), ...set });
  const known = draft.messages.get(messageId);
  if (known && "state" in set) Object.assign(known, { state: set["state"], reason: set["reason"] });
}

/** Also what was decided in this very commit, and is not written down yet. */
export function unsay(draft: Draft, kind: "say" | "reply", messageId: string): void {
  (kind === "say" ? draft.cancelSays : draft.cancelReplies).push(messageId);
  const kinds = kind === "say" ? ["say", "share", "fetch"] : [kind];
  draft.deliveries = draft.deliveries.filter((each) => !kinds.includes(each.kind) || each.messageId !== messageId);
}
