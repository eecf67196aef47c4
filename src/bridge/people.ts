/** Who is who: profiles of customers and standing of staff, looked up when delivering, never when accepting. */
import { type DeskUserId, type MessengerUserId } from "../core/ids.ts";
import { noteProfileTried, saveProfile } from "../store/contacts.ts";
import { patchConversation } from "../store/conversations.ts";
import type { ContactRow, ConversationRow } from "../store/rows.ts";
import { findStaff, saveStaff } from "../store/staff.ts";
import type { BoundAccount, Context } from "./context.ts";
import type { Person } from "./ports.ts";

const HOUR = 3_600_000;
const PROFILE_LIFE = 24 * HOUR;
/** A profile that could not be had is tried again after this; customer words do not wait for it. */
const PROFILE_PAUSE = 60_000;
const STAFF_LIFE = HOUR;

const olderThan = (at: Date | null, age: number, now: Date): boolean =>
  at === null || now.getTime() - at.getTime() > age;

/** The contact with as fresh a name and picture as can be had now; a departed customer keeps the last known ones. */
export async function freshContact(
  ctx: Context,
  account: BoundAccount,
  contact: ContactRow,
  chat: ConversationRow,
): Promise<ContactRow> {
  const now = ctx.now();
  if (!olderThan(contact.profileAt, PROFILE_LIFE, now) || !olderThan(contact.triedAt, PROFILE_PAUSE, now))
    return contact;
  const user = contact.lineUserId as MessengerUserId;
  try {
    const profile =
      chat.kind === "user"
        ? await account.messenger.profile(user)
        : await account.messenger.memberProfile(
            { kind: chat.kind === "room" ? "room" : "group", id: chat.lineId },
            user,
          );
    return profile
      ? await saveProfile(ctx.db, contact.id, profile, now)
      : await noteProfileTried(ctx.db, contact.id, now);
  } catch (cause) {
    ctx.log.warn({ conversationId: chat.id, err: cause }, "profile not to be had now");
    return noteProfileTried(ctx.db, contact.id, now);
  }
}

/** A group's name and picture. */
export async function freshTitle(ctx: Context, account: BoundAccount, chat: ConversationRow): Promise<ConversationRow> {
  const now = ctx.now();
  if (chat.kind !== "group" || !olderThan(chat.titleAt, PROFILE_LIFE, now)) return chat;
  try {
    const summary = await account.messenger.groupSummary(chat.lineId);
    const set = { titleAt: now, ...(summary ? { title: summary.displayName, pictureUrl: summary.pictureUrl } : {}) };
    await patchConversation(ctx.db, chat.id, set);
    return { ...chat, ...set };
  } catch (cause) {
    ctx.log.warn({ conversationId: chat.id, err: cause }, "group name not to be had now");
    await patchConversation(ctx.db, chat.id, { titleAt: new Date(now.getTime() - PROFILE_LIFE + PROFILE_PAUSE) });
    return chat;
  }
}

/**
 * Who this member of the workspace is. Throws the platform's error when that cannot be found out now: then nothing is
 * sent. Undefined: Slack does not know them.
 */
export async function whoIs(ctx: Context, userId: string): Promise<Person | undefined> {
  const known = await findStaff(ctx.db, userId);
  const now = ctx.now();
  if (known && !olderThan(known.fetchedAt, STAFF_LIFE, now)) {
    return { ...known, standing: known.standing as Person["standing"] };
  }
  const person = await ctx.desk.person(userId as DeskUserId);
  if (person) await saveStaff(ctx.db, { ...person, fetchedAt: now });
  return person;
}

/** Why this person's words may not go to a customer; undefined: they may. */
export function barred(
  ctx: Context,
  person: Person | undefined,
): "notSentGuest" | "notSentOutside" | "notSentUnknownWriter" | undefined {
  switch (person?.standing) {
    case "member":
      return undefined;
    case "guest":
      return ctx.settings.allowGuests ? undefined : "notSentGuest";
    case "outside":
      return ctx.settings.allowOutside ? undefined : "notSentOutside";
    case "bot":
    case "gone":
    case undefined:
      return "notSentUnknownWriter";
  }
}
