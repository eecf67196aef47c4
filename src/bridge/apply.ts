/** Turns decisions into rows: the only place that knows both. */
import { type Decision, type Mark, THIS } from "../core/decision.ts";
import { type DeliveryKind, type PayloadOf, POST_UNITS, PRIORITY } from "../core/delivery.ts";
import type { Inbound } from "../core/inbound.ts";
import { type Part, textOf } from "../core/message.ts";
import { noticePriority } from "../core/notice.ts";
import { splitText } from "../core/text.ts";
import { conversationLane, deskLane } from "../store/lanes.ts";
import { lineKey, type NewMessage, slackKey } from "../store/messages.ts";
import type { ConversationRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { type Draft, type DraftDelivery, know, type KnownPlaced } from "./draft.ts";

/** What an event is about, as loaded for the rules. */
export interface Subject {
  conversation: ConversationRow;
  contactId: number | null;
  about: () => KnownPlaced[];
  /** The thread the event happened in, else the current one. */
  threadId: () => string | null;
}

interface Scene {
  ctx: Context;
  draft: Draft;
  inbound: Inbound;
  subject: Subject;
  now: Date;
}

export function apply(scene: Scene, decisions: Decision[]): void {
  keepReplyToken(scene);
  for (const decision of decisions) applyOne(scene, decision);
}

function applyOne(scene: Scene, decision: Decision): void {
  const { draft, inbound, subject } = scene;
  const { conversation } = subject;
  switch (decision.kind) {
    case "openThread":
      return openThread(scene, decision.continues);
    case "conversation":
      Object.assign(conversation, decision.set);
      draft.changed.add(conversation.id);
      return;
    case "say":
      return say(scene, decision.broadcast);
    case "notice":
      if (decision.notice.kind === "unsent") for (const message of subject.about()) unsay(draft, "say", message.id);
      return deliver(scene, "notice", { notice: decision.notice }, { priority: noticePriority(decision.notice) });
    case "whisper": {
      const user = "user" in inbound ? inbound.user : "";
      const ids = decision.about.map((id) => realId(scene, id));
      const payload = { user, notice: decision.notice, ...(ids.length > 0 ? { subject: ids.join(",") } : {}) };
      return deliver(scene, "whisper", payload, { priority: PRIORITY.whisper });
    }
    case "card":
      if (conversation.threadId === null) return;
      return deliver(
        scene,
        "card",
        {},
        {
          priority: PRIORITY.card,
          threadId: conversation.threadId,
          mergeKey: `card:${conversation.threadId}`,
        },
      );
    case "mark":
      return mark(scene, decision.messageId, decision.mark, decision.shown);
    case "store":
      return storeStaffMessage(scene, decision.state, decision.reason ?? null);
    case "state":
      return patch(scene, decision.messageId, { state: decision.state, reason: decision.reason ?? null });
    case "reword":
      return reword(scene, decision.messageId);
    case "reply":
      return reply(scene, decision);
    case "unreply":
      return unsay(draft, "reply", decision.messageId);
    case "hold":
      conversation.heldSince = decision.since;
      draft.held.add(conversation.id);
      draft.changed.add(conversation.id);
      draft.holds.set(conversation.id, decision.until);
      draft.lanesToRing.push({ lane: conversationLane(conversation.accountId, conversation.id), at: decision.until });
      return;
    case "answerQuestion":
      return answerQuestion(scene, decision);
    case "ignore":
      draft.ignored.set(decision.because, [...(draft.ignored.get(decision.because) ?? []), inbound.key]);
      return;
  }
}

/** Also what was decided in this very commit, and is not written down yet. */
function unsay(draft: Draft, kind: "say" | "reply", messageId: string): void {
  (kind === "say" ? draft.cancelSays : draft.cancelReplies).push(messageId);
  draft.deliveries = draft.deliveries.filter((each) => each.kind !== kind || each.messageId !== messageId);
}

/** The newest token wins; it is used while fresh or never. */
function keepReplyToken({ draft, inbound, subject }: Scene): void {
  if (!("chat" in inbound)) return;
  const { conversation } = subject;
  conversation.standby = inbound.standby;
  if (inbound.replyToken && !inbound.standby) {
    conversation.replyToken = inbound.replyToken.token;
    conversation.replyTokenEnds = inbound.replyToken.ends;
  }
  draft.changed.add(conversation.id);
}

function openThread(scene: Scene, continues: boolean): void {
  const { ctx, draft, subject, now } = scene;
  const { conversation } = subject;
  const channel = ctx.account(conversation.accountId)?.deskChannel;
  if (!channel) throw new Error(`Account ${conversation.accountId} is not in the settings`);
  const before = conversation.threadId;
  const thread = { id: ctx.newId(), conversationId: conversation.id, channel, openedAt: now };
  draft.newThreads.push(thread);
  draft.threads.set(thread.id, { ...thread, ts: null });
  conversation.threadId = thread.id;
  draft.changed.add(conversation.id);
  deliver(scene, "open", continues && before ? { continues: before } : {}, { priority: PRIORITY.words });
}

function say(scene: Scene, broadcast: boolean): void {
  const { ctx, draft, inbound, subject } = scene;
  if (inbound.kind !== "customerMessage") return;
  const { conversation } = subject;
  const message: NewMessage = {
    id: ctx.newId(),
    accountId: inbound.accountId,
    conversationId: conversation.id,
    threadId: conversation.threadId,
    author: "customer",
    contactId: subject.contactId,
    staffId: null,
    originKey: lineKey(inbound.accountId, inbound.messageId),
    parts: inbound.parts,
    state: "received",
    reason: inbound.standby ? "standby" : null,
    editedAt: null,
    deskChannel: null,
    deskTs: null,
    quoteToken: inbound.quoteToken ?? null,
    at: inbound.at,
  };
  draft.newMessages.push(message);
  const pieces = Math.max(1, splitText(textOf(inbound.parts), POST_UNITS).length);
  for (let piece = 0; piece < pieces; piece += 1) {
    deliver(
      scene,
      "say",
      { broadcast: broadcast && piece === 0, piece },
      { priority: PRIORITY.words, messageId: message.id },
    );
  }
}

function storeStaffMessage(scene: Scene, state: KnownPlaced["state"], reason: string | null): void {
  const { ctx, draft, inbound, subject } = scene;
  if (inbound.kind !== "staffMessage" && inbound.kind !== "staffEdit" && inbound.kind !== "staffDelete") return;
  const words = inbound.kind === "staffDelete" ? "" : inbound.text;
  const { conversation } = subject;
  const message = {
    id: ctx.newId(),
    accountId: conversation.accountId,
    conversationId: conversation.id,
    threadId: subject.threadId(),
    author: "staff" as const,
    contactId: null,
    staffId: inbound.user,
    originKey: slackKey(inbound.channel, inbound.ts),
    parts: partsOf(words),
    ...(inbound.kind === "staffDelete" ? {} : { raw: inbound.raw as object }),
    state,
    reason,
    editedAt: inbound.kind === "staffEdit" ? inbound.editedTs : null,
    deskChannel: inbound.channel,
    deskTs: inbound.ts,
    quoteToken: null,
    at: inbound.at,
  };
  draft.newMessages.push(message);
  know(draft, { ...message, words, sentText: null });
}

function reword(scene: Scene, messageId: string): void {
  const { inbound } = scene;
  if (inbound.kind !== "staffEdit") return;
  patch(scene, messageId, { parts: partsOf(inbound.text), raw: inbound.raw, editedAt: inbound.editedTs });
  const known = scene.draft.messages.get(messageId);
  if (known) Object.assign(known, { words: inbound.text, editedAt: inbound.editedTs });
}

function reply(scene: Scene, { messageId, due, confirmed }: Extract<Decision, { kind: "reply" }>): void {
  const { inbound, subject } = scene;
  const id = realId(scene, messageId);
  const { conversation } = subject;
  const known = scene.draft.messages.get(id);
  deliver(scene, "reply", confirmed && "user" in inbound ? { confirmedBy: inbound.user } : {}, {
    lane: conversationLane(conversation.accountId, conversation.id),
    messageId: id,
    // what a person confirmed is not held again by what is written after it
    priority: confirmed ? PRIORITY.failure : PRIORITY.words,
    notBefore: due,
    orderAt: known?.at ?? inbound.at,
  });
}

function mark(scene: Scene, messageId: string, mark: Mark, shown: boolean): void {
  const known = scene.draft.messages.get(realId(scene, messageId));
  if (!known?.deskChannel || !known.deskTs) return;
  const payload = { channel: known.deskChannel, ts: known.deskTs, mark, shown };
  deliver(scene, "mark", payload, {
    priority: shown ? PRIORITY.mark : PRIORITY.unmark,
    lane: deskLane(known.deskChannel),
    messageId: known.id,
  });
}

function answerQuestion(scene: Scene, { notice }: Extract<Decision, { kind: "answerQuestion" }>): void {
  const { ctx, draft, inbound, subject, now } = scene;
  if (inbound.kind !== "staffChoice") return;
  const { id: conversationId } = subject.conversation;
  draft.acts.push({
    id: ctx.newId(),
    at: now,
    actor: inbound.user,
    act: inbound.choice,
    conversationId,
    detail: { subject: inbound.subject },
  });
  if (!inbound.questionTs) return;
  deliver(
    scene,
    "amend",
    { channel: inbound.channel, ts: inbound.questionTs, notice },
    {
      priority: PRIORITY.card,
      lane: deskLane(inbound.channel),
    },
  );
}

function patch(scene: Scene, messageId: string, set: Record<string, unknown>): void {
  const { draft } = scene;
  const fresh = draft.newMessages.find((message) => message.id === messageId);
  if (fresh) Object.assign(fresh, set);
  else draft.messagePatches.set(messageId, { ...draft.messagePatches.get(messageId), ...set });
  const known = draft.messages.get(messageId);
  if (known && "state" in set) Object.assign(known, { state: set["state"], reason: set["reason"] });
}

/** THIS is the message that the event itself has just stored. */
function realId(scene: Scene, messageId: string): string {
  if (messageId !== THIS) return messageId;
  const [stored] = scene.subject.about();
  if (!stored) throw new Error(`${scene.inbound.key} stored no message`);
  return stored.id;
}

function partsOf(words: string): Part[] {
  return words === "" ? [] : [{ kind: "text", text: words }];
}

function deliver<K extends DeliveryKind>(
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
