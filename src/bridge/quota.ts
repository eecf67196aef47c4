/** LINE's messages of this month: asked for by a member, and watched, so that nobody is surprised by the limit. */
import { PRIORITY } from "../core/delivery.ts";
import type { Notice } from "../core/notice.ts";
import { forecast, type Month, monthOf, QUOTA_LEVELS, quotaLevel } from "../core/quota.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { deskLane } from "../store/lanes.ts";
import { countFreeReplies } from "../store/record.ts";
import { tellOnce } from "../store/told.ts";
import { aside } from "./aside.ts";
import type { BoundAccount, Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";

export interface QuotaFacts {
  month: Month;
  used: number;
  /** Null: LINE names none. */
  limit: number | null;
  free: number;
  forecast: { perDay: number; total: number };
}

/** Undefined: LINE does not answer. */
export async function quotaOf(ctx: Context, account: BoundAccount): Promise<QuotaFacts | undefined> {
  const now = ctx.now();
  const month = monthOf(now, ctx.settings.timeZone);
  try {
    const { used, limit } = await account.messenger.quota();
    const free = await countFreeReplies(ctx.db, account.id, month.from);
    return { month, used, limit, free, forecast: forecast(used, month, now) };
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ account: account.name, err: cause }, "LINE does not say what is left of its messages");
    return undefined;
  }
}

/** Warns once per account, month and level, however many instances look. */
export async function watchQuota(ctx: Context): Promise<void> {
  for (const account of ctx.accounts()) {
    const facts = await quotaOf(ctx, account);
    const level = facts && quotaLevel(facts.used, facts.limit);
    if (facts && level !== undefined) await warn(ctx, account, facts, level);
  }
}

async function warn(ctx: Context, account: BoundAccount, facts: QuotaFacts, level: number): Promise<void> {
  const { used, limit, month } = facts;
  const notice: Notice = {
    kind: "quotaWarning",
    account: account.name,
    used,
    limit: limit ?? used,
    level,
    forecast: facts.forecast.total,
  };
  await inTransaction(ctx.db, async (tx) => {
    // who is told of 90 % need not hear of 70 % afterwards
    let fresh = false;
    for (const each of QUOTA_LEVELS.filter((reached) => reached <= level)) {
      const first = await tellOnce(tx, `quota:${account.id}:${month.name}:${each}`);
      if (each === level) fresh = first;
    }
    if (!fresh) return;
    const set = { accountId: account.id, kind: "announce", payload: { notice }, priority: PRIORITY.failure };
    await addDeliveries(tx, [{ ...aside(ctx, deskLane(account.deskChannel), ctx.now()), ...set }], [], ctx.now());
  });
}
