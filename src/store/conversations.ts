import type { ChatKind } from "../core/message.ts";
import { namesToFind } from "../core/search.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { ConversationRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

export interface ChatKey {
  accountId: number;
  kind: ChatKind;
  lineId: string;
}

const keyOf = (chat: { accountId: number; lineId: string }): string => `${chat.accountId}:${chat.lineId}`;

/** Finds the conversations of these chats that exist. */
export async function findConversations(tx: Tx, chats: ChatKey[]): Promise<Map<string, number>> {
  if (chats.length === 0) return new Map();
  const rows = await tx.$queryRaw<Found[]>`
    SELECT id, account_id AS "accountId", line_id AS "lineId" FROM conversation
    JOIN json_to_recordset(${JSON.stringify(chats)}::json) AS w("accountId" int, "lineId" text)
      ON account_id = w."accountId" AND line_id = w."lineId"`;
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

interface Found {
  id: number;
  accountId: number;
  lineId: string;
}

/** Finds or makes the conversations of these chats. Rows are not locked yet: see `lockConversations`. */
export async function ensureConversations(tx: Tx, chats: ChatKey[]): Promise<Map<string, number>> {
  const wanted = new Map(chats.map((chat) => [keyOf(chat), chat]));
  const ids = new Map<string, number>();
  // one that another instance makes at this moment is seen by neither half of the statement: look again
  while (ids.size < wanted.size) {
    const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, chat]) => chat);
    const rows = await tx.$queryRaw<Found[]>`
      WITH wanted AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(missing)}::json) AS w("accountId" int, kind text, "lineId" text)),
      found AS (
        SELECT id, account_id, line_id FROM conversation JOIN wanted ON account_id = "accountId" AND line_id = "lineId"),
      made AS (
        INSERT INTO conversation (account_id, kind, line_id)
        SELECT "accountId", kind, "lineId" FROM wanted
        WHERE ("accountId", "lineId") NOT IN (SELECT account_id, line_id FROM found)
        ORDER BY 1, 3 ON CONFLICT DO NOTHING RETURNING id, account_id, line_id)
      SELECT id, account_id AS "accountId", line_id AS "lineId" FROM (TABLE found UNION ALL TABLE made) known`;
    for (const row of rows) ids.set(keyOf(row), row.id);
  }
  return ids;
}

export { keyOf as chatKey };

const COLUMNS = columnsOf(Prisma.ConversationScalarFieldEnum, "c");

/**
 * Reads and locks, in one order everywhere, so that no two transactions wait for each other in a ring. NO KEY, for whoever
 * adds a message holds a key share.
 */
