import { messagesAsWords } from "../../core/auto-message.ts";
import { answerOf, type Heard } from "../../core/auto-reply.ts";
import { autoRepliesOf, ruleOf } from "../../store/auto-replies.ts";
import { filled } from "../auto/filled.ts";
import { momentOf } from "../auto/moment.ts";
import type { BoundAccount, Context } from "../context.ts";

export interface SaidThen {
  rule: string;
  /** Word for word; the name of the customer stays a place. */
  words: string;
}

/** What somebody who never wrote would be answered at that moment, whatever they send: keywords have their own replies. */
export async function saidThen(ctx: Context, account: BoundAccount, at: Date): Promise<SaidThen | undefined> {
  const heard: Heard = { kind: "wordless" };
  const { moment, hours, quiet } = momentOf(ctx, account, { now: at, chat: undefined, heard, awayAt: null });
  if (quiet) return undefined;
  const rules = (await autoRepliesOf(ctx.db, [account.id])).flatMap((row) => ruleOf(row) ?? []);
  const { rule } = answerOf(rules, heard, moment);
  if (!rule) return undefined;
  const places = { name: "{name}", opens: moment.nextOpening, at, zone: hours.zone };
  return { rule: rule.name, words: messagesAsWords(filled(ctx, rule.messages, places)) };
}
