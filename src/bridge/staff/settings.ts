/** Settings of accounts, which admins change, and everybody's own. */
import { createHash } from "node:crypto";

import { type AccountSettings, accountSettings, type Calls, callsOf } from "../../core/account-settings.ts";
import type { Refusal } from "../../core/refusal.ts";
import { PlatformError } from "../../errors.ts";
import { listSettings, lockSettings, patchSettings } from "../../store/accounts.ts";
import { type Act, lastSettingsAct, recordActs } from "../../store/audit.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { findStaff, setCalls } from "../../store/staff.ts";
import type { BoundAccount, Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { assigneeById } from "./assignees.ts";

/** What this form chooses; other settings of an account have their own. */
export type Choices = Pick<AccountSettings, "assignOnReply" | "roundRobin" | "target">;

const choicesOf = ({ assignOnReply, roundRobin, target }: AccountSettings): Choices => ({
  assignOnReply,
  roundRobin,
  target,
});

export interface Chosen {
  calls: Calls;
  accounts: { id: number; name: string; settings: Choices }[];
}

/** As they are now, of the accounts that this person may see. */
export async function chosenBy(ctx: Context, actor: Actor): Promise<Chosen> {
  const stored = new Map((await listSettings(ctx.db)).map((row) => [row.id, row.settings]));
  const accounts = actor.accounts.map(({ id, name }) => ({
    id,
    name,
    settings: choicesOf(accountSettings(stored.get(id))),
  }));
  const byName = accounts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { calls: callsOf((await findStaff(ctx.db, actor.userId))?.calls), accounts: byName };
}

/** To tell whether they are still as they were shown. */
export const stampOf = (settings: Choices): string =>
  createHash("sha256")
    .update(JSON.stringify([settings.assignOnReply, settings.roundRobin, settings.target]))
    .digest("base64url")
    .slice(0, 10);

export interface SettingsOrder {
  calls: Calls;
  /** `seen`: the stamp of what was shown when these were chosen. */
  accounts: { id: number; seen: string; to: Choices }[];
}

export type SettingsChanged =
  | { kind: "changed"; calls: Calls | undefined; accounts: { name: string; settings: Choices }[] }
  /** Somebody else changed the same ones. */
  | { kind: "stale"; account: string; by: string }
  | { kind: "refused"; refusal: Refusal };

export async function changeSettings(ctx: Context, actor: Actor, order: SettingsOrder): Promise<SettingsChanged> {
  // what was left as it was shown is not ordered: it must not undo what others chose meanwhile
  const wanted = order.accounts.filter(({ seen, to }) => stampOf(to) !== seen);
  if (wanted.length > 0 && !actor.admin) return refused({ kind: "adminsOnly", command: "settings" });
  const refusal = await newPeople(ctx, actor, wanted);
  if (refusal) return refused(refusal);
  const done = await inTransaction(ctx.db, (tx) => write(tx, ctx, actor, { ...order, accounts: wanted }));
  if (done.kind !== "changed") return done;
  for (const { id, to } of wanted) {
    const account = ctx.account(id);
    if (account) account.settings = { ...account.settings, ...to };
  }
  return done;
}

const refused = (refusal: Refusal): SettingsChanged => ({ kind: "refused", refusal });

/** Whoever is added to a round must be able to have a chat. */
async function newPeople(ctx: Context, actor: Actor, wanted: SettingsOrder["accounts"]): Promise<Refusal | undefined> {
  try {
    for (const { id, to } of wanted) {
      const account = mine(actor, id);
      if (!account) return { kind: "gone" };
      for (const person of to.roundRobin.filter((each) => !account.settings.roundRobin.includes(each))) {
        const found = await assigneeById(ctx, account, person);
        if (found.kind === "refused") return found.refusal;
      }
    }
    return undefined;
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ err: cause }, "Slack does not say who these people are");
    return { kind: "slackAway" };
  }
}

const mine = (actor: Actor, id: number): BoundAccount | undefined =>
  actor.accounts.find((account) => account.id === id);

async function write(tx: Tx, ctx: Context, actor: Actor, order: SettingsOrder): Promise<SettingsChanged> {
  const acts: Act[] = [];
  const base = { at: ctx.now(), actor: actor.userId, conversationId: null };
  const accounts: { name: string; settings: Choices }[] = [];
  for (const { id, seen, to } of order.accounts.toSorted((a, b) => a.id - b.id)) {
    const name = mine(actor, id)?.name ?? "";
    const now = choicesOf(accountSettings(await lockSettings(tx, id)));
    if (stampOf(now) === stampOf(to)) continue;
    if (stampOf(now) !== seen) return { kind: "stale", account: name, by: await whoChanged(tx, id) };
    await patchSettings(tx, id, to);
    acts.push({ ...base, id: ctx.newId(), act: "settings", detail: { accountId: id, before: now, after: to } });
    accounts.push({ name, settings: to });
  }
  const before = callsOf((await findStaff(tx, actor.userId))?.calls);
  if (before !== order.calls) {
    await setCalls(tx, actor.userId, order.calls);
    acts.push({ ...base, id: ctx.newId(), act: "calls", detail: { before, after: order.calls } });
  }
  await recordActs(tx, acts);
  if (acts.length === 0) return refused({ kind: "nothingToDo", command: "settings" });
  return { kind: "changed", calls: before === order.calls ? undefined : order.calls, accounts };
}

async function whoChanged(tx: Tx, accountId: number): Promise<string> {
  const actor = await lastSettingsAct(tx, accountId);
  return (actor === undefined ? null : await findStaff(tx, actor))?.name ?? "";
}
