/** Finds, makes and locks what the events of one commit are about. */
import type { Inbound } from "../core/inbound.ts";
import type { Tx } from "../store/client.ts";
import { type ContactKey, contactKey, ensureContacts } from "../store/contacts.ts";
import {
  type ChatKey,
  chatKey,
  ensureConversations,
  findConversations,
  lockConversations,
} from "../store/conversations.ts";
import { filesGone, heldReplies } from "../store/deliveries.ts";
import { lineKey, messagesById, messagesByOrigin, slackKey } from "../store/messages.ts";
import type { ConversationRow } from "../store/rows.ts";
import { threadsAt, threadsById } from "../store/threads.ts";
import { type Draft, know, type KnownPlaced, knownOf } from "./draft.ts";
import type { Desk } from "./ports.ts";
import type { Subject } from "./scene.ts";

export async function loadSubjects(
  tx: Tx,
  desk: Pick<Desk, "files">,
  draft: Draft,
  inbounds: Inbound[],
): Promise<Map<string, Subject>> {
  // 1. contacts and conversations of customer events
  const contacts = await contactsOf(tx, inbounds);
  const conversations = await conversationsOf(tx, inbounds);
  // 2. threads and messages that desk events name
  const places = inbounds.flatMap((inbound) => placeOf(inbound) ?? []);
  for (const thread of await threadsAt(tx, places)) draft.threads.set(`${thread.channel}:${thread.ts}`, thread);
  const named = await messagesByOrigin(tx, inbounds.flatMap(originsOf));
  const asked = await messagesById(tx, inbounds.flatMap(askedIds));
  for (const row of [...named, ...asked]) know(draft, knownOf(row, desk.files(row.raw), []));
  // 3. lock, then read again what may have changed before the lock was ours
  const idOf = (inbound: Inbound): number | undefined => conversationIdOf(inbound, draft, conversations);
  const rows = await lockConversations(
    tx,
    inbounds.flatMap((inbound) => idOf(inbound) ?? []),
  );
  for (const row of rows) draft.conversations.set(row.id, row);
  for (const inbound of inbounds) notErased(inbound, draft.conversations.get(idOf(inbound) ?? -1));
  if (draft.messages.size > 0) {
    const ids = [...draft.messages.values()].map((m) => m.id);
    const gone = inbounds.some(({ kind }) => kind === "staffEdit")
      ? await filesGone(tx, ids)
      : new Map<string, never>();
    for (const row of await messagesById(tx, ids))
      know(draft, knownOf(row, desk.files(row.raw), gone.get(row.id) ?? []));
  }
  for (const thread of await threadsById(
    tx,
    rows.flatMap((row) => row.threadId ?? []),
  ))
    draft.threads.set(thread.id, thread);
  if (places.length > 0)
    for (const held of await heldReplies(
      tx,
      rows.map((row) => row.id),
    ))
      if (held.conversationId) draft.held.add(held.conversationId);
  // 4. one subject per event
  const subjects = new Map<string, Subject>();
  for (const inbound of inbounds) {
    const row = draft.conversations.get(idOf(inbound) ?? -1);
    if (row) subjects.set(inbound.key, subjectOf(draft, inbound, row, contacts));
    else if ("contact" in inbound) noteFriendship(draft, inbound, contacts);
  }
  return subjects;
}

/** Erased between finding it and locking it: the words begin a new chat, so all is done again (see `inTransaction`). */
function notErased(inbound: Inbound, row: ConversationRow | undefined): void {
  if (row && "chat" in inbound && row.lineId !== String(inbound.chat.id)) throw new Error("40001: the chat was erased");
}

function subjectOf(draft: Draft, inbound: Inbound, conversation: ConversationRow, contacts: Contacts): Subject {
  const contact = contactOf(inbound);
  const contactId = contact ? (contacts.get(contactKey(contact)) ?? null) : null;
  noteFriendship(draft, inbound, contacts);
  const place = placeOf(inbound);
  const threadThere = (): string | null =>
    place ? (draft.threads.get(`${place.channel}:${place.ts}`)?.id ?? null) : null;
  const about = (): KnownPlaced[] => {
    const keys = [...originsOf(inbound), ...askedIds(inbound)];
    return keys.flatMap((key) => draft.messages.get(key) ?? []);
  };
  return {
    conversation,
    contactId,
    about,
    threadId: () => threadThere() ?? about()[0]?.threadId ?? conversation.threadId,
  };
}

