/** What customers say, and take back, as rows. */
import { POST_UNITS, PRIORITY } from "../core/delivery.ts";
import type { CustomerMessage, CustomerNews } from "../core/inbound.ts";
import { type Part, textOf } from "../core/message.ts";
import { splitText } from "../core/text.ts";
import { KEPT, lineKey, type NewMessage } from "../store/messages.ts";
import { deliver, patch, type Scene, unsay } from "./scene.ts";

export function say(scene: Scene, broadcast: boolean): void {
  const { inbound } = scene;
  if (inbound.kind !== "customerMessage") return;
  const message = store(scene, inbound, inbound.standby ? "standby" : null);
  for (let piece = 0; piece < piecesOf(inbound.parts); piece += 1) {
    deliver(
      scene,
      "say",
      { broadcast: broadcast && piece === 0, piece },
      { priority: PRIORITY.words, messageId: message.id },
    );
  }
}

/** Of a muted chat: stored, with the reason that nobody has seen it. */
export function keep(scene: Scene): void {
  if (scene.inbound.kind === "customerMessage") store(scene, scene.inbound, KEPT);
}

/** A long message takes several posts. */
export const piecesOf = (parts: Part[]): number => Math.max(1, splitText(textOf(parts), POST_UNITS).length);

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
