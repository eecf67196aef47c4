import type { Db, Tx } from "./client.ts";
import type { AccountRow } from "./rows.ts";

export interface Binding {
  botUserId: string;
  name: string;
  deskChannel: string;
  now: Date;
}

/** The row of one LINE bot; made when the bot is first heard of. Names and Slack channels follow the settings. */
export function bindAccount(tx: Tx, binding: Binding): Promise<AccountRow> {
  const { botUserId, name, deskChannel, now } = binding;
  const set = { name, deskChannel, boundAt: now };
  return tx.account.upsert({ where: { botUserId }, create: { botUserId, ...set }, update: set });
}

export function listAccounts(tx: Tx): Promise<AccountRow[]> {
  return tx.account.findMany({ orderBy: { boundAt: "desc" } });
}

/** Returns true when the state changed, for whoever changes it tells of it. */
export async function setAccountState(db: Db | Tx, id: number, side: "line" | "desk", state: string): Promise<boolean> {
  const { count } =
    side === "line"
      ? await db.account.updateMany({ where: { id, lineState: { not: state } }, data: { lineState: state } })
      : await db.account.updateMany({ where: { id, deskState: { not: state } }, data: { deskState: state } });
  return count === 1;
}

export async function setDeskState(db: Db | Tx, deskChannel: string, state: string): Promise<boolean> {
  const where = { deskChannel, deskState: { not: state } };
  return (await db.account.updateMany({ where, data: { deskState: state } })).count > 0;
}

export function listSettings(tx: Tx): Promise<{ id: number; settings: unknown }[]> {
  return tx.$queryRaw`SELECT id, settings FROM account`;
}

/** Read to be changed: nobody else changes them before the transaction ends. */
export async function lockSettings(tx: Tx, id: number): Promise<unknown> {
  const rows = await tx.$queryRaw<{ settings: unknown }[]>`
    SELECT settings FROM account WHERE id = ${id} FOR NO KEY UPDATE`;
  return rows[0]?.settings;
}

/** What is not named here stays. */
export async function patchSettings(tx: Tx, id: number, set: Record<string, unknown>): Promise<void> {
  await tx.$executeRaw`UPDATE account SET settings = settings || ${JSON.stringify(set)}::jsonb WHERE id = ${id}`;
}

/** Takes so many turns; returns how many were taken before. */
export async function takeTurns(tx: Tx, id: number, count: number): Promise<number> {
  const rows = await tx.$queryRaw<{ dealt: number }[]>`
    UPDATE account SET dealt = (dealt + ${count}) % 1000000000 WHERE id = ${id} RETURNING dealt`;
  return (rows[0]?.dealt ?? count) - count;
}

export function findAccount(tx: Tx, id: number): Promise<AccountRow | null> {
  return tx.account.findUnique({ where: { id } });
}

/** As the bot is called on LINE. */
export async function nameAccount(db: Db | Tx, id: number, displayName: string): Promise<void> {
  const other = [{ displayName: null }, { displayName: { not: displayName } }];
  await db.account.updateMany({ where: { id, OR: other }, data: { displayName } });
}