export async function lockConversations(tx: Tx, ids: number[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  const wanted = [...new Set(ids)];
  return tx.$queryRaw`SELECT ${COLUMNS} FROM conversation c WHERE id = ANY(${wanted}::int[]) ORDER BY id FOR NO KEY UPDATE`;
}

export async function findConversation(tx: Tx, id: number): Promise<ConversationRow | null> {
  const rows = await tx.$queryRaw<ConversationRow[]>`SELECT ${COLUMNS} FROM conversation c WHERE id = ${id}`;
  return rows[0] ?? null;
}

export type ConversationPatch = Partial<Omit<ConversationRow, "id" | "accountId" | "kind" | "lineId" | "createdAt">>;

export async function patchConversation(tx: Tx, id: number, set: ConversationPatch): Promise<void> {
  await tx.conversation.update({ where: { id }, data: set });
}

/** What a chat is looked for by follows its names; whoever changes one calls this in the same transaction, after it. */
export async function refreshNames(tx: Tx, id: number): Promise<void> {
  // first the lock, then the look: of two changes at once the second sees both
  const [chat] = await lockConversations(tx, [id]);
  if (!chat) return;
  const onLine =
    chat.kind === "user"
      ? await tx.$queryRaw<{ name: string | null }[]>`
          SELECT display_name AS name FROM contact WHERE account_id = ${chat.accountId} AND line_user_id = ${chat.lineId}`
      : [{ name: chat.title }];
  const search = namesToFind([chat.staffName, onLine[0]?.name]);
  if (search !== chat.search) await tx.$executeRaw`UPDATE conversation SET search = ${search} WHERE id = ${id}`;
}

/** What was held goes now; a reply token goes with it once. */
export async function endHold(tx: Tx, id: number, usesToken: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE conversation SET held_since = NULL, reply_token = CASE WHEN ${usesToken} THEN NULL ELSE reply_token END
    WHERE id = ${id}`;
}

/** It is used up by something else than staff words. */
export async function spendToken(tx: Tx, id: number, token: string): Promise<void> {
  await tx.$executeRaw`UPDATE conversation SET reply_token = NULL WHERE id = ${id} AND reply_token = ${token}`;
}

/** Many rows in one statement: the state that an accept changes. */
export async function saveConversations(tx: Tx, rows: ConversationRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE conversation c SET
      status = r.status, done_at = r."doneAt", waiting_since = r."waitingSince", answered_until = r."answeredUntil",
      last_message_at = r."lastMessageAt", last_customer_at = r."lastCustomerAt", held_since = r."heldSince",
      snoozed_until = r."snoozedUntil", reply_token = r."replyToken", reply_token_ends = r."replyTokenEnds",
      standby = r.standby, thread_id = r."threadId"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(
      id int, status text, "doneAt" timestamptz, "waitingSince" timestamptz, "answeredUntil" timestamptz,
      "lastMessageAt" timestamptz, "lastCustomerAt" timestamptz, "heldSince" timestamptz,
      "snoozedUntil" timestamptz, "replyToken" text, standby boolean, "replyTokenEnds" timestamptz, "threadId" uuid)
    WHERE c.id = r.id`;
}

/** The chats whose time has come, each for one instance: they are put off no more. */
export function wakeConversations(tx: Tx, now: Date, most: number): Promise<ConversationRow[]> {
  return tx.$queryRaw`
    UPDATE conversation c SET snoozed_until = NULL
    FROM (
      SELECT id FROM conversation WHERE snoozed_until <= ${now}
      ORDER BY snoozed_until LIMIT ${most} FOR NO KEY UPDATE SKIP LOCKED) due
    WHERE c.id = due.id RETURNING ${COLUMNS}`;
}

/** Chats of an account that wait where they are seen, the newest first. */
export async function waitingChats(tx: Tx, accountId: number, most: number): Promise<ConversationRow[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM conversation c
    WHERE account_id = ${accountId} AND waiting_since IS NOT NULL AND thread_id IS NOT NULL AND muted = 'no'
    ORDER BY waiting_since DESC LIMIT ${most}`;
}

/** A look that locks nothing, for whoever looks every second. */
export async function anybodyWakes(tx: Tx, now: Date): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>`SELECT FROM conversation WHERE snoozed_until <= ${now} LIMIT 1`).length > 0;
}

/** The chat of a head card or of a customer's words, and the root of their thread. */
export async function chatOfWords(
  tx: Tx,
  channel: string,
  ts: string,
): Promise<{ id: number; threadTs: string | null } | undefined> {
  const rows = await tx.$queryRaw<{ id: number; threadTs: string | null }[]>`
    SELECT conversation_id AS id, ts AS "threadTs" FROM thread WHERE channel = ${channel} AND ts = ${ts}
    UNION ALL
    SELECT m.conversation_id, t.ts FROM message m LEFT JOIN thread t ON t.id = m.thread_id
    WHERE m.desk_channel = ${channel} AND m.desk_ts = ${ts} AND m.author = 'customer' LIMIT 1`;
  return rows[0];
}

/** The conversation with a thread or message at one of these places. */
export async function chatAt(tx: Tx, channel: string, stamps: string[]): Promise<number | undefined> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT conversation_id AS id FROM thread WHERE channel = ${channel} AND ts = ANY(${stamps}::text[])
    UNION ALL
    SELECT conversation_id FROM message WHERE desk_channel = ${channel} AND desk_ts = ANY(${stamps}::text[]) LIMIT 1`;
  return rows[0]?.id;
}

/**
 * Chats that are called something that begins so, most recently alive first. `beginning` is searchable text. The names are
 * one per line in `search`: the one staff gave, then the one on LINE.
 */
export async function chatsByName(
  tx: Tx,
  accountIds: number[],
  beginning: string,
  most: number,
): Promise<{ id: number; name: string }[]> {
  return tx.$queryRaw`
    SELECT c.id, coalesce(c.staff_name, c.title, k.display_name, '') AS name
    FROM conversation c LEFT JOIN contact k
      ON c.kind = 'user' AND k.account_id = c.account_id AND k.line_user_id = c.line_id
    WHERE c.account_id = ANY(${accountIds}::int[]) AND c.muted <> 'spam'
      AND (${beginning} = '' OR starts_with(c.search, ${beginning}) OR strpos(c.search, E'\\n' || ${beginning}) > 0)
    ORDER BY c.last_message_at DESC NULLS LAST LIMIT ${most}`;
}
