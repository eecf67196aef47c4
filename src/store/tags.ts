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

/** Makes those that are missing. Two at once make one. */
export async function ensureTags(tx: Tx, accountId: number, tags: { name: string; key: string }[]): Promise<TagRow[]> {
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
