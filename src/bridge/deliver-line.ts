/**
 * One step towards LINE. What one conversation holds goes out as one request; LINE guarantees order only inside a request,
 * so a conversation's requests go one after the other, and nothing overtakes what must be tried again.
 */

import { Payload } from "../core/delivery.ts";
import { isForgotten } from "../core/forgotten.ts";
import { PlatformError } from "../errors.ts";
import { countTry, noteDoubt, openAttempts, startAttempt } from "../store/attempts.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { endHold, findConversation, lockConversations } from "../store/conversations.ts";
import { deliveriesOf, dueReplies, lockPending, patchDeliveries } from "../store/deliveries.ts";
import { type Lease, proveLease } from "../store/lanes.ts";
import { messagesById, noteSending } from "../store/messages.ts";
import type { AttemptRow, ConversationRow, DeliveryRow } from "../store/rows.ts";
import { automaticUnclear } from "./auto/automatic-outcome.ts";
import { sayAutomatic } from "./auto/say-automatic.ts";
import type { BoundAccount, Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { askName } from "./friend-name.ts";
import { type Cover, gatherReply, type ReadyReply } from "./gather-reply.ts";
import { accepted, notAccepted, unclearReply } from "./line-outcome.ts";
import { deliverLoading } from "./loading.ts";
import type { Body } from "./ports.ts";
import { markRead } from "./read-marks.ts";

const LOOK_AT = 20;

export async function lineStep(ctx: Context, lease: Lease): Promise<Step> {
  // 1. what was begun is ended first
  const [open] = await openAttempts(ctx.db, lease.lane.id);
  if (open) return resume(ctx, lease, open);
  // 2. what is due
  const due = await dueReplies(ctx.db, lease.lane.id, ctx.now(), LOOK_AT);
  const [first] = due;
  if (!first) return { kind: "idle" };
  if (first.kind === "leave") return leave(ctx, lease, first);
  if (first.kind === "profile") return askName(ctx, lease, first);
  if (first.kind === "read") return markRead(ctx, lease, first);
  if (first.kind === "loading") return deliverLoading(ctx, lease, first);
  if (first.kind === "auto") return sayAutomatic(ctx, lease, first);
  // 3. what of it may go, as one request
  const ready = await gatherReply(
    ctx,
    lease,
    due.filter(({ kind }) => kind === "reply"),
  );
  if (ready.kind === "step") return ready.step;
  // 4. written down, then sent
  const attempt = await start(ctx, lease, ready.reply);
  if (!attempt) return { kind: "again" };
  return send(ctx, lease, ready.reply.account, attempt);
}

/** Null when the words were edited or cancelled between gathering and now: gather again. */
async function start(ctx: Context, lease: Lease, reply: ReadyReply): Promise<AttemptRow | null> {
  const { conversation, account, sayings, sender, covers } = reply;
  const id = ctx.newId();
  return inTransaction(ctx.db, async (tx) => {
    const [fresh] = await lockConversations(tx, [conversation.id]);
    if (!fresh) return null;
    const deliveryIds = covers.map((cover) => cover.deliveryId);
    if ((await lockPending(tx, deliveryIds)).length < deliveryIds.length) return null;
    if (await reworded(tx, covers)) return null;
    await proveLease(tx, lease);

    const token = freshToken(fresh, ctx.now());
    const request = token
      ? account.messenger.formReply(token, sayings, sender)
      : account.messenger.formPush(conversation.lineId, sayings, sender);
    const attempt = {
      id,
      laneId: lease.lane.id,
      kind: token ? ("reply" as const) : ("push" as const),
      startedAt: ctx.now(),
    };
    await startAttempt(tx, { ...attempt, body: { request, covers } as object }, deliveryIds);
    await noteSending(tx, covers);
    await endHold(tx, conversation.id, token !== undefined);
    return (await openAttempts(tx, lease.lane.id))[0] ?? null;
  });
}

/** Somebody edited the words after they were gathered. */
async function reworded(tx: Tx, covers: Cover[]): Promise<boolean> {
  const ids = covers.map((cover) => cover.messageId);
  const now = new Map((await messagesById(tx, ids)).map((message) => [message.id, message.editedAt]));
  return covers.some((cover) => now.get(cover.messageId) !== cover.editedAt);
}

/** A token is used while it is surely alive, once, and never kept for later. */
function freshToken(conversation: ConversationRow, now: Date): string | undefined {
  const { replyToken, replyTokenEnds } = conversation;
  return replyToken !== null && replyTokenEnds !== null && now < replyTokenEnds ? replyToken : undefined;
}

async function send(ctx: Context, lease: Lease, account: BoundAccount, attempt: AttemptRow): Promise<Step> {
  const { request } = attempt.body as { request: Body };
  try {
    const landed =
      attempt.kind === "reply"
        ? await account.messenger.reply(request)
        : await account.messenger.push(request, attempt.id);
    await accepted(ctx, lease, account, attempt, landed);
    return { kind: "again" };
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    return notAccepted(ctx, lease, account, attempt, cause);
  }
}

/** A push is repeated with its key, body unchanged; a reply can never be repeated blindly. */
async function resume(ctx: Context, lease: Lease, attempt: AttemptRow): Promise<Step> {
  const covered = await deliveriesOf(ctx.db, attempt.id);
  const account = covered[0]?.accountId ? ctx.account(covered[0].accountId) : undefined;
  if (attempt.kind === "auto") return automaticUnclear(ctx, attempt);
  // LINE forgets a key after a day: the same request would then be a second one
  const age = ctx.now().getTime() - attempt.startedAt.getTime();
  const chat = covered[0]?.conversationId ? await findConversation(ctx.db, covered[0].conversationId) : null;
  // who was erased meanwhile is not written to any more
  if (chat && isForgotten(chat.lineId)) return unclearReply(ctx, attempt);
  if (attempt.kind === "reply" || (account && age > account.messenger.limits.retryKeyLife))
    return unclearReply(ctx, attempt);
  if (!account)
    return { kind: "blocked", until: new Date(ctx.now().getTime() + 60_000), trouble: "account not in the settings" };
  ctx.meter.retried("line");
  const doubt = (attempt.response as { doubt?: boolean } | null)?.doubt ?? true;
  await inTransaction(ctx.db, async (tx) => {
    await proveLease(tx, lease);
    await countTry(tx, attempt.id);
    // should this process die now, nobody knows of this try
    await noteDoubt(tx, attempt.id, true);
  });
  return send(ctx, lease, account, { ...attempt, tries: attempt.tries + 1, response: { doubt } });
}

async function leave(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  const { chat, lineId } = Payload.leave.parse(delivery.payload);
  const account = delivery.accountId ? ctx.account(delivery.accountId) : undefined;
  try {
    await account?.messenger.leave(chat, lineId);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    const until = new Date(ctx.now().getTime() + 1000 * 2 ** Math.min(lease.lane.troubleTries, 6));
    if (cause.retryable || cause.ambiguous) return { kind: "blocked", until, trouble: cause.message };
  }
  await patchDeliveries(ctx.db, [delivery.id], { status: "done", doneAt: ctx.now() });
  return { kind: "again" };
}
