/** Response hours, modes and the rest of automatic replies: admins change them, and what others changed is not written over. */
import { createHash } from "node:crypto";

import { AccountSettings, accountSettings } from "../../core/account-settings.ts";
import type { HoursFault } from "../../core/hours-fault.ts";
import type { Refusal } from "../../core/refusal.ts";
import { lockSettings, patchSettings } from "../../store/accounts.ts";
import { lastHoursAct, recordActs } from "../../store/audit.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { findStaff } from "../../store/staff.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";

const HoursSettings = AccountSettings.pick({ hours: true, modes: true, pauseHours: true });
export type HoursSettings = Pick<AccountSettings, "hours" | "modes" | "pauseHours">;

export type HoursChange = { kind: "to"; to: HoursSettings } | { kind: "fault"; fault: HoursFault };

export type HoursDone =
  | { kind: "changed"; settings: HoursSettings }
  | { kind: "fault"; fault: HoursFault }
  | { kind: "stale"; by: string; settings: HoursSettings }
  | { kind: "refused"; refusal: Refusal };

export const hoursSettings = ({ hours, modes, pauseHours }: HoursSettings): HoursSettings => ({
  hours,
  modes,
  pauseHours,
});

/** To tell whether they are still as they were shown. */
export const hoursStamp = (settings: HoursSettings): string =>
  createHash("sha256")
    .update(JSON.stringify(HoursSettings.parse(settings)))
    .digest("base64url")
    .slice(0, 10);

interface Wanted {
  accountId: number;
  /** The stamp of what was shown when this was chosen; absent: it is said of whatever is there. */
  seen?: string;
  change: (now: HoursSettings) => HoursChange;
}

export function changeAccountHours(
  ctx: Context,
  actor: Actor,
  { accountId, seen, change }: Wanted,
): Promise<HoursDone> {
  return onHours(ctx, actor, accountId, async (tx, now) => {
    if (seen !== undefined && hoursStamp(now) !== seen) return stale(tx, accountId, now);
    const wanted = change(now);
    return wanted.kind === "fault" ? wanted : write(tx, ctx, actor, { accountId, now, to: wanted.to });
  });
}

/** Takes the last change back, as long as nothing was changed since; again, and it is there again. */
export function undoHours(ctx: Context, actor: Actor, accountId: number): Promise<HoursDone> {
  return onHours(ctx, actor, accountId, async (tx, now) => {
    const last = await lastHoursAct(tx, accountId);
    const before = HoursSettings.safeParse(last?.detail["before"]);
    const after = HoursSettings.safeParse(last?.detail["after"]);
    if (!last || !before.success || !after.success) return { kind: "fault", fault: { kind: "nothingToUndo" } };
    if (hoursStamp(after.data) !== hoursStamp(now))
      return { kind: "fault", fault: { kind: "changedSince", by: await nameOf(tx, last.actor) } };
    return write(tx, ctx, actor, { accountId, now, to: before.data });
  });
}

async function onHours(
  ctx: Context,
  actor: Actor,
  accountId: number,
  work: (tx: Tx, now: HoursSettings) => Promise<HoursDone>,
): Promise<HoursDone> {
  if (!actor.accounts.some(({ id }) => id === accountId)) return { kind: "refused", refusal: { kind: "gone" } };
  if (!actor.admin) return { kind: "refused", refusal: { kind: "adminsOnlyTo", deed: "hours" } };
  const done = await inTransaction(ctx.db, async (tx) =>
    work(tx, hoursSettings(accountSettings(await lockSettings(tx, accountId)))),
  );
  const account = ctx.account(accountId);
  if (account && done.kind === "changed") account.settings = { ...account.settings, ...done.settings };
  return done;
}

async function write(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { accountId, now, to }: { accountId: number; now: HoursSettings; to: HoursSettings },
): Promise<HoursDone> {
  if (hoursStamp(to) === hoursStamp(now))
    return { kind: "refused", refusal: { kind: "nothingToDo", command: "hours" } };
  await patchSettings(tx, accountId, hoursSettings(to));
  const act = { id: ctx.newId(), at: ctx.now(), actor: actor.userId, act: "hours", conversationId: null };
  await recordActs(tx, [{ ...act, detail: { accountId, before: now, after: hoursSettings(to) } }]);
  return { kind: "changed", settings: to };
}

async function stale(tx: Tx, accountId: number, settings: HoursSettings): Promise<HoursDone> {
  const last = await lastHoursAct(tx, accountId);
  return { kind: "stale", by: last ? await nameOf(tx, last.actor) : "", settings };
}

const nameOf = async (tx: Tx, userId: string): Promise<string> => (await findStaff(tx, userId))?.name ?? "";
