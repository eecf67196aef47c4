/** Turns decisions into rows: the only place that knows both. */
import { type Decision, type Mark, THIS } from "../core/decision.ts";
import { PRIORITY } from "../core/delivery.ts";
import { type DeskFileRef, partOf, sketchOf } from "../core/desk-file.ts";
import type { Part } from "../core/message.ts";
import { noticePriority } from "../core/notice.ts";
import { linkAtHead } from "../core/quote.ts";
import { conversationLane, deskLane } from "../store/lanes.ts";
import { slackKey } from "../store/messages.ts";
import { complete, customerReword, keep, say, takeBack } from "./apply-customer.ts";
import { know, type KnownPlaced } from "./draft.ts";
import { deliver, patch, type Scene, unsay } from "./scene.ts";

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
    case "keep":
      return keep(scene);
    case "takeBack":
      return takeBack(scene);
    case "notice":
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
    case "call":
      draft.waiting.add(conversation.id);
      return;
    case "loseThread": {
      const id = subject.threadId();
      if (id) draft.lostThreads.push(id);
      return;
    }
    case "mark":
      return mark(scene, decision.messageId, decision.mark, decision.shown);
    case "store":
      return storeStaffMessage(scene, decision.state, decision.reason ?? null);
    case "state":
      return patch(scene, decision.messageId, { state: decision.state, reason: decision.reason ?? null });
    case "reword":
      return reword(scene, decision.messageId);
    case "quote":
      return patch(scene, decision.messageId, { quotes: decision.quotes });
    case "customerReword":
      return customerReword(scene, decision.messageId);
    case "complete":
      return complete(scene, decision.messageId);
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

function storeStaffMessage(scene: Scene, state: KnownPlaced["state"], reason: string | null): void {
  const { ctx, draft, inbound, subject } = scene;
  if (inbound.kind !== "staffMessage" && inbound.kind !== "staffEdit" && inbound.kind !== "staffDelete") return;
  const words = inbound.kind === "staffDelete" ? "" : inbound.text;
  const parts = inbound.kind === "staffDelete" ? [] : partsOf(words, inbound.files);
  const order = inbound.kind !== "staffDelete" && inbound.forUs;
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
    parts,
    ...(inbound.kind === "staffDelete" ? {} : { raw: inbound.raw as object }),
    state,
    reason,
    editedAt: inbound.kind === "staffEdit" ? inbound.editedTs : null,
    deskChannel: inbound.channel,
    deskTs: inbound.ts,
    quoteToken: null,
    at: inbound.at,
    // what looks for a word is not itself found by it
    ...(order ? { search: "" } : {}),
  };
  draft.newMessages.push(message);
  const files = inbound.kind === "staffDelete" ? [] : inbound.files;
  const nothing = { sentText: null, went: 0, gone: [] };
  know(draft, { ...message, words, files, ...nothing, sketch: sketchOf(words, parts) });
}

function reword(scene: Scene, messageId: string): void {
  const { inbound } = scene;
  if (inbound.kind !== "staffEdit") return;
  const parts = partsOf(inbound.text, inbound.files);
  const words = { parts, raw: inbound.raw, editedAt: inbound.editedTs };
  patch(scene, messageId, inbound.forUs ? { ...words, search: "" } : words);
  const known = scene.draft.messages.get(messageId);
  if (known)
    Object.assign(known, {
      words: inbound.text,
      sketch: sketchOf(inbound.text, parts),
      editedAt: inbound.editedTs,
      files: inbound.files,
    });
}

function reply(
  scene: Scene,
  { messageId, due, confirmed, unquoted, withoutFailed }: Extract<Decision, { kind: "reply" }>,
): void {
  const { inbound, subject } = scene;
  const id = realId(scene, messageId);
  const { conversation } = subject;
  const known = scene.draft.messages.get(id);
  const said = confirmed && "user" in inbound ? { confirmedBy: inbound.user } : {};
  const quote = unquoted ? { unquoted, link: linkAtHead(known?.words ?? "") } : {};
  deliver(
    scene,
    "reply",
    { ...said, ...quote, ...(withoutFailed === undefined ? {} : { withoutFailed }) },
    {
      lane: conversationLane(conversation.accountId, conversation.id),
      messageId: id,
      // what a person confirmed is not held again by what is written after it
      priority: confirmed ? PRIORITY.failure : PRIORITY.words,
      notBefore: due,
      orderAt: known?.at ?? inbound.at,
    },
  );
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

/** THIS is the message that the event itself has just stored. */
function realId(scene: Scene, messageId: string): string {
  if (messageId !== THIS) return messageId;
  const [stored] = scene.subject.about();
  if (!stored) throw new Error(`${scene.inbound.key} stored no message`);
  return stored.id;
}

function partsOf(words: string, files: readonly DeskFileRef[]): Part[] {
  return [...(words === "" ? [] : [{ kind: "text" as const, text: words }]), ...files.map(partOf)];
}
