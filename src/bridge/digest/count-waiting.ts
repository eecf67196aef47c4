/** How many customers wait, how long, and how many of them for too long: for whoever watches from outside. */
import { waitingSinceOrBefore } from "../../core/answer-time.ts";
import { countWaiting } from "../../store/waiting.ts";
import type { Context } from "../context.ts";
import { hoursOf } from "../hours-of.ts";

export interface WaitingFacts {
  name: string;
  waiting: number;
  oldestSeconds: number;
  late: number;
}

export async function waitingFacts(ctx: Context): Promise<WaitingFacts[]> {
  const now = ctx.now();
  const facts: WaitingFacts[] = [];
  for (const account of ctx.accounts()) {
    const lateSince = waitingSinceOrBefore(hoursOf(ctx, account), now, account.settings.target);
    const counts = await countWaiting(ctx.db, { accountId: account.id, now, lateSince });
    const oldest = Math.min(now.getTime(), ...counts.map((each) => each.oldest.getTime()));
    facts.push({
      name: account.name,
      waiting: counts.reduce((total, each) => total + each.waiting, 0),
      oldestSeconds: Math.round((now.getTime() - oldest) / 1000),
      late: counts.reduce((total, each) => total + each.late, 0),
    });
  }
  return facts;
}
