/**
 * Which row belongs to which account of the settings. A bot's LINE user id is the identity; it is learned from LINE, from
 * the first signed webhook, or remembered from before, so the app starts while LINE is away.
 */

import { accountSettings } from "../core/account-settings.ts";
import { PlatformError } from "../errors.ts";
import { setAccountState, bindAccount, listAccounts, nameAccount } from "../store/accounts.ts";
import type { AccountRow } from "../store/rows.ts";
import { forgetTold } from "../store/told.ts";
import { alertOnce } from "./alert.ts";
import { rest } from "./catch-up.ts";
import type { BoundAccount, Context } from "./context.ts";
import { tokenDead } from "./line-outcome.ts";
import type { Messenger } from "./ports.ts";

export interface AccountSettings {
  name: string;
  deskChannel: string;
  groups: boolean;
  messenger: Messenger;
}

export interface Accounts {
  all: () => BoundAccount[];
  /** Those of the settings whose bot is not known yet. */
  unbound: () => AccountSettings[];
  byId: (id: number) => BoundAccount | undefined;
  byName: (name: string) => BoundAccount | undefined;
  botUserIdOf: (name: string) => string | undefined;
  /** The row of this bot, made when it is first heard of. */
  bind: (ctx: Context, name: string, botUserId: string) => Promise<number>;
  remember: (ctx: Context) => Promise<void>;
  /** Asks LINE who each token belongs to; LINE being away changes nothing. */
  check: (ctx: Context) => Promise<void>;
  /** Those of which LINE could say nothing, until it can or the app stops. */
  checkAgain: (ctx: Context) => Promise<void>;
}

const AGAIN = 5_000;

export function createAccounts(settings: AccountSettings[]): Accounts {
  const bound = new Map<number, BoundAccount>();
  const bots = new Map<string, string>();
  const ids = new Map<string, number>();
  const tokens = new Map<string, string>();
  /** Asking again would change nothing before other settings do. */
  const refused = new Set<string>();
  const silent = new Set<string>();

  const idOf = (name: string): number | undefined => ids.get(bots.get(name) ?? "");

  async function bind(ctx: Context, name: string, botUserId: string): Promise<number> {
    const known = ids.get(botUserId);
    if (known !== undefined && bots.get(name) === botUserId) return known;
    const account = settings.find((each) => each.name === name);
    if (!account) throw new Error(`No account ${name} in the settings`);
    const row = await bindAccount(ctx.db, { botUserId, name, deskChannel: account.deskChannel, now: ctx.now() });
    keep(row, account, botUserId);
    // secret and token of two different bots: customers would be answered by the wrong one, or not at all
    const token = tokens.get(name);
    if (token !== undefined && token !== botUserId)
      await alertOnce(ctx, `other:${botUserId}`, { kind: "otherAccount", account: name });
    return row.id;
  }

  function keep({ id, settings: chosen }: AccountRow, account: AccountSettings, botUserId: string): void {
    const before = bots.get(account.name);
    // the settings now name another bot: what belonged to the former one cannot be sent with this token
    if (before !== undefined && before !== botUserId) bound.delete(ids.get(before) ?? -1);
    bots.set(account.name, botUserId);
    ids.set(botUserId, id);
    bound.set(id, {
      id,
      name: account.name,
      deskChannel: account.deskChannel,
      groups: account.groups,
      messenger: account.messenger,
      settings: accountSettings(chosen),
    });
  }

  return {
    byId: (id) => bound.get(id),
    all: () => [...bound.values()],
    unbound: () => settings.filter(({ name }) => !bots.has(name)),
    byName: (name) => [...bound.values()].find((account) => account.name === name),
    botUserIdOf: (name) => bots.get(name),
    bind,
    async remember(ctx) {
      // newest binding first: an older row of the same name is a former bot's
      for (const row of await listAccounts(ctx.db)) {
        const account = settings.find((each) => each.name === row.name);
        if (account && !bots.has(account.name)) await bind(ctx, account.name, row.botUserId);
      }
    },
    async check(ctx) {
      for (const account of settings) await ask(ctx, account);
    },
    async checkAgain(ctx) {
      const away = (): AccountSettings[] => settings.filter(({ name }) => !bots.has(name) && !refused.has(name));
      while (!ctx.stopping.aborted && away().length > 0) {
        await rest(ctx, AGAIN);
        for (const account of away()) if (!ctx.stopping.aborted) await ask(ctx, account);
      }
    },
  };

  async function ask(ctx: Context, account: AccountSettings): Promise<void> {
    const answer = await checkOne(ctx, account, bind, idOf(account.name));
    if (answer.kind === "is") {
      tokens.set(account.name, answer.botUserId);
      return;
    }
    // asked every few seconds: once is enough to be read
    const level = silent.has(account.name) ? "debug" : "warn";
    ctx.log[level]({ account: account.name, err: answer.cause }, "LINE does not say who this account is");
    silent.add(account.name);
    if (answer.kind === "refused") refused.add(account.name);
  }
}

type Answer = { kind: "is"; botUserId: string } | { kind: "away" | "refused"; cause: PlatformError };

async function checkOne(
  ctx: Context,
  account: AccountSettings,
  bind: Accounts["bind"],
  known: number | undefined,
): Promise<Answer> {
  try {
    const { botUserId, displayName } = await account.messenger.self();
    const id = await bind(ctx, account.name, botUserId);
    await nameAccount(ctx.db, id, displayName);
    if (await setAccountState(ctx.db, id, "line", "ok")) await forgetTold(ctx.db, `line:${id}`);
    await forgetTold(ctx.db, `line:${account.name}`);
    return { kind: "is", botUserId };
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.code !== "auth") return { kind: "away", cause };
    if (known !== undefined) {
      await tokenDead(ctx, { id: known, name: account.name }, cause);
      return { kind: "refused", cause };
    }
    await alertOnce(ctx, `line:${account.name}`, {
      kind: "messengerTokenDead",
      account: account.name,
      details: cause.details ?? "",
    });
    return { kind: "refused", cause };
  }
}
