/** One step at the desk: the most urgent thing that its budget allows. */

import type { Mark } from "../core/decision.ts";
import { MARK_LIFE, Payload, UNMARK_LIFE } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import { openAttempts } from "../store/attempts.ts";
import { takeBudget } from "../store/budgets.ts";
import { deliveriesOf, deskCandidates, marksOf, patchDeliveries } from "../store/deliveries.ts";
import type { Lease } from "../store/lanes.ts";
import { messagesById } from "../store/messages.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import { showCard } from "./card.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { makePost, resumePost } from "./desk-post.ts";
import { budgetOf, deskTrouble, deskWorks } from "./desk-trouble.ts";
import { isShownElsewhere, sharedWithOthers } from "./elsewhere.ts";
import { endErasure, putOffFile } from "./erase-posts.ts";
import { retract } from "./retract.ts";
import { isOthers } from "./rooms.ts";
import { putOffRetract } from "./seek-shares.ts";
import { putOff } from "./still-wanted.ts";
import { removeBytes } from "./take-out.ts";

export async function deskStep(ctx: Context, lease: Lease): Promise<Step> {
  try {
    // what customers write is not shown to other organisations
    if (isOthers(ctx, lease.lane.key.replace(/^desk:/, ""))) return await shutOut(ctx, lease);
    const step = await tryStep(ctx, lease);
    if (step.kind === "again") await deskWorks(ctx, lease);
    return step;
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    return deskTrouble(ctx, lease, undefined, cause);
  }
}

async function tryStep(ctx: Context, lease: Lease): Promise<Step> {
  // 1. what was begun is ended first
  const [open] = await openAttempts(ctx.db, lease.lane.id);
  if (open) return resumePost(ctx, lease, open);
  // 2. the best of every class of calls, the most urgent first
  let shortest: number | undefined;
  let listening = true;
  for (const delivery of await deskCandidates(ctx.db, lease.lane.id, ctx.now())) {
    // nothing was said to Slack: this is no sign that it takes our calls
    if ((await outOfDate(ctx, delivery)) || (await putOff(ctx, delivery))) return { kind: "wait", milliseconds: 1 };
    const budget = budgetOf(ctx, lease, delivery);
    const wait = await takeBudget(ctx.db, budget);
    if (wait === 0) return deliverOne(ctx, lease, delivery);
    shortest = Math.min(shortest ?? wait, wait);
    // more posts would only wait behind this one
    if (budget.name === lease.lane.key) listening = false;
  }
  return shortest === undefined ? { kind: "idle" } : { kind: "wait", milliseconds: shortest, listening };
}

/** What was to be shown there of another channel's chats is refused; what is the channel's own waits until it is ours alone. */
async function shutOut(ctx: Context, lease: Lease): Promise<Step> {
  const [open] = await openAttempts(ctx.db, lease.lane.id);
  const [begun] = open ? await deliveriesOf(ctx.db, open.id) : [];
  // it is found, or refused as well
  if (open && begun && isShownElsewhere(ctx, begun)) return resumePost(ctx, lease, open);
  const candidates = await deskCandidates(ctx.db, lease.lane.id, ctx.now());
  if (candidates.length === 0) return { kind: "idle" };
  return deskTrouble(
    ctx,
    lease,
    candidates.find((delivery) => isShownElsewhere(ctx, delivery)),
    sharedWithOthers(),
  );
}

/** A mark that comes late, or after the message went on, would say something that is no longer so. */
async function outOfDate(ctx: Context, delivery: DeliveryRow): Promise<boolean> {
  if (delivery.kind !== "mark") return false;
  const { mark, shown } = Payload.mark.parse(delivery.payload);
  // an hourglass that stays tells a lie for ever, so taking it away may take its time
  const late = ctx.now().getTime() - delivery.notBefore.getTime() > (shown ? MARK_LIFE[mark] : UNMARK_LIFE);
  const needed = shown ? await isSo(ctx, delivery, mark) : await isShown(ctx, delivery, mark);
  if (needed && !late) return false;
  await patchDeliveries(ctx.db, [delivery.id], { status: "dropped", doneAt: ctx.now() });
  return true;
}

