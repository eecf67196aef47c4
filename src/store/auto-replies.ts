import { AutoBody, type AutoRule, TRIGGERS } from "../core/auto-rule.ts";
import type { Tx } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { AutoReplyRow } from "./rows.ts";
import { columnsOf } from "./sql.ts";

/** Who makes, moves, changes or deletes rules of an account does it alone. */
export async function holdAutoReplies(tx: Tx, accountId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('auto replies'), ${accountId}::int)`;
}

export function autoRepliesOf(tx: Tx, accountIds: number[]): Promise<AutoReplyRow[]> {
  return tx.autoReply.findMany({
    where: { accountId: { in: accountIds } },
    orderBy: [{ accountId: "asc" }, { position: "asc" }, { id: "asc" }],
  });
}

/** Whether any is on. */
export async function hasAutoReplies(tx: Tx, accountId: number): Promise<boolean> {
  return (await tx.autoReply.findFirst({ where: { accountId, enabled: true }, select: { id: true } })) !== null;
}

const COLUMNS = columnsOf(Prisma.AutoReplyScalarFieldEnum, "a");

/** Asked for with every message of a customer. */
export function enabledAutoReplies(tx: Tx, accountIds: number[]): Promise<AutoReplyRow[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS} FROM auto_reply a WHERE account_id = ANY(${accountIds}::int[]) AND enabled ORDER BY position, id`;
}

export function findAutoReply(tx: Tx, id: number): Promise<AutoReplyRow | null> {
  return tx.autoReply.findUnique({ where: { id } });
}

export type AutoReplySet = Partial<Pick<AutoReplyRow, "name" | "enabled" | "position" | "updatedAt">> & {
  body?: AutoBody;
};

export async function insertAutoReply(
  tx: Tx,
  row: Pick<AutoReplyRow, "accountId" | "position" | "name" | "trigger" | "updatedAt"> & { body: AutoBody },
): Promise<void> {
  await tx.autoReply.create({ data: row });
}

export async function patchAutoReply(tx: Tx, id: number, set: AutoReplySet): Promise<void> {
  await tx.autoReply.update({ where: { id }, data: set });
}

export async function deleteAutoReply(tx: Tx, id: number): Promise<void> {
  await tx.autoReply.delete({ where: { id } });
}

/** Undefined: of a newer version, or broken; it never answers. */
export function ruleOf(row: AutoReplyRow): AutoRule | undefined {
  const body = AutoBody.safeParse(row.body);
  const trigger = TRIGGERS.find((each) => each === row.trigger);
  if (!body.success || !trigger) return undefined;
  return { id: row.id, name: row.name, trigger, enabled: row.enabled, ...body.data };
}
