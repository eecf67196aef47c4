/**
 * One automatic reply on its way. It is noted before it is tried and tried once: who dies in the middle, or hears nothing
 * from LINE, says so in the thread and leaves the rest to people. It answers nobody: the chat goes on waiting.
 */
import { fitted, messagesAsWords, saysName } from "../../core/auto-message.ts";
import { isMuted } from "../../core/conversation.ts";
import { Payload, type PayloadOf } from "../../core/delivery.ts";
import { isForgotten } from "../../core/forgotten.ts";
import type { MessengerUserId } from "../../core/ids.ts";
import { manualNow } from "../../core/machine.ts";
import type { Saying } from "../../core/saying.ts";
import { cleanName } from "../../core/text.ts";
import { PlatformError } from "../../errors.ts";
import { startAttempt } from "../../store/attempts.ts";
import { findAutoReply } from "../../store/auto-replies.ts";
import { forgetAway } from "../../store/auto-talks.ts";
import { inTransaction, type Tx } from "../../store/client.ts";
import { findContactOf, saveProfile } from "../../store/contacts.ts";
import { lockConversations, spendToken } from "../../store/conversations.ts";
import { forgetAutomatic, lockPending, patchDeliveries } from "../../store/deliveries.ts";
import { type Lease, proveLease } from "../../store/lanes.ts";
import { staffWroteSince } from "../../store/messages.ts";
import type { ConversationRow, DeliveryRow } from "../../store/rows.ts";
import type { BoundAccount, Context } from "../context.ts";
import type { Step } from "../deliver.ts";
import type { Body } from "../ports.ts";
import { automaticDone, automaticNotSent, automaticUnclear, type AutoAttempt } from "./automatic-outcome.ts";
import { filled } from "./filled.ts";

type Auto = PayloadOf<"auto">;

const AGAIN: Step = { kind: "again" };
/** LINE allows a minute; what takes longer to say who somebody is must not cost the reply. */
const PATIENCE = 3_000;

export async function sayAutomatic(ctx: Context, lease: Lease, delivery: DeliveryRow): Promise<Step> {
  const auto = Payload.auto.parse(delivery.payload);
  const account = delivery.accountId === null ? undefined : ctx.account(delivery.accountId);
  // 1. is it still wanted
  if (!account || !(await isOn(ctx, auto))) return drop(ctx, delivery, auto, "not wanted any more");
  // 2. the words
  const name = await nameFor(ctx, account, auto);
  const opens = auto.nextOpen === null ? undefined : new Date(auto.nextOpen);
  const places = { name, opens, at: ctx.now(), zone: auto.zone };
  const messages = filled(ctx, auto.messages, places).map(({ text, buttons }) => {
    return { text: fitted(text, buttons), buttons };
  });
  const words = messagesAsWords(messages);
  const sayings = messages.map(({ text, buttons }): Saying =>
    buttons.length > 0 ? { kind: "buttons", text, buttons } : { kind: "text", text },
  );
  const request = account.messenger.formReply(auto.token, sayings, undefined);
  // 3. noted, if nobody of the team has the chat by now
  const begun = await begin(ctx, lease, delivery, { auto, request, words });
  if (begun.kind === "late") return automaticNotSent(ctx, delivery, undefined, { because: "late", details: "" });
  if (begun.kind === "dropped") return drop(ctx, delivery, auto, begun.because);
  // 4. tried, once
  try {
    await account.messenger.reply(request);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ deliveryId: delivery.id, attemptId: begun.attempt.id, err: cause }, "LINE did not take it");
    if (cause.ambiguous) return automaticUnclear(ctx, begun.attempt);
    const because = cause.code === "auth" ? "token" : cause.code === "token_spent" ? "late" : "refused";
    const details = because === "late" ? "" : (cause.details ?? cause.code);
    return automaticNotSent(ctx, delivery, { attempt: begun.attempt, account, cause }, { because, details });
  }
  await automaticDone(ctx, account, begun.attempt);
  return AGAIN;
}

async function isOn(ctx: Context, { ruleId }: Auto): Promise<boolean> {
  return (await findAutoReply(ctx.db, ruleId))?.enabled ?? false;
}

async function drop(ctx: Context, delivery: DeliveryRow, auto: Auto, because: string): Promise<Step> {
  const { id, conversationId } = delivery;
  await inTransaction(ctx.db, async (tx) => {
    await patchDeliveries(tx, [id], { status: "dropped", trouble: because, doneAt: ctx.now() });
    // that nobody is there was not said: whoever writes next is told
    if (conversationId !== null) await forgetAway(tx, conversationId, new Date(auto.heardAt));
    else await forgetAutomatic(tx, [id]);
  });
  ctx.log.info({ deliveryId: id, because }, "no automatic reply");
  return AGAIN;
}

/** As they are called on LINE: the name that staff gave is for staff. */
async function nameFor(ctx: Context, account: BoundAccount, auto: Auto): Promise<string> {
  if (!saysName(auto.messages)) return "";
  const contact = await findContactOf(ctx.db, account.id, auto.lineUserId);
  if (contact?.displayName) return cleanName(contact.displayName);
  try {
    const profile = await within(PATIENCE, account.messenger.profile(auto.lineUserId as MessengerUserId));
    if (profile && contact) await inTransaction(ctx.db, (tx) => saveProfile(tx, contact.id, profile, ctx.now()));
    return cleanName(profile?.displayName ?? "");
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    return "";
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), milliseconds)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

type Begun = { kind: "begun"; attempt: AutoAttempt } | { kind: "late" } | { kind: "dropped"; because: string };

async function begin(
  ctx: Context,
  lease: Lease,
  delivery: DeliveryRow,
  { auto, request, words }: { auto: Auto; request: Body; words: string },
): Promise<Begun> {
  const id = ctx.newId();
  const { conversationId } = delivery;
  return inTransaction(ctx.db, async (tx): Promise<Begun> => {
    const [chat] = conversationId === null ? [] : await lockConversations(tx, [conversationId]);
    const because = chat && (await whyQuiet(tx, chat, auto));
    if (because !== undefined) return { kind: "dropped", because };
    if ((await lockPending(tx, [delivery.id])).length === 0) return { kind: "dropped", because: "cancelled" };
    const now = ctx.now();
    if (now >= new Date(auto.ends)) return { kind: "late" };
    await proveLease(tx, lease);
    const body = { request, words, rule: auto.rule, heardAt: auto.heardAt };
    const attempt = { id, laneId: lease.lane.id, kind: "auto" as const, startedAt: now };
    await startAttempt(tx, { ...attempt, body: body as object }, [delivery.id]);
    if (chat) await spendToken(tx, chat.id, auto.token);
    return { kind: "begun", attempt: { id, body } };
  });
}

/** Decided a moment ago; a person may have been quicker. */
async function whyQuiet(tx: Tx, chat: ConversationRow, auto: Auto): Promise<string | undefined> {
  if (isMuted(chat)) return "muted";
  if (chat.standby) return "another tool has the chat";
  if (isForgotten(chat.lineId)) return "forgotten";
  if (manualNow(chat, new Date(auto.heardAt))) return "a person has the chat";
  return (await staffWroteSince(tx, chat.id, new Date(auto.heardAt))) ? "a person answers" : undefined;
}
