/**
 * Names those who joined or left a group. The line waits for names no longer than the words of customers do: whoever has
 * none by then is counted. LINE tells nothing of those who left, so they are called what they were called before.
 */
import { Payload } from "../core/delivery.ts";
import type { MessengerUserId } from "../core/ids.ts";
import { memberName, MEMBERS_NAMED } from "../core/members.ts";
import type { Notice } from "../core/notice.ts";
import type { Tx } from "../store/client.ts";
import { findContactsOf } from "../store/contacts.ts";
import { findConversation } from "../store/conversations.ts";
import { dropMemberIds } from "../store/deliveries.ts";
import type { ContactRow, ConversationRow, DeliveryRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { memberOf } from "./people.ts";

export async function nameMembers(ctx: Context, { conversationId }: DeliveryRow, notice: Notice): Promise<Notice> {
  if (notice.kind !== "membersJoined" && notice.kind !== "membersLeft") return notice;
  const { ids = [], ...rest } = notice;
  const chat = conversationId === null || ids.length === 0 ? null : await findConversation(ctx.db, conversationId);
  if (!chat) return rest;
  const wanted = await knownFirst(ctx, chat, ids);
  const found = await Promise.all(
    wanted.map(async (member) =>
      notice.kind === "membersLeft" ? member.contact?.displayName : nameOf(ctx, chat, member),
    ),
  );
  return { ...rest, names: found.map((name) => memberName(name ?? "")).filter((name) => name !== "") };
}

/** Once it is said, nobody needs to know who it was that never wrote. */
export async function forgetMembers(tx: Tx, said: DeliveryRow): Promise<void> {
  const { data } = Payload.notice.safeParse(said.payload);
  if (data && "ids" in data.notice) await dropMemberIds(tx, said.id);
}

interface Member {
  id: string;
  contact: ContactRow | undefined;
}

/** A customer whom the team knows is more worth a name than a stranger. */
async function knownFirst(ctx: Context, chat: ConversationRow, ids: string[]): Promise<Member[]> {
  const contacts = await findContactsOf(ctx.db, chat.accountId, ids);
  const byId = new Map(contacts.map((contact) => [contact.lineUserId, contact]));
  const isKnown = ({ contact }: Member): number => (contact?.displayName ? 0 : 1);
  const members = ids.map((id) => ({ id, contact: byId.get(id) }));
  return members.toSorted((a, b) => isKnown(a) - isKnown(b)).slice(0, MEMBERS_NAMED);
}

async function nameOf(
  ctx: Context,
  chat: ConversationRow,
  { id, contact }: Member,
): Promise<string | null | undefined> {
  const account = ctx.account(chat.accountId);
  if (!account) return contact?.displayName;
  return memberOf(ctx, account, chat, { user: id as MessengerUserId, contact });
}
