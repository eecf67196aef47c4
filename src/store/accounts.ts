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
