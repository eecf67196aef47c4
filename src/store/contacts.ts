import type { Tx } from "./client.ts";
import type { ContactRow } from "./rows.ts";

export type Friendship = "friend" | "not" | "unknown";

/** Makes the contacts that are new and returns all of them by LINE user id. */
export async function ensureContacts(
  tx: Tx,
  accountId: number,
  lineUserIds: string[],
): Promise<Map<string, ContactRow>> {
  const wanted = [...new Set(lineUserIds)].toSorted();
  if (wanted.length === 0) return new Map();
  const where = { accountId, lineUserId: { in: wanted } };
  let rows = await tx.contact.findMany({ where });
  if (rows.length < wanted.length) {
    await tx.contact.createMany({
      data: wanted.map((lineUserId) => ({ accountId, lineUserId })),
      skipDuplicates: true,
    });
    rows = await tx.contact.findMany({ where });
  }
  return new Map(rows.map((row) => [row.lineUserId, row]));
}

export function findContact(tx: Tx, id: number): Promise<ContactRow | null> {
  return tx.contact.findUnique({ where: { id } });
}

export function findContactOf(tx: Tx, accountId: number, lineUserId: string): Promise<ContactRow | null> {
  return tx.contact.findUnique({ where: { accountId_lineUserId: { accountId, lineUserId } } });
}

export async function setFriendship(tx: Tx, ids: number[], friendship: Friendship): Promise<void> {
  if (ids.length > 0) await tx.contact.updateMany({ where: { id: { in: ids } }, data: { friendship } });
}

export interface ProfileFacts {
  displayName: string;
  pictureUrl: string | null;
}

export function saveProfile(tx: Tx, id: number, profile: ProfileFacts, now: Date): Promise<ContactRow> {
  const { displayName, pictureUrl } = profile;
  return tx.contact.update({ where: { id }, data: { displayName, pictureUrl, profileAt: now, triedAt: now } });
}

/** A profile that could not be had is not asked for again at every message. */
export function noteProfileTried(tx: Tx, id: number, now: Date): Promise<ContactRow> {
  return tx.contact.update({ where: { id }, data: { triedAt: now } });
}