type Contacts = Map<string, number>;

function contactsOf(tx: Tx, inbounds: Inbound[]): Promise<Contacts> {
  return ensureContacts(
    tx,
    inbounds.flatMap((inbound) => contactOf(inbound) ?? []),
  );
}

function contactOf(inbound: Inbound): ContactKey | undefined {
  if (!("contact" in inbound) || !inbound.contact) return undefined;
  return { accountId: inbound.accountId, lineUserId: inbound.contact };
}

/** A follow, or a block by someone who never wrote, makes no conversation. */
function makesConversation(inbound: Inbound): boolean {
  if (inbound.kind === "customerMessage") return true;
  return inbound.kind === "customerNews" && inbound.news.kind !== "blocked" && inbound.news.kind !== "unblocked";
}

async function conversationsOf(tx: Tx, inbounds: Inbound[]): Promise<Map<string, number>> {
  const chats = (made: boolean): ChatKey[] =>
    inbounds.flatMap((inbound) =>
      "chat" in inbound && makesConversation(inbound) === made
        ? [{ accountId: inbound.accountId, kind: inbound.chat.kind, lineId: inbound.chat.id }]
        : [],
    );
  const made = await ensureConversations(tx, chats(true));
  const found = await findConversations(tx, chats(false));
  return new Map([...found, ...made]);
}

function conversationIdOf(inbound: Inbound, draft: Draft, conversations: Map<string, number>): number | undefined {
  if ("chat" in inbound) return conversations.get(chatKey({ accountId: inbound.accountId, lineId: inbound.chat.id }));
  const place = placeOf(inbound);
  const thread = place ? draft.threads.get(`${place.channel}:${place.ts}`) : undefined;
  if (thread) return thread.conversationId;
  const about = [...originsOf(inbound), ...askedIds(inbound)].flatMap((key) => draft.messages.get(key) ?? []);
  return about[0]?.conversationId;
}

function placeOf(inbound: Inbound): { channel: string; ts: string } | undefined {
  if (inbound.kind === "staffMessage" || inbound.kind === "staffEdit")
    return { channel: inbound.channel, ts: inbound.threadTs };
  if (inbound.kind === "cardDeleted") return { channel: inbound.channel, ts: inbound.ts };
  if (inbound.kind === "staffDelete" && inbound.threadTs) return { channel: inbound.channel, ts: inbound.threadTs };
  return undefined;
}

function originsOf(inbound: Inbound): string[] {
  switch (inbound.kind) {
    case "staffMessage":
    case "staffEdit":
    case "staffDelete":
    case "staffReaction":
      return [slackKey(inbound.channel, inbound.ts)];
    case "customerNews":
      return inbound.about ? [lineKey(inbound.accountId, inbound.about)] : [];
    case "customerMessage":
      return [lineKey(inbound.accountId, inbound.messageId)];
    case "customerFollowed":
    case "cardDeleted":
    case "staffChoice":
      return [];
  }
}

function askedIds(inbound: Inbound): string[] {
  if (inbound.kind !== "staffChoice" || inbound.choice === "leaveGroup") return [];
  return inbound.subject.split(",").filter((id) => /^[0-9a-f-]{36}$/.test(id));
}

function noteFriendship(draft: Draft, inbound: Inbound, contacts: Contacts): void {
  const contact = contactOf(inbound);
  const id = contact ? contacts.get(contactKey(contact)) : undefined;
  if (id === undefined) return;
  const now =
    inbound.kind === "customerFollowed"
      ? "friend"
      : inbound.kind === "customerNews" && inbound.news.kind === "blocked"
        ? "not"
        : undefined;
  if (now) draft.friendships.set(id, now);
}
