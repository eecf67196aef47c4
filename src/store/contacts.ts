import type { Tx } from "./client.ts";
import { refreshNames } from "./conversations.ts";
import { Prisma } from "./generated/client.ts";
import type { ContactRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

export type Friendship = "friend" | "not" | "unknown";

export interface ContactKey {
  accountId: number;
  lineUserId: string;
}

export const contactKey = ({ accountId, lineUserId }: ContactKey): string => `${accountId}:${lineUserId}`;

/** Makes the contacts that are new and returns the ids of all of them. */
export async function ensureContacts(tx: Tx, contacts: ContactKey[]): Promise<Map<string, number>> {
  const wanted = new Map(contacts.map((contact) => [contactKey(contact), contact]));
  const ids = new Map<string, number>();
  // one that another instance makes at this moment is seen by neither half of the statement: look again
  while (ids.size < wanted.size) {
    const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, contact]) => contact);
    const rows = await tx.$queryRaw<(ContactKey & { id: number })[]>`
      WITH wanted AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(missing)}::json) AS w("accountId" int, "lineUserId" text)),
      found AS (
        SELECT id, account_id, line_user_id FROM contact JOIN wanted ON account_id = "accountId" AND line_user_id = "lineUserId"),
      made AS (
        INSERT INTO contact (account_id, line_user_id)
        SELECT "accountId", "lineUserId" FROM wanted
        WHERE ("accountId", "lineUserId") NOT IN (SELECT account_id, line_user_id FROM found)
        ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING id, account_id, line_user_id)
      SELECT id, account_id AS "accountId", line_user_id AS "lineUserId" FROM (TABLE found UNION ALL TABLE made) known`;
    for (const row of rows) ids.set(contactKey(row), row.id);
  }
  return ids;
}

const COLUMNS = columnsOf(Prisma.ContactScalarFieldEnum, "c");

export async function findContact(tx: Tx, id: number): Promise<ContactRow | null> {
  const rows = await tx.$queryRaw<ContactRow[]>`SELECT ${COLUMNS} FROM contact c WHERE id = ${id}`;
  return rows[0] ?? null;
}

export async function findContactOf(tx: Tx, accountId: number, lineUserId: string): Promise<ContactRow | null> {
  const rows = await tx.$queryRaw<ContactRow[]>`
    SELECT ${COLUMNS} FROM contact c WHERE account_id = ${accountId} AND line_user_id = ${lineUserId}`;
  return rows[0] ?? null;
}

export function findContactsOf(tx: Tx, accountId: number, lineUserIds: string[]): Promise<ContactRow[]> {
  return tx.$queryRaw<ContactRow[]>`
    SELECT ${COLUMNS} FROM contact c WHERE account_id = ${accountId} AND line_user_id = ANY(${lineUserIds}::text[])`;
}

export async function setFriendship(tx: Tx, ids: number[], friendship: Friendship): Promise<void> {
  if (ids.length > 0) await tx.contact.updateMany({ where: { id: { in: ids } }, data: { friendship } });
}

export interface ProfileFacts {
  displayName: string;
  pictureUrl: string | null;
}

/** The chat of this person is looked for by the new name from now on. Locked first, as everywhere: chats before contacts. */
export async function saveProfile(tx: Tx, id: number, profile: ProfileFacts, now: Date): Promise<ContactRow> {
  const { displayName, pictureUrl } = profile;
  const [chat] = await tx.$queryRaw<{ id: number; name: string | null }[]>`
    SELECT c.id, k.display_name AS name FROM contact k
    JOIN conversation c ON c.account_id = k.account_id AND c.line_id = k.line_user_id
    WHERE k.id = ${id} FOR NO KEY UPDATE OF c`;
  const set = { displayName, pictureUrl, profileAt: now, triedAt: now };
  const saved = await tx.contact.update({ where: { id }, data: set });
  if (chat && chat.name !== displayName) await refreshNames(tx, chat.id);
  return saved;
}

/** A profile that could not be had is not asked for again at every message. */
export function noteProfileTried(tx: Tx, id: number, now: Date): Promise<ContactRow> {
  return tx.contact.update({ where: { id }, data: { triedAt: now } });
}
