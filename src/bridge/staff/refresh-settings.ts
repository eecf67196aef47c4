import { isDeepStrictEqual } from "node:util";

import { accountSettings } from "../../core/account-settings.ts";
import { listSettings } from "../../store/accounts.ts";
import type { Context } from "../context.ts";

/** What accepts need at hand is read again: another instance may have changed it. */
export async function refreshSettings(ctx: Context): Promise<void> {
  for (const { id, settings } of await listSettings(ctx.db)) {
    const account = ctx.account(id);
    const now = accountSettings(settings);
    // what was worked out of settings that are the same stays known
    if (account && !isDeepStrictEqual(account.settings, now)) account.settings = now;
  }
}
