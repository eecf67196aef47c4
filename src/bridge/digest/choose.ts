/** What admins choose about digests and the answer time of an account: it holds from now on, in every instance. */
import { isDeepStrictEqual } from "node:util";

import { accountSettings, type AccountSettings } from "../../core/account-settings.ts";
import type { CommandName } from "../../core/commands.ts";
import type { Digest } from "../../core/digest.ts";
import type { Refusal } from "../../core/refusal.ts";
import { PlatformError } from "../../errors.ts";
import { lockSettings, patchSettings } from "../../store/accounts.ts";
import { recordActs } from "../../store/audit.ts";
import { inTransaction } from "../../store/client.ts";
import type { BoundAccount, Context } from "../context.ts";
import { freshRooms } from "../rooms.ts";
import type { Actor } from "../staff/actor.ts";

export type Chosen = { kind: "chosen" } | { kind: "refused"; refusal: Refusal };

const refused = (refusal: Refusal): Chosen => ({ kind: "refused", refusal });

/** Null: none any more. */
export async function chooseDigest(
  ctx: Context,
  actor: Actor,
  account: BoundAccount,
  wanted: Omit<Digest, "since"> | null,
): Promise<Chosen> {
  if (!actor.admin) return refused({ kind: "adminsOnly", command: "digest" });
  const refusal = wanted?.to.kind === "room" ? await roomRefused(ctx, wanted.to.channel) : undefined;
  if (refusal) return refused(refusal);
  const { since: _since, ...now } = account.settings.digest ?? { since: "" };
  if (isDeepStrictEqual(account.settings.digest === null ? null : now, wanted))
    return refused({ kind: "nothingToDo", command: "digest" });
  const digest = wanted && { ...wanted, since: ctx.now().toISOString() };
  return choose(ctx, actor, account, { command: "digest", set: { digest } });
}

/** In minutes of response hours. */
export function chooseTarget(ctx: Context, actor: Actor, account: BoundAccount, target: number): Promise<Chosen> {
  if (!actor.admin) return Promise.resolve(refused({ kind: "adminsOnly", command: "target" }));
  return choose(ctx, actor, account, { command: "target", set: { target } });
}

async function choose(
  ctx: Context,
  actor: Actor,
  account: BoundAccount,
  { command, set }: { command: CommandName; set: Partial<AccountSettings> },
): Promise<Chosen> {
  const done = await inTransaction(ctx.db, async (tx): Promise<Chosen> => {
    const before = accountSettings(await lockSettings(tx, account.id));
    if (isDeepStrictEqual({ ...before, ...set }, before)) return refused({ kind: "nothingToDo", command });
    await patchSettings(tx, account.id, set);
    const was = Object.fromEntries(Object.entries(before).filter(([key]) => key in set));
    const detail = { accountId: account.id, before: was, after: set };
    const act = { id: ctx.newId(), at: ctx.now(), actor: actor.userId, act: "settings", conversationId: null, detail };
    await recordActs(tx, [act]);
    return { kind: "chosen" };
  });
  if (done.kind === "chosen") account.settings = { ...account.settings, ...set };
  return done;
}

/** Names and words of customers are to be shown there. */
async function roomRefused(ctx: Context, channel: string): Promise<Refusal | undefined> {
  try {
    const [room] = await freshRooms(ctx, [channel]);
    return room?.isShared && !ctx.settings.allowShared ? { kind: "sharedChannel", channel } : undefined;
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ err: cause }, "Slack does not show the channel that digests are to go to");
    return cause.retryable ? { kind: "slackAway" } : { kind: "cannotPostIn", channel };
  }
}
