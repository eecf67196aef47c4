import type { ChatKind } from "../core/message.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { ConversationRow } from "./rows.ts";

export interface ChatKey {
  accountId: number;
  kind: ChatKind;
  lineId: string;
}

const keyOf = (chat: { accountId: number; lineId: string }): string => `${chat.accountId}:${chat.lineId}`;

/** Finds the conversations of these chats that exist. */
export async function findConversations(tx: Tx, chats: ChatKey[]): Promise<Map<string, number>> {
  if (chats.length === 0) return new Map();
  const where = { OR: chats.map(({ accountId, lineId }) => ({ accountId, lineId })) };
  const rows = await tx.conversation.findMany({ where, select: { id: true, accountId: true, lineId: true } });
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

/** Finds or makes the conversations of these chats. Rows are not locked yet: see `lockConversations`. */
export async function ensureConversations(tx: Tx, chats: ChatKey[]): Promise<Map<string, number>> {
  if (chats.length === 0) return new Map();
  const wanted = [...new Map(chats.map((chat) => [keyOf(chat), chat])).values()];
  const found = await findConversations(tx, wanted);
  const missing = wanted.filter((chat) => !found.has(keyOf(chat))).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (missing.length === 0) return found;
  await tx.conversation.createMany({ data: missing, skipDuplicates: true });
  return findConversations(tx, wanted);
}

export { keyOf as chatKey };

/** Reads and locks, in one order everywhere, so that no two transactions wait for each other in a ring. */
export async function lockConversations(tx: Tx, ids: number[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  const sorted = [...new Set(ids)].toSorted((a, b) => a - b);
  await tx.$queryRaw`SELECT id FROM conversation WHERE id IN (${Prisma.join(sorted)}) ORDER BY id FOR UPDATE`;
  return tx.conversation.findMany({ where: { id: { in: sorted } }, orderBy: { id: "asc" } });
}

export function findConversation(tx: Tx, id: number): Promise<ConversationRow | null> {
  return tx.conversation.findUnique({ where: { id } });
}

export type ConversationPatch = Partial<Omit<ConversationRow, "id" | "accountId" | "kind" | "lineId" | "createdAt">>;

export async function patchConversation(tx: Tx, id: number, set: ConversationPatch): Promise<void> {
  await tx.conversation.update({ where: { id }, data: set });
}

/** Many rows in one statement: the state that an accept changes. */
export async function saveConversations(tx: Tx, rows: ConversationRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  if (rows.length === 1) {
    const { id, accountId: _a, kind: _k, lineId: _l, createdAt: _c, ...set } = first;
    return patchConversation(tx, id, set);
  }
  await tx.$executeRaw`
    UPDATE conversation c SET
      status = r.status, done_at = r."doneAt", waiting_since = r."waitingSince", answered_until = r."answeredUntil",
      last_message_at = r."lastMessageAt", last_customer_at = r."lastCustomerAt", held_since = r."heldSince",
      reply_token = r."replyToken", standby = r.standby, reply_token_ends = r."replyTokenEnds", thread_id = r."threadId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id int, status text, "doneAt" timestamptz, "waitingSince" timestamptz, "answeredUntil" timestamptz,
      "lastMessageAt" timestamptz, "lastCustomerAt" timestamptz, "heldSince" timestamptz,
      "replyToken" text, standby boolean, "replyTokenEnds" timestamptz, "threadId" uuid)
    WHERE c.id = r.id`;
}
