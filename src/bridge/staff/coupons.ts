/** The coupons that the account hands out now. */
import { PlatformError } from "../../errors.ts";
import type { Context } from "../context.ts";
import type { Coupon } from "../ports.ts";

/** Undefined: LINE does not tell them now. */
export async function couponsOf(ctx: Context, accountId: number): Promise<Coupon[] | undefined> {
  try {
    return await ctx.account(accountId)?.messenger.coupons();
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ accountId, err: cause }, "LINE does not tell the account's coupons");
    return undefined;
  }
}
