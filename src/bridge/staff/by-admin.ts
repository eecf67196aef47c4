import type { Refusal } from "../../core/refusal.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

interface Whole {
  accountId: number;
  deed: Extract<Refusal, { kind: "adminsOnlyTo" }>["deed"];
  /** Keeps everybody else who changes the same from it until the end of the transaction. */
  hold: (tx: Tx, accountId: number) => Promise<void>;
}

/** What an account has as a whole is changed by its admins, one after the other. */
export async function byAdmin<T>(
  ctx: Context,
  actor: Actor,
  { accountId, deed, hold }: Whole,
  change: (tx: Tx) => Promise<T>,
): Promise<T | { kind: "refused"; refusal: Refusal }> {
  if (!actor.accounts.some((account) => account.id === accountId))
    return { kind: "refused", refusal: { kind: "gone" } };
  if (!actor.admin) return { kind: "refused", refusal: { kind: "adminsOnlyTo", deed } };
  return inTransaction(ctx.db, async (tx) => {
    await hold(tx, accountId);
    return change(tx);
  });
}
