/** A digest because somebody asked for it; where it goes is what was chosen, else the account's Slack channel. */
import { inTransaction } from "../../store/client.ts";
import type { BoundAccount, Context } from "../context.ts";
import { writeDigest } from "./write-digest.ts";

/** How many wait. */
export async function digestNow(ctx: Context, account: BoundAccount): Promise<number> {
  const now = ctx.now();
  const { to } = account.settings.digest ?? { to: { kind: "home" as const } };
  const wanted = { account, digest: { to, empty: "say" as const }, slot: now, now };
  const written = await inTransaction(ctx.db, (tx) => writeDigest(tx, ctx, wanted));
  return written?.waiting ?? 0;
}
