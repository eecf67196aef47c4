/** What customers say, and take back, as rows. */
import { PRIORITY } from "../core/delivery.ts";
import { sketchOf } from "../core/desk-file.ts";
import type { CustomerMessage, CustomerNews } from "../core/inbound.ts";
import { type Part, quotedIn, textOf } from "../core/message.ts";
import { KEPT, lineKey, type NewMessage } from "../store/messages.ts";
import { know, type KnownPlaced } from "./draft.ts";
import { saysOf } from "./says.ts";
import { deliver, patch, type Scene, unsay } from "./scene.ts";

interface Written {
  messageId: string;
  parts: Part[];
  quoteToken: string | null;
  readToken: string | null;
  editedAt: string | null;
}

/** What the event says: a message, or the edit of one that has not come yet. */
function writtenIn({ inbound }: Scene): Written | undefined {
  if (inbound.kind === "customerMessage")
    return { messageId: inbound.messageId, parts: inbound.parts, editedAt: null, ...tokensOf(inbound) };
  if (inbound.kind !== "customerNews" || inbound.news.kind !== "editedByCustomer" || inbound.about === undefined)
    return undefined;
  const parts: Part[] = [{ kind: "text", text: inbound.news.words }];
  return { messageId: inbound.about, parts, editedAt: timeOf(inbound), quoteToken: null, readToken: null };
}

/** Another tool that holds the chat marks it as read itself. */
const tokensOf = ({ quoteToken, readToken, standby }: CustomerMessage) => ({
  quoteToken: quoteToken ?? null,
  readToken: (standby ? undefined : readToken) ?? null,
});

const timeOf = ({ at }: CustomerNews): string => String(at.getTime());

export function say(scene: Scene, broadcast: boolean): void {
  const { ctx, draft, inbound, now } = scene;
  const written = writtenIn(scene);
  if (!written || !("standby" in inbound)) return;
  const { id, accountId, conversationId } = store(scene, written, inbound.standby ? "standby" : null);
  const message = { id, accountId, conversationId, originId: written.messageId, parts: written.parts, broadcast };
  const { deliveries, contents } = saysOf(ctx, message, now);
  draft.newContents.push(...contents);
  for (const { kind, payload, ...set } of deliveries) deliver(scene, kind, payload, { ...set, messageId: id });
}

/** Of a muted chat: stored, with the reason that nobody has seen it. */
export function keep(scene: Scene): void {
  const written = writtenIn(scene);
  if (written) store(scene, written, KEPT);
}

function store(scene: Scene, { messageId, ...written }: Written, reason: string | null): NewMessage {
  return remember(scene, { ...fromCustomer(scene, messageId), ...written, state: "received", reason });
}

/** What the rules are asked in the same commit, they answer knowing it. */
function remember({ draft }: Scene, message: NewMessage & { parts: Part[] }): NewMessage {
  const { parts, state } = message;
  const words = textOf(parts);
  const answers = quotedIn(parts);
  const placed = { words, answers, sketch: sketchOf(words, parts), sentText: null, went: 0, files: [], gone: [] };
  draft.newMessages.push(message);
  know(draft, { ...message, ...placed, state: state as KnownPlaced["state"] });
  return message;
}

/** An unsending may overtake its message: then a message without words stands for it, and the late one is ignored. */
export function takeBack(scene: Scene): void {
  const { draft, inbound, subject } = scene;
  if (inbound.kind !== "customerNews" || inbound.about === undefined) return;
  const ids = subject.about().map((message) => message.id);
  for (const id of ids) {
    unsay(draft, "say", id);
    patch(scene, id, { state: "unsent", parts: [] });
    deliver(scene, "retract", {}, { priority: PRIORITY.failure, messageId: id });
  }
  if (ids.length > 0) return;
  const nothing = { parts: [], state: "unsent", reason: null, editedAt: null, quoteToken: null };
  remember(scene, { ...fromCustomer(scene, inbound.about), ...nothing });
}

/** The words of its edit, which came first, stay; of the message itself is kept what else it told. */
export function complete(scene: Scene, messageId: string): void {
  const { draft, inbound } = scene;
  if (inbound.kind !== "customerMessage") return;
  patch(scene, messageId, { at: inbound.at, ...tokensOf(inbound) });
  const known = draft.messages.get(messageId);
  if (known) Object.assign(known, { at: inbound.at });
}

/** The words are looked for, quoted and shown on the card as they are now; when they were written is remembered. */
export function customerReword(scene: Scene, messageId: string): void {
  const { inbound } = scene;
  if (inbound.kind !== "customerNews" || inbound.news.kind !== "editedByCustomer") return;
  const editedAt = timeOf(inbound);
  const known = scene.draft.messages.get(messageId);
  // it answers what it answered: should that be unsent, its words above this go, too
  const answers = known?.answers === undefined ? {} : { quotes: known.answers };
  patch(scene, messageId, { parts: [{ kind: "text", text: inbound.news.words, ...answers }], editedAt });
  if (known) Object.assign(known, { editedAt });
}

function fromCustomer({ ctx, inbound, subject }: Scene, messageId: string) {
  const { accountId } = subject.conversation;
  return {
    id: ctx.newId(),
    accountId,
    conversationId: subject.conversation.id,
    threadId: subject.conversation.threadId,
    author: "customer" as const,
    contactId: subject.contactId,
    staffId: null,
    originKey: lineKey(accountId, messageId),
    deskChannel: null,
    deskTs: null,
    at: inbound.at,
  };
}