async function isSo(ctx: Context, { messageId }: DeliveryRow, mark: Mark): Promise<boolean> {
  const [message] = await messagesById(ctx.db, messageId === null ? [] : [messageId]);
  return message?.state === mark || (mark === "held" && message?.state === "sending");
}

/** What was never shown, because its turn came too late, need not be taken away. */
async function isShown(ctx: Context, { messageId }: DeliveryRow, mark: Mark): Promise<boolean> {
  const marks = await marksOf(ctx.db, messageId);
  return marks.some(({ payload }) => {
    const made = Payload.mark.parse(payload);
    return made.mark === mark && made.shown;
  });
}

async function deliverOne(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  switch (delivery.kind) {
    case "open":
    case "say":
    case "share":
    case "notice":
    case "announce":
      return makePost(ctx, lease, delivery);
    case "forward":
    case "list":
      return makePost(ctx, lease, delivery);
    case "direct":
    case "listTo":
      return makeDirectPost(ctx, lease, delivery);
    case "erased":
      return endErasure(ctx, delivery);
    case "retract":
      return (await putOffRetract(ctx, delivery)) ? { kind: "again" } : repeatable(ctx, lease, delivery);
    case "eraseFile":
      return (await putOffFile(ctx, delivery)) ? { kind: "again" } : repeatable(ctx, lease, delivery);
    default:
      return repeatable(ctx, lease, delivery);
  }
}

/** Slack may refuse to open a channel to that member: this says something about the one message, and nothing about the lane. */
async function makeDirectPost(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  try {
    return await makePost(ctx, lease, delivery);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    return deskTrouble(ctx, lease, delivery, cause);
  }
}

/** Calls that change nothing when they are made twice need no attempt row. */
async function repeatable(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  const now = ctx.now();
  try {
    // from here on a newer state needs a delivery of its own
    if (delivery.mergeKey !== null) await patchDeliveries(ctx.db, [delivery.id], { mergeKey: null });
    // and should we die with the answer on its way, the mark may be there
    if (delivery.kind === "mark") await patchDeliveries(ctx.db, [delivery.id], { tries: delivery.tries + 1 });
    await call(ctx, delivery);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    return deskTrouble(ctx, lease, delivery, cause);
  }
  await patchDeliveries(ctx.db, [delivery.id], { status: "done", doneAt: now });
  ctx.meter.delivered("desk", delivery.kind, (ctx.now().getTime() - delivery.createdAt.getTime()) / 1000);
  return { kind: "again" };
}

async function call(ctx: Context, delivery: DeliveryRow): Promise<void> {
  switch (delivery.kind) {
    case "card":
      return showCard(ctx, delivery);
    case "amend": {
      const { channel, ts, notice } = Payload.amend.parse(delivery.payload);
      return ctx.desk.answerQuestion({ channel, ts }, notice);
    }
    case "mark": {
      const { channel, ts, mark, shown } = Payload.mark.parse(delivery.payload);
      return ctx.desk.mark({ channel, ts }, mark, shown);
    }
    case "whisper": {
      const { user, notice, subject } = Payload.whisper.parse(delivery.payload);
      const place = await placeOf(ctx, delivery);
      return place ? ctx.desk.whisper(place, user, notice, subject) : undefined;
    }
    case "retract":
      return retract(ctx, delivery);
    case "eraseFile": {
      const { contentId, file } = Payload.eraseFile.parse(delivery.payload);
      await removeBytes(ctx, contentId);
      return file === undefined ? undefined : ctx.desk.removeFile(file);
    }
    case "erase":
      return ctx.desk.remove(Payload.erase.parse(delivery.payload));
    case "alert":
      return ctx.desk.alert(Payload.alert.parse(delivery.payload).notice);
    default:
      throw new Error(`A ${delivery.kind} is not for the desk`);
  }
}

async function placeOf(
  ctx: Context,
  delivery: DeliveryRow,
): Promise<{ channel: string; threadTs: string | undefined } | undefined> {
  if (!delivery.threadId) return undefined;
  const thread = await findThread(ctx.db, delivery.threadId);
  return thread ? { channel: thread.channel, threadTs: thread.ts ?? undefined } : undefined;
}
