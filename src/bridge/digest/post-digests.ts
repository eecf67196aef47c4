/**
 * Digests whose time has come. A clock that rings and the look of every second come here alike: the row of the slot makes it
 * one digest, whoever is first, and what was missed for less than an hour is made up for once.
 */
import { dueSlot, type Digest } from "../../core/digest.ts";
import { inTransaction } from "../../store/client.ts";
import { hasSlot } from "../../store/slots.ts";
import type { BoundAccount, Context } from "../context.ts";
import { hoursOf } from "../hours-of.ts";
import { DIGEST, writeDigest } from "./write-digest.ts";

export interface Digests {
  look: () => Promise<void>;
}

export function createDigests(ctx: Context): Digests {
  /** By account: the slot that is dealt with. */
  const seen = new Map<number, number>();

  async function lookAt(account: BoundAccount, digest: Digest): Promise<void> {
    const now = ctx.now();
    const slot = dueSlot(digest, hoursOf(ctx, account), now);
    if (!slot || seen.get(account.id) === slot.getTime()) return;
    if (!(await hasSlot(ctx.db, DIGEST, account.id, slot)))
      await inTransaction(ctx.db, (tx) => writeDigest(tx, ctx, { account, digest, slot, now }));
    seen.set(account.id, slot.getTime());
  }

  return {
    look: async () => {
      for (const account of ctx.accounts()) if (account.settings.digest) await lookAt(account, account.settings.digest);
    },
  };
}
