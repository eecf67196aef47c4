/** Automatic replies are made, moved, turned, changed and deleted by admins; what somebody else changed meanwhile stays. */
import { type AutoFaults, type AutoForm, readAuto } from "../../core/auto-form.ts";
import type { Trigger } from "../../core/auto-rule.ts";
import type { Refusal } from "../../core/refusal.ts";
import { wellFormed } from "../../core/well-formed.ts";
import { recordActs } from "../../store/audit.ts";
import {
  autoRepliesOf,
  deleteAutoReply,
  findAutoReply,
  holdAutoReplies,
  insertAutoReply,
  patchAutoReply,
} from "../../store/auto-replies.ts";
import type { Tx } from "../../store/client.ts";
import type { AutoReplyRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";
import type { Actor } from "./actor.ts";
import { byAdmin } from "./by-admin.ts";

const RULES_OF_ACCOUNT = 60;

export type AutoKept =
  | { kind: "kept"; name: string }
  | { kind: "faults"; faults: AutoFaults }
  | { kind: "stale"; row: AutoReplyRow }
  | { kind: "tooMany"; most: number }
  /** It is the first or the last of its kind already. */
  | { kind: "atTheEdge" }
  | { kind: "refused"; refusal: Refusal };

const refused = (refusal: Refusal): AutoKept => ({ kind: "refused", refusal });

export const autoVersion = (row: Pick<AutoReplyRow, "updatedAt">): number => row.updatedAt.getTime();

export interface NewAuto {
  accountId: number;
  trigger: Trigger;
  form: AutoForm;
}

/** Below all others: what answered before answers still. */
export function makeAuto(ctx: Context, actor: Actor, { accountId, trigger, form }: NewAuto): Promise<AutoKept> {
  return alone(ctx, actor, accountId, async (tx) => {
    const read = readAuto(trigger, wellFormed(form));
    if ("faults" in read) return { kind: "faults", faults: read.faults };
    const rows = await autoRepliesOf(tx, [accountId]);
    if (rows.length >= RULES_OF_ACCOUNT) return { kind: "tooMany", most: RULES_OF_ACCOUNT };
    const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
    const { name, body } = read;
    await insertAutoReply(tx, { accountId, position, name, trigger, body, updatedAt: ctx.now() });
    return record(tx, ctx, actor, "autoMade", { accountId, name });
  });
}

export interface SeenAuto {
  id: number;
  version: number;
}

export function editAuto(ctx: Context, actor: Actor, seen: SeenAuto, form: AutoForm): Promise<AutoKept> {
  return onAuto(ctx, actor, seen.id, async (tx, row) => {
    if (autoVersion(row) !== seen.version) return { kind: "stale", row };
    const read = readAuto(row.trigger as Trigger, wellFormed(form));
    if ("faults" in read) return { kind: "faults", faults: read.faults };
    // two edits within one millisecond are two versions all the same
    const updatedAt = new Date(Math.max(ctx.now().getTime(), autoVersion(row) + 1));
    await patchAutoReply(tx, row.id, { ...read, updatedAt });
    return record(tx, ctx, actor, "autoEdited", { accountId: row.accountId, name: read.name, was: row.name });
  });
}

export function dropAuto(ctx: Context, actor: Actor, seen: SeenAuto): Promise<AutoKept> {
  return onAuto(ctx, actor, seen.id, async (tx, row) => {
    if (autoVersion(row) !== seen.version) return { kind: "stale", row };
    await deleteAutoReply(tx, row.id);
    return record(tx, ctx, actor, "autoDeleted", { accountId: row.accountId, name: row.name });
  });
}

/** What is chosen is a state, so two who choose the same want the same. */
export function turnAuto(ctx: Context, actor: Actor, id: number, to: "on" | "off"): Promise<AutoKept> {
  return onAuto(ctx, actor, id, async (tx, row) => {
    await patchAutoReply(tx, id, { enabled: to === "on" });
    return record(tx, ctx, actor, "autoTurned", { accountId: row.accountId, name: row.name, to });
  });
}

/** Past the next one of its kind; the others are asked at other times anyway. */
export function moveAuto(ctx: Context, actor: Actor, id: number, to: "up" | "down"): Promise<AutoKept> {
  return onAuto(ctx, actor, id, async (tx, row) => {
    const rows = (await autoRepliesOf(tx, [row.accountId])).filter(({ trigger }) => trigger === row.trigger);
    const at = rows.findIndex((each) => each.id === id);
    const other = rows[to === "up" ? at - 1 : at + 1];
    if (!other) return { kind: "atTheEdge" };
    await patchAutoReply(tx, other.id, { position: row.position });
    await patchAutoReply(tx, id, { position: other.position });
    return record(tx, ctx, actor, "autoMoved", { accountId: row.accountId, name: row.name, to });
  });
}

async function onAuto(
  ctx: Context,
  actor: Actor,
  id: number,
  change: (tx: Tx, row: AutoReplyRow) => Promise<AutoKept>,
): Promise<AutoKept> {
  const known = await findAutoReply(ctx.db, id);
  if (!known) return refused({ kind: "gone" });
  return alone(ctx, actor, known.accountId, async (tx) => {
    const row = await findAutoReply(tx, id);
    return row ? change(tx, row) : refused({ kind: "gone" });
  });
}

const alone = (
  ctx: Context,
  actor: Actor,
  accountId: number,
  change: (tx: Tx) => Promise<AutoKept>,
): Promise<AutoKept> => byAdmin(ctx, actor, { accountId, deed: "auto", hold: holdAutoReplies }, change);

async function record(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  act: string,
  detail: { accountId: number; name: string; was?: string; to?: string },
): Promise<AutoKept> {
  await recordActs(tx, [{ id: ctx.newId(), at: ctx.now(), actor: actor.userId, act, conversationId: null, detail }]);
  return { kind: "kept", name: detail.name };
}
