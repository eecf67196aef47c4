import { hoursWarnings, type HoursWarning } from "../../core/hours-warnings.ts";
import type { BoundAccount, Context } from "../context.ts";
import { hoursOf } from "../hours-of.ts";

/** What makes no sense together in the hours and modes of an account. */
export function warningsOf(ctx: Context, account: BoundAccount): HoursWarning[] {
  return hoursWarnings({ settings: account.settings, hours: hoursOf(ctx, account), at: ctx.now() });
}
