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

/** Said in the Slack channel of an account that is not theirs: another one must not be changed by it. */
export function saidElsewhere({ ctx }: Office, channel: string | undefined, { accounts, rest }: Meant, text: string) {
  const elsewhere = ctx.accounts().some(({ deskChannel }) => deskChannel === channel);
  const here = accounts.some(({ deskChannel }) => deskChannel === channel);
  return channel !== undefined && rest === text && elsewhere && !here;
}

/** The one that is to be changed. */
export function oneAccount(
  office: Office,
  channel: string | undefined,
  meant: Meant,
  text: string,
): { account: BoundAccount } | { refusal: Refusal } {
  if (channel !== undefined && saidElsewhere(office, channel, meant, text))
    return { refusal: { kind: "membersOnly", channels: [channel] } };
  const [account, another] = meant.accounts;
  if (account && !another) return { account };
  return { refusal: { kind: "whichAccount", names: meant.accounts.map(({ name }) => name) } };
}
