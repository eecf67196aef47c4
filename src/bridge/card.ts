/** The head card of a thread: always drawn from what is true now, so updates merge and the last one is right. */
import { hoursState } from "../core/hours.ts";
import { manualNow } from "../core/machine.ts";
import { type ChatKind, Parts } from "../core/message.ts";
import { hasAutoReplies } from "../store/auto-replies.ts";
import { inTransaction } from "../store/client.ts";
import { findContactOf } from "../store/contacts.ts";
import { findConversation, refreshNames } from "../store/conversations.ts";
import { firstCustomerMessage, newestCustomerMessage, newestMessage } from "../store/messages.ts";
import { newestNote } from "../store/notes.ts";
import type { ConversationRow, DeliveryRow, MessageRow, ThreadRow } from "../store/rows.ts";
import { findStaff } from "../store/staff.ts";
import { tagsOf } from "../store/tags.ts";
import { findThread, patchThread, threadBefore } from "../store/threads.ts";
import type { Context } from "./context.ts";
import { hoursOf } from "./hours-of.ts";
import { freshContact, freshTitle } from "./people.ts";
import type { CardFacts } from "./ports.ts";

export async function showCard(ctx: Context, delivery: DeliveryRow): Promise<void> {
  const [thread, conversation] = await Promise.all([
    delivery.threadId ? findThread(ctx.db, delivery.threadId) : null,
    delivery.conversationId ? findConversation(ctx.db, delivery.conversationId) : null,
  ]);
  if (!thread?.ts || thread.lost || !conversation) return;
  await ctx.desk.updateCard({ channel: thread.channel, ts: thread.ts }, await cardFacts(ctx, conversation, thread));
}

/** The chat's facts where no thread is meant: in modals and private answers. */
export async function chatFacts(ctx: Context, conversation: ConversationRow): Promise<CardFacts> {
  const thread = conversation.threadId ? await findThread(ctx.db, conversation.threadId) : null;
  return cardFacts(ctx, conversation, thread);
}

export async function cardFacts(
  ctx: Context,
  conversation: ConversationRow,
  thread: ThreadRow | null,
): Promise<CardFacts> {
  const { id } = conversation;
  // side by side: while a card is drawn, the words behind it wait
  const [{ name, pictureUrl, reachable }, first, last, assignee, tags, note, earlierThread, rules] = await Promise.all([
    chatFace(ctx, conversation),
    firstWords(ctx, id, thread),
    newestMessage(ctx.db, id),
    conversation.assigneeId === null ? null : findStaff(ctx.db, conversation.assigneeId),
    tagsOf(ctx.db, id),
    newestNote(ctx.db, id),
    thread ? linkToEarlier(ctx, thread) : undefined,
    // where nothing is said automatically, nothing rests
    conversation.manualUntil === null ? false : hasAutoReplies(ctx.db, conversation.accountId),
  ]);
  const account = ctx.account(conversation.accountId);
  const rests = manualNow(conversation, ctx.now());
  return {
    number: id,
    name: conversation.staffName ?? name,
    pictureUrl,
    kind: conversation.kind as ChatKind,
    status: conversation.status === "done" ? "done" : "open",
    waitingSince: conversation.waitingSince,
    parts: first ? Parts.parse(first.parts) : [],
    last: last ? { parts: Parts.parse(last.parts), byStaff: last.author === "staff" } : undefined,
    assignee: assignee?.name ?? conversation.assigneeId ?? undefined,
    tags: tags.map((tag) => tag.name),
    note: note?.text,
    snoozedUntil: conversation.snoozedUntil,
    hours: account ? hoursState(hoursOf(ctx, account), ctx.now()) : { kind: "always" },
    manual: rests && (conversation.manual || rules) ? { until: rests.until } : undefined,
    muted: conversation.muted === "muted" || conversation.muted === "spam" ? conversation.muted : "no",
    lineName: conversation.staffName === null ? undefined : name,
    reachable,
    earlierThread,
  };
}

/** What a thread is about; words that moved here from a lost thread keep its id. */
async function firstWords(ctx: Context, id: number, thread: ThreadRow | null): Promise<MessageRow | null> {
  const first = thread && (await firstCustomerMessage(ctx.db, id, thread.id));
  return first ?? newestCustomerMessage(ctx.db, id);
}

/** Asked for once: a card is drawn again and again. */
async function linkToEarlier(ctx: Context, thread: ThreadRow): Promise<string | undefined> {
  const earlier = await threadBefore(ctx.db, thread);
  if (!earlier?.ts || earlier.lost) return undefined;
  if (earlier.permalink) return earlier.permalink;
  const link = await ctx.desk.permalink(earlier.channel, earlier.ts);
  if (link) await patchThread(ctx.db, earlier.id, { permalink: link });
  return link;
}

interface Face {
  name: string;
  pictureUrl: string | undefined;
  reachable: boolean;
}

/** The customer's or group's name and picture, as fresh as can be had. */
async function chatFace(ctx: Context, conversation: ConversationRow): Promise<Face> {
  const account = ctx.account(conversation.accountId);
  if (conversation.kind !== "user") {
    const chat = account ? await freshTitle(ctx, account, conversation) : conversation;
    return { name: chat.title ?? "", pictureUrl: chat.pictureUrl ?? undefined, reachable: true };
  }
  const stored = await findContactOf(ctx.db, conversation.accountId, conversation.lineId);
  const contact = stored && account ? await freshContact(ctx, account, stored, conversation) : stored;
  // known from a group before they had a chat of their own
  if (contact && contact === stored && contact.displayName && conversation.search === "")
    await inTransaction(ctx.db, (tx) => refreshNames(tx, conversation.id));
  return {
    name: contact?.displayName ?? "",
    pictureUrl: contact?.pictureUrl ?? undefined,
    reachable: contact?.friendship !== "not",
  };
}
