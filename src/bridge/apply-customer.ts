/** What customers say, and take back, as rows. */
import { PRIORITY } from "../core/delivery.ts";
import type { CustomerMessage, CustomerNews } from "../core/inbound.ts";
import { KEPT, lineKey, type NewMessage } from "../store/messages.ts";
import { saysOf } from "./says.ts";
import { deliver, patch, type Scene, unsay } from "./scene.ts";

export function say(scene: Scene, broadcast: boolean): void {
  const { ctx, draft, inbound, now } = scene;
  if (inbound.kind !== "customerMessage") return;
  const { id, accountId, conversationId } = store(scene, inbound, inbound.standby ? "standby" : null);
  const message = { id, accountId, conversationId, originId: inbound.messageId, parts: inbound.parts, broadcast };
  const { deliveries, contents } = saysOf(ctx, message, now);
  draft.newContents.push(...contents);
  for (const { kind, payload, ...set } of deliveries) deliver(scene, kind, payload, { ...set, messageId: id });
}

/** Of a muted chat: stored, with the reason that nobody has seen it. */
export function keep(scene: Scene): void {
  if (scene.inbound.kind === "customerMessage") store(scene, scene.inbound, KEPT);
}

function store(scene: Scene, inbound: CustomerMessage, reason: string | null): NewMessage {
  const message = {
    ...fromCustomer(scene, inbound, inbound.messageId),
    parts: inbound.parts,
    state: "received",
    reason,
    quoteToken: inbound.quoteToken ?? null,
    // another tool that holds the chat marks it itself
    readToken: (inbound.standby ? undefined : inbound.readToken) ?? null,
  };
  scene.draft.newMessages.push(message);
  return message;
}

/** An unsending may overtake its message: then a message without words stands for it, and the late one is ignored. */
export function takeBack(scene: Scene): void {
  const { draft, inbound, subject } = scene;
  if (inbound.kind !== "customerNews" || inbound.about === undefined) return;
  const originKey = lineKey(inbound.accountId, inbound.about);
  const fresh = draft.newMessages.filter((message) => message.originKey === originKey);
  const ids = [...subject.about(), ...fresh].map((message) => message.id);
  for (const id of ids) {
    unsay(draft, "say", id);
    patch(scene, id, { state: "unsent", parts: [] });
    deliver(scene, "retract", {}, { priority: PRIORITY.failure, messageId: id });
  }
  if (ids.length > 0) return;
  const message = { ...fromCustomer(scene, inbound, inbound.about), parts: [], state: "unsent", reason: null };
  draft.newMessages.push({ ...message, quoteToken: null });
}

/** The words are looked for, quoted and shown on the card as they are now; when they were written is remembered. */
export function customerReword(scene: Scene, messageId: string): void {
  const { inbound } = scene;
  if (inbound.kind !== "customerNews" || inbound.news.kind !== "editedByCustomer") return;
  const editedAt = String(inbound.at.getTime());
  patch(scene, messageId, { parts: [{ kind: "text", text: inbound.news.words }], editedAt });
  const known = scene.draft.messages.get(messageId);
  if (known) Object.assign(known, { editedAt });
}

function fromCustomer({ ctx, subject }: Scene, inbound: CustomerMessage | CustomerNews, messageId: string) {
  return {
    id: ctx.newId(),
    accountId: inbound.accountId,
    conversationId: subject.conversation.id,
    threadId: subject.conversation.threadId,
    author: "customer" as const,
    contactId: subject.contactId,
    staffId: null,
    originKey: lineKey(inbound.accountId, messageId),
    editedAt: null,
    deskChannel: null,
    deskTs: null,
    at: inbound.at,
  };
}
