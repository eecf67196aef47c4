/** Who is who: profiles of customers and standing of staff, looked up when delivering, never when accepting. */
import { type DeskUserId, type MessengerUserId } from "../core/ids.ts";
import { inTransaction } from "../store/client.ts";
import { noteProfileTried, saveProfile } from "../store/contacts.ts";
import { patchConversation, refreshNames } from "../store/conversations.ts";
import type { ContactRow, ConversationRow } from "../store/rows.ts";
import { findStaff, saveStaff } from "../store/staff.ts";
import type { BoundAccount, Context } from "./context.ts";
import type { Person } from "./ports.ts";

const HOUR = 3_600_000;
const PROFILE_LIFE = 24 * HOUR;
/** A profile that could not be had is tried again after this; customer words do not wait for it. */
const PROFILE_PAUSE = 60_000;
const STAFF_LIFE = HOUR;
/** Words wait this long for a name, and no longer; a name that comes later is kept for the next words. */
const PATIENCE = 1_000;
/** Then nobody of that account waits for a while, or a hundred customers would wait one after the other. */
const REST = 30_000;

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
  if (rests(account, now)) return contact;
  const user = contact.lineUserId as MessengerUserId;
  const ask = async (): Promise<ContactRow> => {
    const profile = await askWho(account, chat, user);
    if (!profile) return noteProfileTried(ctx.db, contact.id, now);
    return inTransaction(ctx.db, (tx) => saveProfile(tx, contact.id, profile, now));
  };
  const known = await soon(ctx, account, ask, chat.id);
  return known ?? noteProfileTried(ctx.db, contact.id, now);
}

/**
 * What a member of a group is called, if that is known or LINE says it soon. Of who never wrote nothing is remembered:
 * nobody could erase it.
 */
export async function memberOf(
  ctx: Context,
  account: BoundAccount,
  chat: ConversationRow,
  { user, contact }: { user: MessengerUserId; contact: ContactRow | undefined },
): Promise<string | null | undefined> {
  if (contact) return (await freshContact(ctx, account, contact, chat)).displayName;
  if (rests(account, ctx.now())) return undefined;
  return (await soon(ctx, account, () => askWho(account, chat, user), chat.id))?.displayName;
}

function askWho({ messenger }: BoundAccount, { kind, lineId }: ConversationRow, user: MessengerUserId) {
  if (kind === "user") return messenger.profile(user);
  return messenger.memberProfile({ kind: kind === "room" ? "room" : "group", id: lineId }, user);
}

const rests = (account: BoundAccount, now: Date): boolean =>
  account.profilesRest !== undefined && now < account.profilesRest;

/** The answer, if it comes soon; who is late may still end what it does. */
async function soon<T>(
  ctx: Context,
  account: BoundAccount,
  ask: () => Promise<T>,
  conversationId: number,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), PATIENCE)));
  try {
    const first = await Promise.race([ask(), late]);
    if (first !== "late") return first;
    account.profilesRest = new Date(ctx.now().getTime() + REST);
    ctx.log.warn({ conversationId }, "LINE is slow to say who this is");
  } catch (cause) {
    ctx.log.warn({ conversationId, err: cause }, "LINE does not say who this is");
  } finally {
    clearTimeout(timer);
  }
  return undefined;
}

/** A group's name and picture. */
export async function freshTitle(ctx: Context, account: BoundAccount, chat: ConversationRow): Promise<ConversationRow> {
  const now = ctx.now();
  if (chat.kind !== "group" || !olderThan(chat.titleAt, PROFILE_LIFE, now) || rests(account, now)) return chat;
  const ask = async (): Promise<ConversationRow> => {
    const summary = await account.messenger.groupSummary(chat.lineId);
    const set = { titleAt: now, ...(summary ? { title: summary.displayName, pictureUrl: summary.pictureUrl } : {}) };
    await inTransaction(ctx.db, async (tx) => {
      await patchConversation(tx, chat.id, set);
      await refreshNames(tx, chat.id);
    });
    return { ...chat, ...set };
  };
  const known = await soon(ctx, account, ask, chat.id);
  if (known) return known;
  await patchConversation(ctx.db, chat.id, { titleAt: new Date(now.getTime() - PROFILE_LIFE + PROFILE_PAUSE) });
  return chat;
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
