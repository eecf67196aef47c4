/** What all changes of an account's tags have in common: who may, alone, with an audit row, and cards drawn again. */
import { PRIORITY } from "../../core/delivery.ts";
import type { Refusal } from "../../core/refusal.ts";
import { recordActs } from "../../store/audit.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { deskLane } from "../../store/lanes.ts";
import type { TagRow } from "../../store/rows.ts";
import { findTag, holdTags, threadsWithTag } from "../../store/tags.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import { addDeliveries } from "../draft.ts";
import type { Actor } from "./actor.ts";

export type Refused = { kind: "refused"; refusal: Refusal };

export const refused = (refusal: Refusal): Refused => ({ kind: "refused", refusal });

export type TagAct =
  | { kind: "tagMade"; name: string }
  | { kind: "tagRenamed"; from: string; to: string }
  | { kind: "tagsMerged"; from: string; into: string; chats: number }
  | { kind: "tagDeleted"; name: string; chats: number };

export type TagsChanged = { kind: "changed"; act: TagAct } | Refused;

export async function onTag<T>(
  ctx: Context,
  actor: Actor,
  id: number,
  change: (tx: Tx, tag: TagRow) => Promise<T>,
): Promise<T | Refused> {
  const seen = await findTag(ctx.db, id);
  if (!seen || !actor.accounts.some((account) => account.id === seen.accountId)) return refused({ kind: "gone" });
  return inTransaction(ctx.db, async (tx) => {
    await holdTags(tx, seen.accountId);
    const tag = await findTag(tx, id);
    return tag ? change(tx, tag) : refused({ kind: "gone" });
  });
}

export async function tagsChanged(
  tx: Tx,
  ctx: Context,
  { actor, accountId, act }: { actor: Actor; accountId: number; act: TagAct },
): Promise<TagsChanged> {
  const { kind, ...detail } = act;
  const at = ctx.now();
  await recordActs(tx, [
    { id: ctx.newId(), at, actor: actor.userId, act: kind, conversationId: null, detail: { accountId, ...detail } },
  ]);
  return { kind: "changed", act };
}

/**
 * Slack takes 50 card updates a minute in a whole workspace: those of chats that were alive last are worth it, the others
 * are drawn anew when something happens in them.
 */
const MOST_CARDS = 200;

export type TaggedThread = Awaited<ReturnType<typeof threadsWithTag>>[number];

/** To be asked for before the tag is gone from them. */
export const taggedThreads = (tx: Tx, tagId: number): Promise<TaggedThread[]> => threadsWithTag(tx, tagId, MOST_CARDS);

/** The last thing in the transaction: lanes are shared by many. */
export async function drawAgain(tx: Tx, ctx: Context, threads: TaggedThread[]): Promise<void> {
  const now = ctx.now();
  const cards = threads.map(({ channel, ...ids }) => ({
    ...aside(ctx, deskLane(channel), now),
    ...ids,
    kind: "card",
    payload: {},
    priority: PRIORITY.card,
    mergeKey: `card:${ids.threadId}`,
  }));
  await addDeliveries(tx, cards, [], now);
}
