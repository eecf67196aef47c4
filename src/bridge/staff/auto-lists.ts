/** Automatic replies as they are listed and tried out. */
import type { AutoMessage } from "../../core/auto-message.ts";
import { answerOf, dateOf, type Heard, type Never, type Verdict, whyNever } from "../../core/auto-reply.ts";
import { type AutoRule, TRIGGERS } from "../../core/auto-rule.ts";
import { hoursState } from "../../core/hours.ts";
import { wallAt } from "../../core/zone.ts";
import { autoRepliesOf, findAutoReply, ruleOf } from "../../store/auto-replies.ts";
import type { AutoReplyRow } from "../../store/rows.ts";
import { filled } from "../auto/filled.ts";
import { momentOf } from "../auto/moment.ts";
import type { BoundAccount, Context } from "../context.ts";
import { hoursOf } from "../hours-of.ts";
import type { Actor } from "./actor.ts";

export interface AutoListed {
  rule: AutoRule;
  never: Never | undefined;
}

export interface AutoAccount {
  account: BoundAccount;
  rules: AutoListed[];
  /** When no machine may speak, and there are rules that would. */
  manual: "inside" | "outside" | "always" | undefined;
}

/** As they are asked: those for keywords first. */
export async function autoReplies(ctx: Context, actor: Actor): Promise<AutoAccount[]> {
  const rows = await autoRepliesOf(
    ctx.db,
    actor.accounts.map(({ id }) => id),
  );
  return actor.accounts.map((account) => {
    const rules = rulesOf(rows, account.id);
    const hours = hoursOf(ctx, account);
    const situation = { hours: hoursState(hours, ctx.now()), today: dateOf(wallAt(ctx.now(), hours.zone)) };
    return {
      account,
      rules: rules.map((rule) => ({ rule, never: whyNever(rule, rules, situation) })),
      manual: manualOf(account, hours.rules !== undefined, rules),
    };
  });
}

function rulesOf(rows: AutoReplyRow[], accountId: number): AutoRule[] {
  const mine = rows.filter((row) => row.accountId === accountId).flatMap((row) => ruleOf(row) ?? []);
  return TRIGGERS.flatMap((trigger) => mine.filter((rule) => rule.trigger === trigger));
}

function manualOf({ settings: { modes } }: BoundAccount, hasHours: boolean, rules: AutoRule[]): AutoAccount["manual"] {
  const answers = rules.some(({ enabled, trigger }) => enabled && (trigger === "keyword" || trigger === "uniform"));
  if (!answers) return undefined;
  const [inside, outside] = [modes.inside === "manual", modes.outside === "manual"];
  if (!hasHours) return inside ? "always" : undefined;
  if (inside && outside) return "always";
  return inside ? "inside" : outside ? "outside" : undefined;
}

export interface Tried extends Verdict {
  account: BoundAccount;
  /** The mode of the hour is manual. */
  quiet: boolean;
  /** As they would go; the name of the customer stays a place. */
  messages: AutoMessage[];
}

/** What would be answered at this moment to somebody who never wrote before. */
export async function tryWords(ctx: Context, actor: Actor, text: string): Promise<Tried[]> {
  const rows = await autoRepliesOf(
    ctx.db,
    actor.accounts.map(({ id }) => id),
  );
  const now = ctx.now();
  const heard: Heard = { kind: "words", text };
  return actor.accounts.map((account) => {
    const { moment, hours, quiet } = momentOf(ctx, account, { now, chat: undefined, heard, awayAt: null });
    const verdict = answerOf(rulesOf(rows, account.id), heard, moment);
    const places = { name: "{name}", opens: moment.nextOpening, at: now, zone: hours.zone };
    const messages = filled(ctx, verdict.rule?.messages ?? [], places);
    return { ...verdict, account, quiet: quiet !== undefined, messages };
  });
}

export async function oneAutoReply(
  ctx: Context,
  actor: Actor,
  id: number,
): Promise<{ row: AutoReplyRow; rule: AutoRule } | undefined> {
  const row = Number.isSafeInteger(id) ? await findAutoReply(ctx.db, id) : null;
  const rule = row && actor.accounts.some((account) => account.id === row.accountId) ? ruleOf(row) : undefined;
  return row && rule ? { row, rule } : undefined;
}
