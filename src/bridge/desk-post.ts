/**
 * Posts at the desk, once. Slack has no key that makes a post safe to repeat, so every post carries the id of its attempt,
 * and after an unclear end the thread is searched for it, after a while searched again, and only then posted again.
 */

import { Payload, POST_LINES, POST_UNITS, PRIORITY } from "../core/delivery.ts";
import { Parts } from "../core/message.ts";
import { PlatformError } from "../errors.ts";
import { beginAttempt, countTry, emptyBody, endAttempt, noteLook } from "../store/attempts.ts";
import { inTransaction } from "../store/client.ts";
import { deliveriesOf, patchDeliveries, wordsAfter } from "../store/deliveries.ts";
import { type Lease, proveLease, stillSure } from "../store/lanes.ts";
import { deskLane, mediaLane } from "../store/lanes.ts";
import { messagesById, patchMessages, placeMessage } from "../store/messages.ts";
import type { AttemptRow, DeliveryRow, MessageRow } from "../store/rows.ts";
import { findThread, patchThread } from "../store/threads.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { threadFound, threadOpened } from "./desk-back.ts";
import { deskTrouble } from "./desk-trouble.ts";
import { addDeliveries } from "./draft.ts";
import { assureOurs } from "./elsewhere.ts";
import { findPost } from "./find-post.ts";
import { formPost } from "./form-post.ts";
import { forgetMembers } from "./name-members.ts";
import { reopenThread } from "./reopen-thread.ts";
import { markPlaced } from "./set-aside.ts";
import { gatherShare, type Shared, shareRefused } from "./share-content.ts";
import { isDirect } from "./staff/tell-directly.ts";
import { isWanted } from "./still-wanted.ts";

/** Slack shows a post to readers a moment after taking it: two looks this far apart. */
const SECOND_LOOK = 2_000;

export async function makePost(ctx: Context, lease: Lease, first: DeliveryRow): Promise<Step> {
  const gathered = await gather(ctx, first);
  if (gathered === undefined) return { kind: "again" };
  const { covered, messages } = gathered;
  const thread = first.threadId ? await findThread(ctx.db, first.threadId) : null;
  if (thread?.lost && isInThread(first)) return reopenThread(ctx, undefined, covered);
  const id = ctx.newId();
  const form = await formPost(ctx, id, covered, { thread, messages });
  if (form === undefined) {
    await patchDeliveries(
      ctx.db,
      covered.map((delivery) => delivery.id),
      { status: "dropped", doneAt: ctx.now() },
    );
    return { kind: "again" };
  }
  const attempt = { id, laneId: lease.lane.id, kind: "post" as const, body: form as object, startedAt: ctx.now() };
  const ids = covered.map((delivery) => delivery.id);
  // one of them was cancelled (unsent by the customer) while the post was formed
  if (!(await beginAttempt(ctx.db, lease, attempt, ids))) return { kind: "again" };
  return send(ctx, lease, attempt, covered);
}

/** What only tells of a thread is not said in it. */
const isInThread = (delivery: DeliveryRow): boolean => delivery.kind !== "list" && !isDirect(delivery);

const namesMany = ({ kind }: DeliveryRow): boolean => kind === "list" || kind === "listTo";

async function gather(ctx: Context, first: DeliveryRow): Promise<Shared | undefined> {
  if (first.kind === "say") return shareable(ctx, first);
  return first.kind === "share" ? gatherShare(ctx, first) : { covered: [first], messages: [] };
}

/** Consecutive words of one customer that wait share a post, as long as they fit. */
async function shareable(ctx: Context, first: DeliveryRow): Promise<Shared> {
  const waiting = await wordsAfter(ctx.db, first, ctx.now(), POST_LINES);
  const messages = await messagesById(
    ctx.db,
    waiting.flatMap((delivery) => delivery.messageId ?? []),
  );
  const messageOf = (delivery: DeliveryRow): MessageRow | undefined =>
    messages.find((message) => message.id === delivery.messageId);
  const author = messageOf(first)?.contactId;
  const taken: DeliveryRow[] = [];
  let units = 0;
  for (const delivery of waiting) {
    const message = messageOf(delivery);
    if (!message || message.contactId !== author) break;
    units += Math.min(
      POST_UNITS,
      Parts.parse(message.parts).reduce((sum, part) => sum + (part.kind === "text" ? part.text.length : 80), 1),
    );
    if (taken.length > 0 && units > POST_UNITS) break;
    taken.push(delivery);
  }
  return { covered: taken.length > 0 ? taken : [first], messages };
}

