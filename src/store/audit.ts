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
