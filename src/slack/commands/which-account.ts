/** Which LINE account a command is about, where several live in one Slack channel: `… for Osaka`, `… アカウント：大阪`. */
import { accountsHere } from "../../bridge/staff/account-record.ts";
import type { Actor } from "../../bridge/staff/actor.ts";
import type { Refusal } from "../../core/refusal.ts";

type Account = Actor["accounts"][number];

const NAMED = /^(.*?)\s*(?:(?<=^|\s)(?:for\s|account[:=])|アカウント[:：])\s*["「“]?([^"」”]+)["」”]?$/isu;

export interface ForAccount {
  text: string;
  /** As it was typed. */
  account: string | undefined;
}

export function takeAccount(typed: string): ForAccount {
  const [, text = "", account] = NAMED.exec(typed.trim()) ?? [];
  return account === undefined ? { text: typed.trim(), account } : { text, account: account.trim() };
}

const key = (name: string): string => name.normalize("NFKC").toLowerCase().trim();

/** All that are meant; not empty. */
export function accountsMeant(
  actor: Actor,
  channel: string | undefined,
  named: string | undefined,
): { accounts: Account[] } | { refusal: Refusal } {
  if (named === undefined) return { accounts: accountsHere(actor, channel) };
  const account = actor.accounts.find(({ name }) => key(name) === key(named));
  return account ? { accounts: [account] } : { refusal: whichOf(actor.accounts) };
}

/** The one that is to be changed. */
export function oneAccount(accounts: Account[]): { account: Account } | { refusal: Refusal } {
  const [account, another] = accounts;
  return account && !another ? { account } : { refusal: whichOf(accounts) };
}

const whichOf = (accounts: Account[]): Refusal => ({ kind: "whichAccount", names: accounts.map(({ name }) => name) });