type Started = Pick<AttemptRow, "id" | "startedAt"> & { body: object; again?: true };

interface Posted {
  ts: string | undefined;
  threadTs: string | undefined;
  unclear?: true;
}

async function send(ctx: Context, lease: Lease, attempt: Started, covered: DeliveryRow[]): Promise<Step> {
  try {
    if (covered[0]) await assureOurs(ctx, covered[0]);
    stillSure(lease);
    const posted = await ctx.desk.post(attempt.body as Record<string, unknown>);
    return await landed(ctx, lease, attempt, covered, posted);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.code === "thread_lost" && covered[0] && isInThread(covered[0]))
      return reopenThread(ctx, attempt.id, covered);
    // files are posted once: an earlier try was taken, though nobody told us
    if (attempt.again && covered[0]?.kind === "share" && cause.code === "file_not_found")
      return landed(ctx, lease, attempt, covered, { ts: undefined, threadTs: undefined, unclear: true });
    if (!cause.ambiguous) await backToWaiting(ctx, attempt.id, covered, cause);
    if (covered[0]?.kind === "share" && isRefusal(cause)) {
      await shareRefused(ctx, covered, cause.details ?? cause.code);
      return { kind: "again" };
    }
    return deskTrouble(ctx, lease, covered[0], cause);
  }
}

/** For what the post is, and not for the state of the channel. */
const isRefusal = ({ retryable, ambiguous, code }: PlatformError): boolean =>
  !retryable && !ambiguous && code !== "auth" && code !== "place";

/** A definite refusal: the words may go with another attempt, later. */
async function backToWaiting(
  ctx: Context,
  attemptId: string,
  covered: DeliveryRow[],
  cause: PlatformError,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await endAttempt(tx, attemptId, "refused", { code: cause.code, details: cause.details ?? null }, ctx.now());
    if (covered[0] && namesMany(covered[0])) await emptyBody(tx, attemptId);
    await patchDeliveries(
      tx,
      covered.map((delivery) => delivery.id),
      { status: "pending", attemptId: null },
    );
  });
}

/** Somebody began this and we do not know how it ended. */
export async function resumePost(ctx: Context, lease: Lease, attempt: AttemptRow): Promise<Step> {
  const looked = attempt.lookedAt === null ? undefined : ctx.now().getTime() - attempt.lookedAt.getTime();
  if (looked !== undefined && looked < SECOND_LOOK) return { kind: "wait", milliseconds: SECOND_LOOK - looked };
  const covered = await deliveriesOf(ctx.db, attempt.id);
  const body = attempt.body as Record<string, unknown>;
  const found = await findPost(ctx, attempt, covered);
  if (found.kind === "there") {
    const threadTs = typeof body["thread_ts"] === "string" ? body["thread_ts"] : undefined;
    const { id, startedAt } = attempt;
    const step = await landed(ctx, lease, { id, body, startedAt }, covered, { ts: found.ts, threadTs });
    const opened = covered.find((delivery) => delivery.kind === "open")?.threadId;
    const thread = opened ? await findThread(ctx.db, opened) : null;
    if (thread) threadFound(ctx, thread, startedAt);
    return step;
  }
  if (found.kind === "nowhere" && looked === undefined) {
    await noteLook(ctx.db, attempt.id, ctx.now());
    return { kind: "wait", milliseconds: SECOND_LOOK };
  }
  const [first] = covered;
  if (first && !(await isWanted(ctx, first))) return withdraw(ctx, attempt, first);
  ctx.meter.retried("desk");
  await inTransaction(ctx.db, async (tx) => {
    await proveLease(tx, lease);
    await countTry(tx, attempt.id);
  });
  return send(ctx, lease, { id: attempt.id, body, startedAt: attempt.startedAt, again: true }, covered);
}

/** It did not go, and nobody needs it any more. */
async function withdraw(ctx: Context, { id }: AttemptRow, delivery: DeliveryRow): Promise<Step> {
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await endAttempt(tx, id, "refused", { code: "withdrawn" }, now);
    await patchDeliveries(tx, [delivery.id], { status: "dropped", doneAt: now });
  });
  return { kind: "again" };
}

