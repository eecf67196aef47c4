/**
 * One change of a chat by a person: the row is locked, changed, and what must follow is written down with it (a quiet line
 * in the thread, the card, the audit), in one transaction without network.
 */
import { auditDetail, type StaffAct } from "../../core/acts.ts";
import { PRIORITY } from "../../core/delivery.ts";
import type { Refusal } from "../../core/refusal.ts";
import { recordActs } from "../../store/audit.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { type ConversationPatch, lockConversations, patchConversation } from "../../store/conversations.ts";
import { deskLane } from "../../store/lanes.ts";
import type { ConversationRow } from "../../store/rows.ts";
import { findThread } from "../../store/threads.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import { addDeliveries, type DraftDelivery } from "../draft.ts";
import { loadingWhenTaken } from "../loading.ts";
import { readUntil } from "../read-marks.ts";
import type { Actor } from "./actor.ts";
import { whatWas } from "./was.ts";

export interface Change {
  act: StaffAct;
  set?: ConversationPatch;
  /** What else must follow. */
  also?: DraftDelivery[];
  /** Calls the new assignee by a mention, so it goes before quiet lines. */
  mentions?: boolean;
  /** The line in the thread is the place of this message: what becomes of it is marked there. */
  message?: string;
}

export type Changed = { kind: "changed"; chat: ConversationRow; act: StaffAct } | { kind: "refused"; refusal: Refusal };

export async function changeChat(
  ctx: Context,
  actor: Actor,
  chatId: number,
  change: (tx: Tx, chat: ConversationRow, now: Date) => Promise<Change | Refusal>,
): Promise<Changed> {
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx): Promise<Changed> => {
    const [chat] = await lockConversations(tx, [chatId]);
    if (!chat || !actor.accounts.some((account) => account.id === chat.accountId))
      return { kind: "refused", refusal: { kind: "chatNotFound", chat: String(chatId) } };
    const wanted = await change(tx, chat, now);
    if (!("act" in wanted)) return { kind: "refused", refusal: wanted };
    if (wanted.set) await patchConversation(tx, chat.id, wanted.set);
    const changed = { ...chat, ...wanted.set };
    await writeDown(tx, ctx, { actor, before: chat, chat: changed, wanted, now });
    return { kind: "changed", chat: changed, act: wanted.act };
  });
}

interface Written {
  actor: Actor;
  before: ConversationRow;
  chat: ConversationRow;
  wanted: Change;
  now: Date;
}

async function writeDown(tx: Tx, ctx: Context, { actor, before, chat, wanted, now }: Written): Promise<void> {
  const { act, also = [], mentions = false, message } = wanted;
  const was = wanted.set ? { was: whatWas(before, wanted.set) } : {};
  const detail = { ...auditDetail(act), ...was, ...(actor.by ? { by: actor.by } : {}) };
  await recordActs(tx, [
    { id: ctx.newId(), at: now, actor: actor.userId, act: act.kind, conversationId: chat.id, detail },
  ]);
  const line = {
    kind: "notice",
    payload: { notice: { kind: "act", by: actor.name, act } },
    ...(message ? { messageId: message } : {}),
  };
  const told = await inThread(tx, ctx, chat, [
    { ...line, priority: mentions || message ? PRIORITY.mention : PRIORITY.quiet },
    { kind: "card", payload: {}, priority: PRIORITY.card, mergeKey: `card:${chat.threadId}` },
  ]);
  const seen = await showsCustomer(tx, ctx, { actor, before, chat, act, now });
  await addDeliveries(tx, [...told, ...also, ...seen], [], now);
}

/** Who takes or finishes a chat has read it; who takes it is at it. */
async function showsCustomer(
  tx: Tx,
  ctx: Context,
  { actor, before, chat, act, now }: Pick<Written, "actor" | "before" | "chat" | "now"> & { act: StaffAct },
): Promise<DraftDelivery[]> {
  const takes = act.kind === "assigned" && act.to?.id === actor.userId;
  if (!takes && act.kind !== "done") return [];
  const loading = takes && before.waitingSince !== null ? loadingWhenTaken(ctx, chat) : [];
  return [...(await readUntil(tx, ctx, chat, now)), ...loading];
}

/** Deliveries for the current thread of a chat; none where it has no thread yet. */
export async function inThread(
  tx: Tx,
  ctx: Context,
  chat: ConversationRow,
  wanted: { kind: string; payload: object; priority: number; mergeKey?: string; messageId?: string }[],
): Promise<DraftDelivery[]> {
  const thread = chat.threadId === null ? null : await findThread(tx, chat.threadId);
  if (!thread) return [];
  return wanted.map((each) => ({
    ...aside(ctx, deskLane(thread.channel), ctx.now()),
    accountId: chat.accountId,
    conversationId: chat.id,
    threadId: thread.id,
    ...each,
  }));
}
