import { Parts } from "../core/message.ts";
import { searchableParts } from "../core/search.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { MessageRow } from "./rows.ts";
import { columnsOf, insertRows } from "./sql.ts";

export interface NewMessage {
  id: string;
  accountId: number;
  conversationId: number;
  threadId: string | null;
  author: "customer" | "staff";
  contactId: number | null;
  staffId: string | null;
  originKey: string;
  parts: Prisma.InputJsonValue;
  raw?: Prisma.InputJsonValue;
  state: string;
  reason: string | null;
  editedAt: string | null;
  deskChannel: string | null;
  deskTs: string | null;
  quoteToken: string | null;
  readToken?: string | null;
  /** The message that it quotes. */
  quotes?: string | null;
  at: Date;
  /** Made of the parts where nothing is said; empty: not to be found. */
  search?: string;
}

const NEW = [
  "id",
  "accountId",
  "conversationId",
  "threadId",
  "author",
  "contactId",
  "staffId",
  "originKey",
  "parts",
  "raw",
  "state",
  "reason",
  "editedAt",
  "deskChannel",
  "deskTs",
  "quoteToken",
  "readToken",
  "quotes",
  "at",
  "search",
] as const satisfies (keyof NewMessage)[];

/** The reason of customer words that came in a muted chat and are seen by nobody. */
export const KEPT = "muted";

export const lineKey = (accountId: number, messageId: string): string => `line:${accountId}:${messageId}`;
/** The messenger's id in such a key. */
export const messengerId = (key: string): string => key.replace(/^line:\d+:/, "");
export const slackKey = (channel: string, ts: string): string => `slack:${channel}:${ts}`;

/** A message that is stored already (found another way meanwhile) stays as it is. */
export function insertMessages(tx: Tx, messages: NewMessage[]): Promise<void> {
  const rows = messages.map((message) => withSearch({ ...message }));
  return insertRows(tx, "message", NEW, rows);
}

/** A message is looked for by its parts: whoever changes them changes this, and what was taken back is not found. */
const searchOf = (parts: unknown): string => searchableParts(Parts.parse(parts));

const withSearch = <Set extends { parts?: unknown; search?: unknown }>(set: Set): Set =>
  set.parts === undefined || set.search !== undefined ? set : { ...set, search: searchOf(set.parts) };

const COLUMNS = columnsOf(Prisma.MessageScalarFieldEnum, "m");

export async function messagesByOrigin(tx: Tx, keys: string[]): Promise<MessageRow[]> {
  if (keys.length === 0) return [];
  return tx.$queryRaw`SELECT ${COLUMNS} FROM message m WHERE origin_key = ANY(${keys}::text[])`;
}

export async function messagesById(tx: Tx, ids: string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw`SELECT ${COLUMNS} FROM message m WHERE id = ANY(${ids}::uuid[])`;
}

export async function patchMessage(tx: Tx, id: string, set: Prisma.MessageUncheckedUpdateInput): Promise<void> {
  await tx.message.update({ where: { id }, data: withSearch(set) });
}