async function landed(
  ctx: Context,
  lease: Lease,
  attempt: Started,
  covered: DeliveryRow[],
  posted: Posted,
): Promise<Step> {
  const now = ctx.now();
  const [first] = covered;
  const messageIds = covered.flatMap((delivery) => delivery.messageId ?? []);
  await inTransaction(ctx.db, async (tx) => {
    await endAttempt(tx, attempt.id, "done", { ts: posted.ts ?? null }, now);
    // it names many customers: nothing of it is to be kept of one who is forgotten
    if (first && namesMany(first)) await emptyBody(tx, attempt.id);
    await patchDeliveries(
      tx,
      covered.map((delivery) => delivery.id),
      { status: "done", doneAt: now },
    );
    if (first?.kind === "say" || first?.kind === "share") {
      await patchMessages(tx, messageIds, {
        deskChannel: lease.lane.key.replace(/^desk:/, ""),
        deskTs: posted.ts ?? null,
      });
      await rememberNewest(tx, first, covered);
      if (posted.ts === undefined) await lookWhere(tx, ctx, attempt, first, posted);
    }
    if (first?.kind === "notice") await forgetMembers(tx, first);
    if (posted.ts === undefined) return;
    if (first?.kind === "notice" && first.messageId) {
      const message = await placeMessage(tx, first.messageId, lease.lane.key.replace(/^desk:/, ""), posted.ts);
      await addDeliveries(tx, await markPlaced(tx, ctx, message, now), [], now);
    }
    if (first?.kind === "open" && first.threadId) {
      await patchThread(tx, first.threadId, { ts: posted.ts, readUntil: posted.ts });
      await linkFromEarlier(ctx, tx, first, posted.ts);
    }
  });
  if (first?.kind === "open" && first.threadId) threadOpened(ctx, first.threadId, attempt.startedAt);
  for (const delivery of covered) {
    ctx.meter.delivered("desk", delivery.kind, (now.getTime() - delivery.createdAt.getTime()) / 1000);
    ctx.log.info(
      { conversationId: delivery.conversationId, deliveryId: delivery.id, attemptId: attempt.id, kind: delivery.kind },
      "delivered",
    );
  }
  return { kind: "again" };
}

type Tx = Parameters<typeof patchThread>[0];

/** Slack says later where files stand. */
async function lookWhere(
  tx: Tx,
  ctx: Context,
  { id: attemptId, body }: Started,
  first: DeliveryRow,
  { unclear }: Posted,
): Promise<void> {
  const { accountId, conversationId, threadId, messageId } = first;
  const {
    channel,
    thread_ts: threadTs,
    files,
  } = body as { channel: string; thread_ts: string; files: { id: string }[] };
  const [file] = files;
  if (!file || accountId === null || conversationId === null) return;
  const payload = { file: file.id, attemptId, channel, threadTs, ...(unclear && { unclear }) };
  const set = { accountId, conversationId, threadId, messageId, kind: "locate", payload };
  const lane = mediaLane(accountId, conversationId);
  await addDeliveries(tx, [{ ...aside(ctx, lane, ctx.now()), ...set }], [], ctx.now());
}

async function rememberNewest(tx: Tx, first: DeliveryRow, covered: DeliveryRow[]): Promise<void> {
  const thread = first.threadId ? await findThread(tx, first.threadId) : null;
  const newest = covered.map((delivery) => delivery.orderAt).reduce((a, b) => (a > b ? a : b));
  if (thread && (thread.newestAt === null || thread.newestAt < newest))
    await patchThread(tx, thread.id, { newestAt: newest });
}

/** The old thread says where the conversation goes on; the new card links back. */
async function linkFromEarlier(ctx: Context, tx: Tx, opened: DeliveryRow, ts: string): Promise<void> {
  const { continues } = Payload.open.parse(opened.payload);
  const earlier = continues ? await findThread(tx, continues) : null;
  if (!earlier?.ts || earlier.lost) return;
  const link = `${earlier.channel}:${ts}`;
  const { accountId, conversationId } = opened;
  const set = { accountId, conversationId, threadId: earlier.id, priority: PRIORITY.quiet };
  const delivery = {
    ...aside(ctx, deskLane(earlier.channel), ctx.now()),
    ...set,
    kind: "notice",
    payload: { notice: { kind: "continuedIn", link } },
  };
  await addDeliveries(tx, [delivery], [], ctx.now());
}
