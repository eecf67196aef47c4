/** A message shown in another Slack channel, or sent to another customer. */
import { PRIORITY } from "../../core/delivery.ts";
import { Payload } from "../../core/delivery.ts";
import { type Part, Parts } from "../../core/message.ts";
import type { Notice } from "../../core/notice.ts";
import type { PlatformError } from "../../errors.ts";
import { inTransaction } from "../../store/client.ts";
import { patchDeliveries } from "../../store/deliveries.ts";
import { insertEvents } from "../../store/events.ts";
import { deskLane } from "../../store/lanes.ts";
import { messagesAt } from "../../store/messages.ts";
import type { DeliveryRow } from "../../store/rows.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import { addDeliveries } from "../draft.ts";
import { reasonOf } from "../elsewhere.ts";
import type { Actor } from "./actor.ts";
import { changeChat, type Changed } from "./change.ts";

export interface Place {
  channel: string;
  ts: string;
}

/** What stands in this post of ours, or what a member wrote there; empty for cards and lines. */
export async function partsAt(ctx: Context, chatId: number, { channel, ts }: Place): Promise<Part[]> {
  const messages = await messagesAt(ctx.db, channel, ts);
  return messages.flatMap((message) =>
    message.conversationId === chatId && message.state !== "unsent" ? Parts.parse(message.parts) : [],
  );
}

export function forwardToChannel(
  ctx: Context,
  actor: Actor,
  chatId: number,
  { to, words, from, once }: { to: string; words: string; from: Place; once: string },
): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat, now) => {
    const key = `forward:${once}`;
    if (!(await insertEvents(tx, [{ key, kind: "forward", accountId: null }])).has(key)) return { kind: "sentAlready" };
    const notice: Notice = {
      kind: "forwardedHere",
      by: actor.name,
      chat: chat.id,
      words,
      link: `${from.channel}:${from.ts}`,
    };
    const post = {
      ...aside(ctx, deskLane(to), now),
      accountId: chat.accountId,
      conversationId: chat.id,
      kind: "forward",
      payload: { channel: to, user: actor.userId, notice },
      priority: PRIORITY.quiet,
    };
    return { act: { kind: "forwarded", to: `<#${to}>` }, also: [post] };
  });
}

/** The words went to another chat: the one they came from tells of it. */
export function noteForwarded(ctx: Context, actor: Actor, chatId: number, to: number): Promise<Changed> {
  return changeChat(ctx, actor, chatId, () => Promise.resolve({ act: { kind: "forwarded", to: `#${to}` } }));
}

/** Slack does not let us write there: who wanted it is told, for nobody else would notice. */
export async function forwardFailed(ctx: Context, delivery: DeliveryRow, cause: PlatformError): Promise<void> {
  const { channel, user } = Payload.forward.parse(delivery.payload);
  const home = delivery.accountId === null ? undefined : ctx.account(delivery.accountId)?.deskChannel;
  const now = ctx.now();
  const notice: Notice = { kind: "notForwarded", channel, ...reasonOf(cause) };
  const told = { kind: "direct", payload: { user, notice }, priority: PRIORITY.whisper };
  await inTransaction(ctx.db, async (tx) => {
    await patchDeliveries(tx, [delivery.id], { status: "failed", trouble: cause.message, doneAt: now });
    await addDeliveries(tx, [{ ...aside(ctx, deskLane(home ?? channel), now), ...told }], [], now);
  });
}