/** These words are on their way. */
export async function noteSending(tx: Tx, words: { messageId: string; words: string }[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE message SET state = 'sending', sent_text = r.words
    FROM json_to_recordset(${JSON.stringify(words)}::json) AS r("messageId" uuid, words text) WHERE id = r."messageId"`;
}

export async function patchMessages(tx: Tx, ids: string[], set: Prisma.MessageUncheckedUpdateManyInput): Promise<void> {
  if (ids.length > 0) await tx.message.updateMany({ where: { id: { in: ids } }, data: withSearch(set) });
}

/** It is seen there from now on, and what happens to the post there happens to it. */
export function placeMessage(tx: Tx, id: string, channel: string, ts: string): Promise<MessageRow> {
  return tx.message.update({
    where: { id },
    data: { deskChannel: channel, deskTs: ts, originKey: slackKey(channel, ts) },
  });
}

/** The oldest customer message after that moment: who wrote it still waits. */
export async function oldestCustomerAfter(tx: Tx, conversationId: number, after: Date): Promise<Date | null> {
  const where = { conversationId, author: "customer", at: { gt: after } };
  const row = await tx.message.findFirst({ where, orderBy: { at: "asc" }, select: { at: true } });
  return row?.at ?? null;
}

export function newestCustomerMessage(tx: Tx, conversationId: number): Promise<MessageRow | null> {
  const where = { conversationId, author: "customer", state: { not: "unsent" } };
  return tx.message.findFirst({ where, orderBy: { at: "desc" } });
}

/** The newest words that the other side has seen or that were seen from it. */
export function newestMessage(tx: Tx, conversationId: number): Promise<MessageRow | null> {
  const seen = [
    { author: "customer", state: { not: "unsent" } },
    { author: "staff", state: "sent" },
  ];
  return tx.message.findFirst({ where: { conversationId, OR: seen }, orderBy: { at: "desc" } });
}

export function firstCustomerMessage(tx: Tx, conversationId: number, threadId: string): Promise<MessageRow | null> {
  const where = { conversationId, threadId, author: "customer", state: { not: "unsent" } };
  return tx.message.findFirst({ where, orderBy: { at: "asc" } });
}

/** Words that nobody has seen in Slack yet go with their thread. */
export async function moveUnseen(tx: Tx, fromThread: string, toThread: string): Promise<void> {
  const where = { threadId: fromThread, deskTs: null };
  await tx.message.updateMany({ where, data: { threadId: toThread } });
}

/** What a customer wrote while the chat was muted, and did not take back. */
const kept = (conversationId: number) => ({ conversationId, author: "customer", state: "received", reason: KEPT });

export function countKept(tx: Tx, conversationId: number): Promise<number> {
  return tx.message.count({ where: kept(conversationId) });
}

/** The newest of it, oldest first. */
export async function newestKept(tx: Tx, conversationId: number, most: number): Promise<MessageRow[]> {
  const orderBy = [{ at: "desc" as const }, { id: "desc" as const }];
  return (await tx.message.findMany({ where: kept(conversationId), orderBy, take: most })).toReversed();
}

export async function oldestKeptAfter(tx: Tx, conversationId: number, after: Date): Promise<Date | null> {
  const where = { ...kept(conversationId), at: { gt: after } };
  const row = await tx.message.findFirst({ where, orderBy: { at: "asc" }, select: { at: true } });
  return row?.at ?? null;
}

/** Nothing of it is kept back any more; these are said in that thread. */
export async function showKept(
  tx: Tx,
  conversationId: number,
  shown: MessageRow[],
  threadId: string | null,
): Promise<void> {
  await tx.message.updateMany({ where: { id: { in: shown.map(({ id }) => id) } }, data: { threadId } });
  await tx.message.updateMany({ where: kept(conversationId), data: { reason: null } });
}

/**
 * Members whose words to the customer of this chat came in since then, in the order in which they first did. When they
 * were written is Slack's time, which is compared with ours only to look at few rows.
 */
export async function staffSince(
  tx: Tx,
  { conversationId, since, notBy }: { conversationId: number; since: Date; notBy: string },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT staff_id AS id FROM message
    WHERE conversation_id = ${conversationId} AND at > ${since}::timestamptz - interval '1 hour'
      AND created_at > ${since} AND author = 'staff' AND staff_id <> ${notBy}
      AND state IN ('held', 'sending', 'sent')
    GROUP BY staff_id ORDER BY min(at) LIMIT 10`;
  return rows.map((row) => row.id);
}

/** Words of the team to the customer, on their way or there, that were written after that moment. */
export async function staffWroteSince(tx: Tx, conversationId: number, at: Date): Promise<boolean> {
  const state = { in: ["held", "sending", "sent"] };
  const where = { conversationId, author: "staff", state, at: { gt: at } };
  return (await tx.message.findFirst({ where, select: { id: true } })) !== null;
}

/** What stands in one post: several messages when they came together. */
export function messagesAt(tx: Tx, deskChannel: string, deskTs: string): Promise<MessageRow[]> {
  return tx.message.findMany({ where: { deskChannel, deskTs }, orderBy: [{ at: "asc" }, { id: "asc" }] });
}

/**
 * Takes the newest token that marks customer words as read, of those written until then; it and those before it are gone
 * with that, so that nothing is marked twice. The conversation's row is locked by the caller.
 */
export async function takeReadToken(tx: Tx, conversationId: number, until: Date): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ token: string }[]>`
    WITH unread AS (
      SELECT id, read_token, at FROM message
      WHERE conversation_id = ${conversationId} AND read_token IS NOT NULL AND at <= ${until}),
    taken AS (UPDATE message m SET read_token = NULL FROM unread u WHERE m.id = u.id)
    SELECT read_token AS token FROM unread ORDER BY at DESC, id DESC LIMIT 1`;
  return rows[0]?.token;
}

/** The ids of what was sent of it, besides those of what went before; the first token is the one it is quoted with. */
export async function addLanded(tx: Tx, id: string, lineIds: string[], quoteToken: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE message SET line_ids = line_ids || ${lineIds}::text[], quote_token = coalesce(quote_token, ${quoteToken})
    WHERE id = ${id}::uuid`;
}

/** What staff sent that LINE knows by this id. */
export async function messageSent(tx: Tx, conversationId: number, lineId: string): Promise<MessageRow | null> {
  return tx.message.findFirst({ where: { conversationId, author: "staff", lineIds: { has: lineId } } });
}
