/** Erasing what is stored of a customer. Numbers, times, ids of posts and who did what stay; words and names go. */
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";

/** Messages keep their place in Slack, so that events about them are still understood. */
export async function eraseWords(tx: Tx, conversationId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE message SET parts = '[]'::jsonb, raw = NULL, sent_text = NULL, search = '', quote_token = NULL,
      read_token = NULL, contact_id = NULL, line_ids = '{}',
      state = CASE WHEN author = 'staff' AND state IN ('held', 'asked') THEN 'cancelled' ELSE state END
    WHERE conversation_id = ${conversationId}`;
  await tx.note.deleteMany({ where: { conversationId } });
  await tx.chatTag.deleteMany({ where: { conversationId } });
  // names of customers and of tags say something about them
  await tx.$executeRaw`UPDATE audit SET detail = '{"name": "…"}'::jsonb WHERE conversation_id = ${conversationId} AND act = 'named'`;
  await tx.$executeRaw`
    UPDATE audit SET detail = '{"added": ["…"], "removed": []}'::jsonb
    WHERE conversation_id = ${conversationId} AND act = 'tagged'`;
}

/**
 * What was to be said is not said any more; what was said leaves no words. Marks are needed to take other marks off, and
 * posts of files are looked for, to be deleted.
 */
export async function eraseDeliveries(tx: Tx, conversationId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET status = 'cancelled', merge_key = NULL
    WHERE conversation_id = ${conversationId} AND status = 'pending' AND kind NOT IN ('erase', 'erased', 'eraseFile', 'locate')`;
  await tx.$executeRaw`
    UPDATE delivery SET payload = '{}'::jsonb
    WHERE conversation_id = ${conversationId} AND status NOT IN ('pending', 'trying')
      AND kind NOT IN ('erase', 'erased', 'eraseFile', 'mark')`;
}

/** The contacts of this chat that no other chat needs. */
export async function eraseContacts(
  tx: Tx,
  { contactIds, accountId, lineId }: { contactIds: number[]; accountId: number; lineId: string },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM contact k
    WHERE (k.id = ANY(${contactIds}::int[]) OR (k.account_id = ${accountId} AND k.line_user_id = ${lineId}))
      AND NOT EXISTS (SELECT FROM message m WHERE m.contact_id = k.id)
      AND NOT EXISTS (SELECT FROM conversation c WHERE c.account_id = k.account_id AND c.line_id = k.line_user_id)`;
}

export async function contactsOfChat(tx: Tx, conversationId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT contact_id AS id FROM message WHERE conversation_id = ${conversationId} AND contact_id IS NOT NULL`;
  return rows.map((row) => row.id);
}

export interface PostPlace {
  channel: string;
  ts: string;
}

/** Our own posts, direct ones and those that list it among others (digests), too; replies before the posts that head them. */
export function ownPosts(tx: Tx, conversationId: number): Promise<PostPlace[]> {
  const post = Prisma.sql`a.body->>'channel' AS channel, a.response->>'ts' AS ts, (a.body->>'thread_ts') IS NULL AS head`;
  const done = Prisma.sql`a.kind = 'post' AND a.status = 'done' AND a.response->>'ts' IS NOT NULL`;
  return tx.$queryRaw`
    SELECT ${post} FROM delivery d JOIN attempt a ON a.id = d.attempt_id
    WHERE d.conversation_id = ${conversationId} AND ${done}
    UNION
    SELECT ${post} FROM delivery d JOIN attempt a ON a.id = d.attempt_id
    WHERE ${listing(conversationId)} AND ${done}
    ORDER BY head, ts`;
}

/** Deliveries that list this chat among others. */
function listing(conversationId: number): Prisma.Sql {
  const listed = JSON.stringify([{ chats: [{ id: conversationId }] }]);
  return Prisma.sql`d.kind IN ('list', 'listTo') AND d.account_id = (SELECT account_id FROM conversation WHERE id = ${conversationId})
      AND d.payload->'post'->'groups' @> ${listed}::jsonb`;
}

