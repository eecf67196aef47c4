/** What LINE answered, and what follows from it. */

import { answered } from "../core/conversation.ts";
import { PRIORITY } from "../core/delivery.ts";
import { isForgotten } from "../core/forgotten.ts";
import type { Notice } from "../core/notice.ts";
import { type PlatformError } from "../errors.ts";
import { setAccountState } from "../store/accounts.ts";
import { endAttempt, noteDoubt } from "../store/attempts.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { lockConversations, patchConversation } from "../store/conversations.ts";
import { deliveriesOf, patchDeliveries } from "../store/deliveries.ts";
import { clearTrouble, deskLane, type Lease } from "../store/lanes.ts";
import { messagesById, oldestCustomerAfter, patchMessages } from "../store/messages.ts";
import type { AttemptRow, ConversationRow, DeliveryRow, MessageRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import { forgetTold } from "../store/told.ts";
import { alertOnce } from "./alert.ts";
import { aside } from "./aside.ts";
import type { BoundAccount, Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { addDeliveries, type DraftDelivery } from "./draft.ts";
import type { Cover } from "./gather-reply.ts";
import { noteLanded } from "./landed.ts";
import type { Landed } from "./ports.ts";
import { readUntil } from "./read-marks.ts";
import { markStaffMessage, setAsideIn, shownWords } from "./set-aside.ts";
import { noteFirstAnswer } from "./staff/first-answer.ts";
import { noteManual } from "./staff/note-manual.ts";

/** LINE accepted the words. */
export async function accepted(
  ctx: Context,
  lease: Lease,
  account: BoundAccount,
  attempt: AttemptRow,
  landed: Landed[],
): Promise<void> {
  const now = ctx.now();
  const { covers } = attempt.body as unknown as { covers: Cover[] };
  const deliveries = await deliveriesOf(ctx.db, attempt.id);
  await inTransaction(ctx.db, async (tx) => {
    const conversationId = deliveries[0]?.conversationId;
    const [conversation] = await lockConversations(tx, conversationId ? [conversationId] : []);
    await endAttempt(tx, attempt.id, "done", { lineIds: landed.map(({ id }) => id) }, now);
    const whole = covers.filter((cover) => cover.upTo === cover.of);
    await patchDeliveries(
      tx,
      whole.map((cover) => cover.deliveryId),
      { status: "done", doneAt: now },
    );
    for (const cover of covers.filter((each) => each.upTo < each.of)) {
      await patchDeliveries(tx, [cover.deliveryId], {
        status: "pending",
        attemptId: null,
        payload: restOf(deliveries, cover),
        tries: 1,
      });
    }
    await patchMessages(
      tx,
      whole.map((cover) => cover.messageId),
      { state: "sent" },
    );
    const messages = await messagesById(
      tx,
      whole.map((cover) => cover.messageId),
    );
    const marks = messages.flatMap((message) => markStaffMessage(ctx, { message, deliveries }, "sent", now));
    const known = conversation && !isForgotten(conversation.lineId);
    if (known) await noteLanded(tx, covers, deliveries, landed);
    const card = known ? await noteAnswer(tx, ctx, conversation, covers, now) : [];
    if (conversation && known) await noteManual(tx, account, { conversation, messages, now });
    const told = conversation ? await noteFirstAnswer(tx, ctx, account, { conversation, messages, now }) : [];
    const read = known ? await readUntil(tx, ctx, conversation, newestOf(covers)) : [];
    await addDeliveries(tx, [...marks, ...told, ...card, ...read], [], now);
    await clearTrouble(tx, lease.lane.id);
  });
  count(ctx, attempt, deliveries, now);
  if (await setAccountState(ctx.db, account.id, "line", "ok")) await forgetTold(ctx.db, `line:${account.id}`);
}

/** What is left of a message too long for one request. */
function restOf(deliveries: DeliveryRow[], cover: Cover): object {
  const payload = deliveries.find((delivery) => delivery.id === cover.deliveryId)?.payload;
  return { ...(payload as object), from: cover.upTo, gone: cover.files };
}

/** When the newest of the answers was written. */
const newestOf = (covers: Cover[]): Date =>
  covers.map((cover) => new Date(cover.writtenAt)).reduce((a, b) => (a > b ? a : b));

/** Whoever wrote after the answer was written still waits. */
async function noteAnswer(
  tx: Tx,
  ctx: Context,
  conversation: ConversationRow,
  covers: Cover[],
  now: Date,
): Promise<DraftDelivery[]> {
  const writtenAt = newestOf(covers);
  const until =
    conversation.answeredUntil !== null && conversation.answeredUntil > writtenAt
      ? conversation.answeredUntil
      : writtenAt;
  const state = { ...conversation, status: conversation.status === "done" ? ("done" as const) : ("open" as const) };
  await patchConversation(
    tx,
    conversation.id,
    answered(state, writtenAt, await oldestCustomerAfter(tx, conversation.id, until)),
  );
  const thread = conversation.threadId ? await findThread(tx, conversation.threadId) : null;
  if (!thread) return [];
  const { accountId, id: conversationId } = conversation;
  const set = {
    accountId,
    conversationId,
    threadId: thread.id,
    priority: PRIORITY.card,
    mergeKey: `card:${thread.id}`,
  };
  return [{ ...aside(ctx, deskLane(thread.channel), now), ...set, kind: "card", payload: {} }];
}

function count(ctx: Context, attempt: AttemptRow, deliveries: DeliveryRow[], now: Date): void {
  if (attempt.kind === "push") ctx.meter.billed(1);
  else ctx.meter.free();
  for (const delivery of deliveries) {
    ctx.meter.delivered("line", attempt.kind, (now.getTime() - delivery.notBefore.getTime()) / 1000);
    ctx.log.info(
      { conversationId: delivery.conversationId, deliveryId: delivery.id, attemptId: attempt.id, kind: attempt.kind },
      "delivered",
    );
  }
}

/** LINE refused, failed or did not answer. */
export async function notAccepted(
  ctx: Context,
  lease: Lease,
  account: BoundAccount,
  attempt: AttemptRow,
  cause: PlatformError,
): Promise<Step> {
  const { conversationId } = (await deliveriesOf(ctx.db, attempt.id))[0] ?? { conversationId: null };
  ctx.log.warn({ conversationId, attemptId: attempt.id, kind: attempt.kind, err: cause }, "LINE did not take it");
  if (cause.code === "token_spent") return withAnother(ctx, attempt, cause, {});
  if (cause.code === "sender_refused") return withAnother(ctx, attempt, cause, { sender: false });
  if (cause.ambiguous && attempt.kind === "reply") return unclearReply(ctx, attempt);
  if (cause.ambiguous || cause.retryable) {
    const tooOld = ctx.now().getTime() - attempt.startedAt.getTime() > account.messenger.limits.retryKeyLife;
    if (tooOld) return putAside(ctx, attempt, cause, (words) => ({ kind: "notSentTooOld", words }));
    // a definite "not now" of the reply token call would outlive the token
    if (attempt.kind === "reply") return withAnother(ctx, attempt, cause, {});
    await noteDoubt(ctx.db, attempt.id, inDoubt(attempt) || cause.ambiguous);
    await tellDown(ctx, attempt);
    return lineTrouble(ctx, lease, cause);
  }
  // refused at the door, which says nothing of an earlier try that LINE did not answer: another key would say it twice
  if (inDoubt(attempt) && (cause.code === "monthly_limit" || cause.code === "auth")) {
    if (cause.code === "auth") await tokenDead(ctx, account, cause);
    return putAside(ctx, attempt, cause, (words) => ({ kind: "askUnclear", words }));
  }
  if (cause.code === "monthly_limit") return putAside(ctx, attempt, cause, (words) => ({ kind: "askQuota", words }));
  if (cause.code === "quote_refused")
    return putAside(ctx, attempt, cause, (words) => ({ kind: "askQuote", because: "gone", words }));
  if (cause.code === "auth") {
    await tokenDead(ctx, account, cause);
    return putAside(ctx, attempt, cause, (words) => ({ kind: "notSentToken", words }));
  }
  return putAside(ctx, attempt, cause, (words) => ({
    kind: "notSentRefused",
    words,
    details: cause.details ?? cause.code,
  }));
}

const inDoubt = ({ response }: AttemptRow): boolean => (response as { doubt?: boolean } | null)?.doubt === true;

/** A state of the account: the people in charge are told once, not with every message. */
export async function tokenDead(
  ctx: Context,
  account: Pick<BoundAccount, "id" | "name">,
  cause: PlatformError,
): Promise<void> {
  if (!(await setAccountState(ctx.db, account.id, "line", "token"))) return;
  const notice: Notice = { kind: "messengerTokenDead", account: account.name, details: cause.details ?? "" };
  await alertOnce(ctx, `line:${account.id}`, notice);
}

/** Definitely not sent this way: another attempt may. */
async function withAnother(ctx: Context, attempt: AttemptRow, cause: PlatformError, set: object): Promise<Step> {
  const deliveries = await deliveriesOf(ctx.db, attempt.id);
  await inTransaction(ctx.db, async (tx) => {
    await lockConversations(tx, conversationsOf(deliveries));
    await endAttempt(tx, attempt.id, "refused", { code: cause.code, details: cause.details ?? null }, ctx.now());
    for (const delivery of deliveries) {
      const payload = { ...(delivery.payload as object), ...set };
      await patchDeliveries(tx, [delivery.id], {
        status: "pending",
        attemptId: null,
        tries: delivery.tries + 1,
        payload,
      });
    }
    await patchMessages(
      tx,
      deliveries.flatMap((delivery) => delivery.messageId ?? []),
      { state: "held" },
    );
  });
  return { kind: "again" };
}

/** A reply has no key, and the key of a push ends: whether it was sent cannot be known then, so a person decides. */
export function unclearReply(ctx: Context, attempt: AttemptRow): Promise<Step> {
  const kind = attempt.kind === "push" ? "notSentTooOld" : "askUnclear";
  return end(ctx, attempt, "unclear", { code: "unclear" }, (words) => ({ kind, words }));
}

function putAside(
  ctx: Context,
  attempt: AttemptRow,
  cause: PlatformError,
  notice: (words: string) => Notice,
): Promise<Step> {
  return end(ctx, attempt, "refused", { code: cause.code, details: cause.details ?? null }, notice);
}

async function end(
  ctx: Context,
  attempt: AttemptRow,
  status: "refused" | "unclear",
  response: object,
  notice: (words: string) => Notice,
): Promise<Step> {
  const deliveries = await deliveriesOf(ctx.db, attempt.id);
  const told = await inTransaction(ctx.db, async (tx) => {
    const [chat] = await lockConversations(tx, conversationsOf(deliveries));
    const ids = deliveries.flatMap((delivery) => delivery.messageId ?? []);
    const messages: MessageRow[] = await messagesById(tx, ids);
    const inOrder = messages.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    const gone = chat !== undefined && isForgotten(chat.lineId);
    const said: Notice = gone ? { kind: "notSentForgotten" } : notice(inOrder.map(shownWords).join("\n"));
    await endAttempt(tx, attempt.id, status, response, ctx.now());
    await setAsideIn(tx, ctx, deliveries, messages, said);
    return said;
  });
  for (let i = 0; i < deliveries.length; i += 1) ctx.meter.failed("line", told.kind);
  return { kind: "again" };
}

const conversationsOf = (deliveries: DeliveryRow[]): number[] =>
  deliveries.flatMap((delivery) => delivery.conversationId ?? []);

const SAY_DOWN_AFTER = 4;

/** LINE has been away for a while: the thread says so once, and until when we try. */
async function tellDown(ctx: Context, attempt: AttemptRow): Promise<void> {
  if (attempt.tries !== SAY_DOWN_AFTER) return;
  const messages = await messagesById(
    ctx.db,
    (await deliveriesOf(ctx.db, attempt.id)).flatMap((delivery) => delivery.messageId ?? []),
  );
  const [message] = messages;
  if (!message?.deskChannel) return;
  const { accountId, conversationId, threadId, deskChannel } = message;
  const until = new Date(attempt.startedAt.getTime() + 23 * 3_600_000).toISOString();
  const set = {
    accountId,
    conversationId,
    threadId,
    kind: "notice",
    payload: { notice: { kind: "messengerDown", until } },
  };
  await inTransaction(ctx.db, (tx) =>
    addDeliveries(tx, [{ ...aside(ctx, deskLane(deskChannel), ctx.now()), ...set }], [], ctx.now()),
  );
}

/** Nothing of this conversation can go now; later, in the same order. */
export function lineTrouble(ctx: Context, lease: Lease, cause: PlatformError): Step {
  const wait = cause.retryAfter ?? Math.min(500 * 2 ** lease.lane.troubleTries, 300_000);
  lease.lane.troubleTries += 1;
  ctx.meter.retried("line");
  return { kind: "blocked", until: new Date(ctx.now().getTime() + wait), trouble: cause.message };
}
