/** What customers say, and take back, as rows. */
import { POST_UNITS, PRIORITY } from "../core/delivery.ts";
import type { CustomerMessage, CustomerNews } from "../core/inbound.ts";
import { textOf } from "../core/message.ts";
import { splitText } from "../core/text.ts";
import { lineKey } from "../store/messages.ts";
import { deliver, patch, type Scene, unsay } from "./scene.ts";

export function say(scene: Scene, broadcast: boolean): void {
  const { draft, inbound } = scene;
  if (inbound.kind !== "customerMessage") return;
  const message = {
    ...fromCustomer(scene, inbound, inbound.messageId),
    parts: inbound.parts,
    state: "received",
    reason: inbound.standby ? "standby" : null,
    quoteToken: inbound.quoteToken ?? null,
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
  }
  if (ids.length > 0) return;
  const message = { ...fromCustomer(scene, inbound, inbound.about), parts: [], state: "unsent", reason: null };
  draft.newMessages.push({ ...message, quoteToken: null });
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