/** What members wrote in the threads. */
export async function typedPosts(tx: Tx, conversationId: number): Promise<PostPlace[]> {
  return tx.$queryRaw`
    SELECT desk_channel AS channel, desk_ts AS ts FROM message
    WHERE conversation_id = ${conversationId} AND author = 'staff' AND desk_ts IS NOT NULL AND desk_channel IS NOT NULL
    ORDER BY desk_ts`;
}

/**
 * The bodies that went out, and what was answered; one that is under way is needed until it ends. Where our posts stand is
 * kept: one that landed a moment ago is to be deleted, too. What Slack refused is formed anew when it is tried again, so of
 * those nothing is needed in the whole channel.
 */
export async function eraseAttempts(tx: Tx, conversationId: number): Promise<void> {
  const rest = `{"erased": true}`;
  await tx.$executeRaw`
    UPDATE attempt a SET
      body = ${rest}::jsonb || jsonb_strip_nulls(jsonb_build_object('channel', body->'channel', 'thread_ts', body->'thread_ts')),
      response = CASE WHEN kind = 'post' AND response->>'ts' IS NOT NULL THEN jsonb_build_object('ts', response->'ts') END
    WHERE a.status <> 'started' AND (
      a.id IN (SELECT attempt_id FROM delivery WHERE conversation_id = ${conversationId} AND attempt_id IS NOT NULL)
      OR a.lane_id IN (SELECT id FROM lane WHERE key = ${`line:${conversationId}`}))`;
  await tx.$executeRaw`
    UPDATE attempt SET body = ${rest}::jsonb
    WHERE status = 'refused' AND lane_id IN (
      SELECT l.id FROM lane l JOIN thread t ON l.key = 'desk:' || t.channel WHERE t.conversation_id = ${conversationId})`;
}

/** Files of this chat are being posted, or it is not known yet where they stand. */
export async function areFilesSought(tx: Tx, conversationId: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM delivery d WHERE d.conversation_id = ${conversationId}
      AND ((d.status = 'trying' AND d.kind = 'share') OR (d.status = 'pending' AND d.kind = 'locate')) LIMIT 1`;
  return rows.length > 0;
}

/** Something of this chat, or that lists it, was begun and has not ended. */
export async function isOnItsWay(tx: Tx, conversationId: number): Promise<boolean> {
  const [open] = await tx.$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM delivery d WHERE d.conversation_id = ${conversationId} AND (d.status = 'trying' OR (d.status = 'pending' AND d.kind = 'locate')))
      OR EXISTS (SELECT FROM delivery d WHERE ${listing(conversationId)} AND d.status = 'trying') AS open`;
  return open?.open ?? false;
}

/** Posts or files that are to be deleted, and how it ended for those that were tried. */
export async function erasures(
  tx: Tx,
  conversationId: number,
  kind: "erase" | "eraseFile",
): Promise<{ id: string; payload: unknown; status: string }[]> {
  return tx.delivery.findMany({
    where: { conversationId, kind },
    select: { id: true, payload: true, status: true },
    orderBy: { orderAt: "asc" },
  });
}

export async function eraseChat(tx: Tx, id: number, lineId: string): Promise<void> {
  await tx.$executeRaw`UPDATE conversation SET line_id = ${lineId} WHERE id = ${id}`;
  await tx.thread.updateMany({ where: { conversationId: id }, data: { lost: true } });
}

/** Files of customers and for them: nobody fetches them any more, and whoever tidies up removes their bytes. Returns what they were. */
export async function eraseFiles(tx: Tx, conversationId: number): Promise<{ id: string; deskFile: string | null }[]> {
  const where = { conversationId, state: { not: "erased" } };
  const rows = await tx.content.findMany({ where, select: { id: true, deskFile: true, origin: true } });
  await tx.content.updateMany({ where, data: { state: "erased", name: null, reason: null, originId: null } });
  // what staff uploaded is theirs to delete
  return rows.map(({ id, deskFile, origin }) => ({ id, deskFile: origin === "line" ? deskFile : null }));
}
