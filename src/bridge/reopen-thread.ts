/**
 * The head card of a thread is gone (somebody deleted it): its conversation gets a new thread, and nothing is lost.
 * Slack tells us so, or puts a post beside the thread.
 */
import { PRIORITY } from "../core/delivery.ts";
import { isForgotten } from "../core/forgotten.ts";
import { endAttempt } from "../store/attempts.ts";
import { inTransaction } from "../store/client.ts";
import { lockConversations, patchConversation } from "../store/conversations.ts";
import { moveDeliveries, patchDeliveries } from "../store/deliveries.ts";
import { deskLane } from "../store/lanes.ts";
import { moveUnseen } from "../store/messages.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { findThread, insertThreads, patchThread } from "../store/threads.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { addDeliveries } from "./draft.ts";

export async function reopenThread(ctx: Context, attemptId: string | undefined, covered: DeliveryRow[]): Promise<Step> {
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await lockConversations(
      tx,
      covered.flatMap((delivery) => delivery.conversationId ?? []),
    );
    if (attemptId) {
      await endAttempt(tx, attemptId, "refused", { code: "thread_lost" }, now);
      const ids = covered.map((delivery) => delivery.id);
      await patchDeliveries(tx, ids, { status: "pending", attemptId: null });
    }
    const lost = covered[0]?.threadId ? await findThread(tx, covered[0].threadId) : null;
    if (!lost) return;
    const [conversation] = await lockConversations(tx, [lost.conversationId]);
    await patchThread(tx, lost.id, { lost: true });
    if (!conversation) return;
    if (isForgotten(conversation.lineId)) {
      // nothing is said of a customer who was erased
      const ids = covered.map((delivery) => delivery.id);
      await patchDeliveries(tx, ids, { status: "dropped", doneAt: now });
      return;
    }
    // another lost thread may have been replaced already
    const current =
      conversation.threadId && conversation.threadId !== lost.id ? await findThread(tx, conversation.threadId) : null;
    if (current && !current.lost) {
      await moveDeliveries(tx, lost.id, current.id);
      return;
    }
    const channel = ctx.account(conversation.accountId)?.deskChannel ?? lost.channel;
    const thread = { id: ctx.newId(), conversationId: conversation.id, channel, openedAt: now };
    await insertThreads(tx, [thread]);
    await patchConversation(tx, conversation.id, { threadId: thread.id });
    const { accountId, id: conversationId } = conversation;
    const set = { accountId, conversationId, threadId: thread.id, priority: PRIORITY.words };
    await addDeliveries(tx, [{ ...aside(ctx, deskLane(channel), now), ...set, kind: "open", payload: {} }], [], now);
    await moveDeliveries(tx, lost.id, thread.id);
    await moveUnseen(tx, lost.id, thread.id);
  });
  return { kind: "again" };
}
