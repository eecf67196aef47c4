/**
 * Gathers what of the held words may go now, as one request, and settles what may not: asked, refused, or waiting.
 * Everything here is looked up before the attempt is written down; nothing has been sent yet.
 */

import { Payload } from "../core/delivery.ts";
import { sketchOf } from "../core/desk-file.ts";
import { isForgotten } from "../core/forgotten.ts";
import type { MessengerUserId } from "../core/ids.ts";
import { Parts } from "../core/message.ts";
import type { Notice } from "../core/notice.ts";
import type { Saying, Sender } from "../core/saying.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { findContactOf, noteProfileTried, saveProfile, setFriendship } from "../store/contacts.ts";
import { findConversation } from "../store/conversations.ts";
import type { Lease } from "../store/lanes.ts";
import { messagesById } from "../store/messages.ts";
import type { ConversationRow, DeliveryRow, MessageRow } from "../store/rows.ts";
import { addFiles, tellFilesWait } from "./add-files.ts";
import type { BoundAccount, Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { goOn } from "./go-on.ts";
import { lineTrouble, tokenDead } from "./line-outcome.ts";
import { noRest } from "./no-rest.ts";
import { barred, whoIs } from "./people.ts";
import { saidIn } from "./said.ts";
import { setAside, shownWords } from "./set-aside.ts";
import { senderOf } from "./staff-picture.ts";

/** Which words of which message a request carries. */
export interface Cover {
  deliveryId: string;
  messageId: string;
  /** Sayings that have gone when this request is accepted, of so many. */
  upTo: number;
  of: number;
  /** The desk's ids of the files among them, those of earlier requests first. */
  files: string[];
  words: string;
  writtenAt: string;
  editedAt: string | null;
}

export interface ReadyReply {
  conversation: ConversationRow;
  account: BoundAccount;
  sayings: Saying[];
  sender: Sender | undefined;
  covers: Cover[];
}

type Request = Pick<ReadyReply, "sayings" | "sender" | "covers">;

export type Gathered = { kind: "ready"; reply: ReadyReply } | { kind: "step"; step: Step };

const AGAIN: Gathered = { kind: "step", step: { kind: "again" } };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export async function gatherReply(ctx: Context, lease: Lease, due: DeliveryRow[]): Promise<Gathered> {
  const conversation = due[0]?.conversationId ? await findConversation(ctx.db, due[0].conversationId) : null;
  if (!conversation) throw new Error(`Delivery ${due[0]?.id} has no conversation`);
  const messages = await messagesById(
    ctx.db,
    due.flatMap((delivery) => delivery.messageId ?? []),
  );
  const account = ctx.account(conversation.accountId);
  const gathered: Request = { sender: undefined, sayings: [], covers: [] };
  for (const { delivery: waiting, message } of inOrder(due, messages)) {
    if (!account) return aside(ctx, waiting, message, { kind: "notSentAccount" });
    const delivery = await goOn(ctx, waiting, message);
    let judged: Judged;
    try {
      judged = await judge(ctx, conversation, delivery, message, account);
    } catch (cause) {
      // who wrote it, or how names are written, cannot be found out now: nothing is sent (and nothing overtakes it)
      if (!(cause instanceof PlatformError)) throw cause;
      const words = shownWords(message);
      if (cause.platform === "line" && cause.code === "auth") {
        await tokenDead(ctx, account, cause);
        return aside(ctx, delivery, message, { kind: "notSentToken", words });
      }
      // but nobody is left in the dark for longer than they may be late
      if (isFromBefore(ctx, delivery, message)) return aside(ctx, delivery, message, { kind: "askRestored", words });
      const minutes = lateBy(ctx, delivery, message);
      if (minutes !== undefined) return aside(ctx, delivery, message, { kind: "askLate", words, minutes });
      if (cause.platform === "media") await tellFilesWait(ctx, message, cause.code);
      // what was written before it need not wait with it
      if (gathered.covers.length > 0) break;
      return { kind: "step", step: lineTrouble(ctx, lease, cause) };
    }
    if (judged.kind === "aside") return aside(ctx, delivery, message, judged.notice);
    if (judged.kind === "nothing") {
      await noRest(ctx, delivery, message);
      return AGAIN;
    }
    const fits = add(gathered, account, delivery, message, judged);
    if (!fits) break;
  }
  if (!account || gathered.covers.length === 0) return AGAIN;
  return { kind: "ready", reply: { conversation, account, ...gathered } };
}

/** Slack counts in microseconds, our times in milliseconds: of the same moment Slack knows the order. */
function inOrder(due: DeliveryRow[], messages: MessageRow[]): { delivery: DeliveryRow; message: MessageRow }[] {
  const pairs = due.map((delivery) => {
    const message = messages.find((candidate) => candidate.id === delivery.messageId);
    if (!message) throw new Error(`Delivery ${delivery.id} has no message`);
    return { delivery, message };
  });
  return pairs.toSorted(
    (a, b) =>
      a.delivery.orderAt.getTime() - b.delivery.orderAt.getTime() ||
      (a.message.deskTs ?? "").localeCompare(b.message.deskTs ?? ""),
  );
}

async function aside(ctx: Context, delivery: DeliveryRow, message: MessageRow, notice: Notice): Promise<Gathered> {
  await setAside(ctx, [delivery], [message], notice);
  return AGAIN;
}

type Judged =
  | { kind: "go"; words: string; sayings: Saying[]; files: string[]; sender: Sender | undefined }
  | { kind: "nothing" }
  | { kind: "aside"; notice: Notice };

/** The guards, in order; each of them keeps words from a customer they must not reach. */
async function judge(
  ctx: Context,
  conversation: ConversationRow,
  delivery: DeliveryRow,
  message: MessageRow,
  account: BoundAccount,
): Promise<Judged> {
  const { confirmedBy, sender, from } = Payload.reply.parse(delivery.payload);
  // erased, and its words with it: there is nothing to look at
  if (isForgotten(conversation.lineId)) return { kind: "aside", notice: { kind: "notSentForgotten" } };
  // 1. who wrote it, and who said "send"
  const writer = await whoIs(ctx, message.staffId ?? "");
  const reason = barred(ctx, writer) ?? (confirmedBy ? barred(ctx, await whoIs(ctx, confirmedBy)) : undefined);
  if (reason) return { kind: "aside", notice: { kind: reason } };
  // 2. what the customer will see
  const said = await saidIn(ctx, { conversation, delivery, message, account });
  if (said.kind === "aside") return said;
  const { words } = said;
  const shown = sketchOf(words, Parts.parse(message.parts));
  // 3. may anything be sent there
  if (conversation.standby) return { kind: "aside", notice: { kind: "notSentStandby" } };
  // 4. yesterday's answer is not sent by itself
  if (isFromBefore(ctx, delivery, message)) return { kind: "aside", notice: { kind: "askRestored", words } };
  const minutes = lateBy(ctx, delivery, message);
  if (minutes !== undefined) return { kind: "aside", notice: { kind: "askLate", words: shown, minutes } };
  // 5. would it arrive
  if (!confirmedBy && !(await reachable(ctx, conversation, account)))
    return { kind: "aside", notice: { kind: "askUnreachable", words: shown } };
  // 6. the files that go with it
  const whole = await addFiles(ctx, { delivery, message, account, words, sayings: said.sayings });
  if (whole.kind !== "whole") return whole;
  const { sayings, files } = whole;
  // 7. would LINE take it
  const refused = confirmedBy ? undefined : await whyRefused(ctx, account, sayings.slice(from));
  if (refused !== undefined)
    return { kind: "aside", notice: { kind: "notSentRefused", words: shown, details: refused } };
  return { kind: "go", words, sayings, files, sender: sender ? await senderOf(ctx, writer) : undefined };
}

/** Written before this database was restored: it may have gone after the backup was made, and nobody here knows. */
function isFromBefore({ restoredAt }: Context, delivery: DeliveryRow, message: MessageRow): boolean {
  const { confirmedBy } = Payload.reply.parse(delivery.payload);
  return restoredAt !== undefined && !confirmedBy && message.at <= restoredAt;
}

/** The minutes by which words that nobody tried or confirmed yet are too old to go by themselves. */
function lateBy(ctx: Context, delivery: DeliveryRow, message: MessageRow): number | undefined {
  const { confirmedBy } = Payload.reply.parse(delivery.payload);
  const minutes = Math.floor((ctx.now().getTime() - message.at.getTime()) / MINUTE);
  const late = !confirmedBy && delivery.tries === 0 && minutes >= ctx.settings.lateAfterMinutes;
  return late ? minutes : undefined;
}

const PLAIN = new Set(["text", "sticker"]);

/**
 * LINE's dry run of what is more than words: refused alone, it takes no neighbours' words with it. A LINE that does not
 * answer this now is asked by the push itself.
 */
async function whyRefused(ctx: Context, account: BoundAccount, sayings: Saying[]): Promise<string | undefined> {
  if (sayings.every(({ kind }) => PLAIN.has(kind))) return undefined;
  const { objects } = account.messenger.limits;
  try {
    for (let at = 0; at < sayings.length; at += objects)
      await account.messenger.validate(sayings.slice(at, at + objects));
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    if (cause.code === "refused") return cause.details ?? cause.code;
    ctx.log.debug({ err: cause }, "LINE does not say whether it would take this");
  }
  return undefined;
}

/** LINE answers 200 to a push that will never arrive; only the profile tells (404: blocked, left, or not a friend). */
async function reachable(ctx: Context, conversation: ConversationRow, account: BoundAccount): Promise<boolean> {
  if (conversation.kind !== "user") return true;
  const now = ctx.now();
  const silent = conversation.lastCustomerAt === null || now.getTime() - conversation.lastCustomerAt.getTime() > DAY;
  const contact = await findContactOf(ctx.db, conversation.accountId, conversation.lineId);
  if (!silent && contact?.friendship !== "not") return true;
  const profile = await account.messenger.profile(conversation.lineId as MessengerUserId);
  if (contact) {
    await (profile
      ? inTransaction(ctx.db, (tx) => saveProfile(tx, contact.id, profile, now))
      : noteProfileTried(ctx.db, contact.id, now));
    // a profile is shown of those, too, who only wrote once: it proves no friendship
    if (!profile) await setFriendship(ctx.db, [contact.id], "not");
    else if (contact.friendship === "not") await setFriendship(ctx.db, [contact.id], "unknown");
  }
  return profile !== undefined;
}

const sameSender = (a: Sender | undefined, b: Sender | undefined): boolean =>
  a?.name === b?.name && a?.iconUrl === b?.iconUrl;

/** Adds the words of one message as far as they fit; false: the request is full. */
function add(
  gathered: Request,
  account: BoundAccount,
  delivery: DeliveryRow,
  message: MessageRow,
  { words, sayings, files, sender }: Extract<Judged, { kind: "go" }>,
): boolean {
  const { from } = Payload.reply.parse(delivery.payload);
  const room = account.messenger.limits.objects - gathered.sayings.length;
  // another person's words carry another name, and a message is cut only when it is too long for one request
  if (gathered.covers.length > 0 && (!sameSender(gathered.sender, sender) || sayings.length - from > room))
    return false;
  const upTo = Math.min(sayings.length, from + room);
  gathered.sender = sender;
  gathered.sayings.push(...sayings.slice(from, upTo));
  const { id: messageId, editedAt } = message;
  gathered.covers.push({
    deliveryId: delivery.id,
    messageId,
    upTo,
    of: sayings.length,
    files: files.slice(0, Math.max(0, upTo - (sayings.length - files.length))),
    words,
    writtenAt: message.at.toISOString(),
    editedAt,
  });
  return upTo === sayings.length && gathered.sayings.length < account.messenger.limits.objects;
}
