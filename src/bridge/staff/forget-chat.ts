/**
 * Erases a customer: what is stored at once, in one transaction; the posts in Slack after it, as fast as Slack lets them be
 * deleted (`erase-posts.ts`). The number stays, without a way back to the person: who writes again begins anew.
 */

import { PRIORITY } from "../../core/delivery.ts";
import { forgottenId, isForgotten } from "../../core/forgotten.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { Tx } from "../../store/client.ts";
import type { ConversationPatch } from "../../store/conversations.ts";
import {
  contactsOfChat,
  eraseAttempts,
  eraseChat,
  eraseContacts,
  eraseDeliveries,
  eraseFiles,
  eraseWords,
  ownPosts,
  type PostPlace,
} from "../../store/forget.ts";
import { deskLane } from "../../store/lanes.ts";
import type { ConversationRow } from "../../store/rows.ts";
import { aside } from "../aside.ts";
import type { Context } from "../context.ts";
import type { DraftDelivery } from "../draft.ts";
import type { Actor } from "./actor.ts";
import { type Change, changeChat, type Changed } from "./change.ts";

/** A lane of its own: a thousand posts to delete must not hold up the words of customers. */
const ERASURES = deskLane("erasures");

export function forgetChat(ctx: Context, actor: Actor, chatId: number): Promise<Changed> {
  return changeChat(ctx, actor, chatId, async (tx, chat, now): Promise<Change | Refusal> => {
    if (isForgotten(chat.lineId)) return { kind: "forgotten" };
    // 1. where our posts are stands in what is erased
    const posts = await ownPosts(tx, chat.id);
    // 2. what is stored
    await eraseStored(tx, chat);
    const files = await eraseFiles(tx, chat.id);
    // 3. what is seen
    const report = {
      ...aside(ctx, ERASURES, now),
      accountId: chat.accountId,
      conversationId: chat.id,
      kind: "erased",
      payload: { user: actor.userId },
      priority: PRIORITY.quiet,
    };
    return {
      act: { kind: "forgotten" },
      set: nothingPersonal(now),
      also: [
        ...files.map((file) => fileErasureOf(ctx, chat, file, now)),
        ...posts.map((post) => erasureOf(ctx, chat, post, now)),
        report,
      ],
    };
  });
}

export const erasureOf = (
  ctx: Context,
  chat: { id: number; accountId: number },
  { channel, ts }: PostPlace,
  now: Date,
): DraftDelivery => ({
  ...aside(ctx, ERASURES, now),
  accountId: chat.accountId,
  conversationId: chat.id,
  kind: "erase",
  payload: { channel, ts },
  priority: PRIORITY.quiet,
});

const fileErasureOf = (
  ctx: Context,
  chat: { id: number; accountId: number },
  { id, deskFile }: { id: string; deskFile: string | null },
  now: Date,
): DraftDelivery => ({
  ...aside(ctx, ERASURES, now),
  accountId: chat.accountId,
  conversationId: chat.id,
  kind: "eraseFile",
  payload: { contentId: id, ...(deskFile ? { file: deskFile } : {}) },
  priority: PRIORITY.quiet,
});

async function eraseStored(tx: Tx, chat: ConversationRow): Promise<void> {
  const { id, accountId, lineId } = chat;
  const contactIds = await contactsOfChat(tx, id);
  await eraseWords(tx, id);
  await eraseDeliveries(tx, id);
  await eraseAttempts(tx, id);
  await eraseChat(tx, id, forgottenId(id));
  await eraseContacts(tx, { contactIds, accountId, lineId });
}

const nothingPersonal = (now: Date): ConversationPatch => ({
  title: null,
  pictureUrl: null,
  staffName: null,
  assigneeId: null,
  snoozedUntil: null,
  search: "",
  status: "done",
  doneAt: now,
  waitingSince: null,
  lastCustomerAt: null,
  heldSince: null,
  replyToken: null,
  replyTokenEnds: null,
  threadId: null,
});
