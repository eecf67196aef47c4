import type { Tx } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import type { AuditRow } from "./rows.ts";

export interface Act {
  id: string;
  at: Date;
  actor: string;
  act: string;
  conversationId: number | null;
  detail?: Prisma.InputJsonValue;
}

export async function recordActs(tx: Tx, acts: Act[]): Promise<void> {
  if (acts.length > 0) await tx.audit.createMany({ data: acts });
}

/** What others did to this chat after that moment, oldest first. */
export function actsSince(
  tx: Tx,
  about: { conversationId: number; since: Date; kinds: readonly string[]; notBy: string },
): Promise<AuditRow[]> {
  const { conversationId, since, kinds, notBy } = about;
  const where = { conversationId, at: { gt: since }, act: { in: [...kinds] }, actor: { not: notBy } };
  return tx.audit.findMany({ where, orderBy: { at: "asc" }, take: 10 });
}

/** The first of these acts from that moment on. */
export function firstActSince(
  tx: Tx,
  conversationId: number,
  kinds: readonly string[],
  since: Date,
): Promise<AuditRow | null> {
  const where = { conversationId, at: { gte: since }, act: { in: [...kinds] } };
  return tx.audit.findFirst({ where, orderBy: [{ at: "asc" }, { id: "asc" }] });
}

export function lastAct(tx: Tx, conversationId: number): Promise<AuditRow | null> {
  return tx.audit.findFirst({ where: { conversationId }, orderBy: [{ at: "desc" }, { id: "desc" }] });
}

/** The last thing that this person did by this means. */
export function lastActBy(
  tx: Tx,
  { conversationId, actor, by }: { conversationId: number; actor: string; by: string },
): Promise<AuditRow | null> {
  const where = { conversationId, actor, detail: { path: ["by"], equals: by } };
  return tx.audit.findFirst({ where, orderBy: [{ at: "desc" }, { id: "desc" }] });
}

/** Who last changed the settings of this account. */
export async function lastSettingsAct(tx: Tx, accountId: number): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ actor: string }[]>`
    SELECT actor FROM audit WHERE act = 'settings' AND conversation_id IS NULL AND detail->>'accountId' = ${String(accountId)}
    ORDER BY at DESC, id DESC LIMIT 1`;
  return rows[0]?.actor;
}

/** The last change of this account's response hours. */
export async function lastHoursAct(
  tx: Tx,
  accountId: number,
): Promise<{ actor: string; detail: Record<string, unknown> } | undefined> {
  const rows = await tx.$queryRaw<{ actor: string; detail: Record<string, unknown> }[]>`
    SELECT actor, detail FROM audit
    WHERE act = 'hours' AND conversation_id IS NULL AND detail->>'accountId' = ${String(accountId)}
    ORDER BY at DESC, id DESC LIMIT 1`;
  return rows[0];
}

/** What Slack did not let us delete, as CHANNEL:TS. */
export async function noteErasure(tx: Tx, conversationId: number, left: string[]): Promise<void> {
  await tx.audit.updateMany({ where: { conversationId, act: "forgotten" }, data: { detail: { left } } });
}
