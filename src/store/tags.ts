import type { Tx } from "./client.ts";
import type { TagRow } from "./rows.ts";

export async function tagsOf(tx: Tx, conversationId: number): Promise<TagRow[]> {
  const rows = await tx.chatTag.findMany({
    where: { conversationId },
    include: { tag: true },
    orderBy: [{ at: "asc" }, { tagId: "asc" }],
  });
  return rows.map((row) => row.tag);
}

export function findTags(tx: Tx, accountId: number, keys: string[]): Promise<TagRow[]> {
  return tx.tag.findMany({ where: { accountId, key: { in: keys } } });
}

/**
 * Whoever makes, renames, merges or deletes tags of an account does it alone: none can go between being found and being
 * put on a chat. Taken after conversations and before lanes.
 */
export async function holdTags(tx: Tx, accountId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('tags'), ${accountId}::int)`;
}

/** Makes those that are missing. Two at once make one. */
export async function ensureTags(tx: Tx, accountId: number, tags: { name: string; key: string }[]): Promise<TagRow[]> {
  await holdTags(tx, accountId);
  await tx.tag.createMany({ data: tags.map((tag) => ({ accountId, ...tag })), skipDuplicates: true });
  return findTags(
    tx,
    accountId,
    tags.map((tag) => tag.key),
  );
}

export function countTags(tx: Tx, accountId: number): Promise<number> {
  return tx.tag.count({ where: { accountId } });
}

export async function putTags(tx: Tx, conversationId: number, tagIds: number[], at: Date): Promise<void> {
  await tx.chatTag.createMany({ data: tagIds.map((tagId) => ({ conversationId, tagId, at })), skipDuplicates: true });
}

export async function takeTags(tx: Tx, conversationId: number, tagIds: number[]): Promise<void> {
  await tx.chatTag.deleteMany({ where: { conversationId, tagId: { in: tagIds } } });
}

export function allTags(tx: Tx, accountId: number): Promise<TagRow[]> {
  return tx.tag.findMany({ where: { accountId }, orderBy: { name: "asc" } });
}

export function findTag(tx: Tx, id: number): Promise<TagRow | null> {
  return tx.tag.findUnique({ where: { id } });
}

export async function nameTag(tx: Tx, id: number, name: string, key: string): Promise<void> {
  await tx.tag.update({ where: { id }, data: { name, key } });
}

/** Off all chats, too. */
export async function deleteTag(tx: Tx, id: number): Promise<void> {
  await tx.tag.delete({ where: { id } });
}

/** What has the one has the other from now on, since when it had either first. */
export async function moveTag(tx: Tx, from: number, into: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO chat_tag (conversation_id, tag_id, at)
    SELECT conversation_id, ${into}, at FROM chat_tag WHERE tag_id = ${from}
    ON CONFLICT (conversation_id, tag_id) DO UPDATE SET at = least(chat_tag.at, EXCLUDED.at)`;
  await deleteTag(tx, from);
}

export interface CountedTag {
  id: number;
  accountId: number;
  name: string;
  chats: number;
}

/** Tags of these accounts by name, each with how many chats have it. */
export async function countedTags(tx: Tx, accountIds: number[]): Promise<CountedTag[]> {
  return tx.$queryRaw`
    SELECT t.id, t.account_id AS "accountId", t.name,
      (SELECT count(*)::int FROM chat_tag ct WHERE ct.tag_id = t.id) AS chats
    FROM tag t WHERE t.account_id = ANY(${accountIds}::int[]) ORDER BY t.account_id, t.key`;
}

export function countChats(tx: Tx, tagId: number): Promise<number> {
  return tx.chatTag.count({ where: { tagId } });
}

/** The current threads of chats with this tag, most recently alive first. */
export async function threadsWithTag(
  tx: Tx,
  tagId: number,
  most: number,
): Promise<{ accountId: number; conversationId: number; threadId: string; channel: string }[]> {
  return tx.$queryRaw`
    SELECT c.account_id AS "accountId", c.id AS "conversationId", t.id AS "threadId", t.channel
    FROM chat_tag ct JOIN conversation c ON c.id = ct.conversation_id JOIN thread t ON t.id = c.thread_id
    WHERE ct.tag_id = ${tagId} ORDER BY c.last_message_at DESC NULLS LAST LIMIT ${most}`;
}
