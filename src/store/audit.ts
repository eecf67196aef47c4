import type { Tx } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

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
