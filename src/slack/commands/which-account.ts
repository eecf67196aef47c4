/** Which LINE account a command is about: one that is named first, else those of the Slack channel where it is said. */
import type { BoundAccount } from "../../bridge/context.ts";
import { accountsHere } from "../../bridge/staff/account-record.ts";
import type { Actor } from "../../bridge/staff/actor.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { Office } from "./command.ts";

export interface Meant {
  accounts: readonly BoundAccount[];
  /** What was said about them. */
  rest: string;
}

export function whose(actor: Actor, channel: string | undefined, text: string): Meant {
  const said = (name: string): boolean =>
    text.toLowerCase().startsWith(name.toLowerCase()) && /^(?:\s|$)/.test(text.slice(name.length));
  const [named] = actor.accounts.filter(({ name }) => said(name)).toSorted((a, b) => b.name.length - a.name.length);
  return named
    ? { accounts: [named], rest: text.slice(named.name.length).trim() }
    : { accounts: accountsHere(actor, channel), rest: text };
}

/**
 * Said in the Slack channel of an account that is not theirs, or that LINE has not told us of yet: another one must not be
 * changed by it.
 */
function notHere({ ctx }: Office, channel: string | undefined, meant: Meant, text: string): Refusal | undefined {
  if (channel === undefined || meant.rest !== text) return undefined;
  const lives = ({ deskChannel }: { deskChannel: string }): boolean => deskChannel === channel;
  const unbound = ctx.unbound().find(lives);
  if (unbound) return { kind: "notConnected", account: unbound.name };
  const elsewhere = ctx.accounts().some(lives) && !meant.accounts.some(lives);
  return elsewhere ? { kind: "membersOnly", channels: [channel] } : undefined;
}

/** The one that is to be changed. */
export function oneAccount(
  office: Office,
  channel: string | undefined,
  meant: Meant,
  text: string,
): { account: BoundAccount } | { refusal: Refusal } {
  const refusal = notHere(office, channel, meant, text);
  if (refusal) return { refusal };
  const [account, another] = meant.accounts;
  if (account && !another) return { account };
  return { refusal: { kind: "whichAccount", names: meant.accounts.map(({ name }) => name) } };
}
