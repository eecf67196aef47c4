/**
 * Who may work on which chats: members of an account's Slack channel on its chats, nobody else sees them through us. What
 * Slack said is remembered for a while; what it cannot tell now is answered with no.
 */
import type { Refusal } from "../../core/refusal.ts";
import { PlatformError } from "../../errors.ts";
import { noteJoined, noteLeft } from "../../store/rooms.ts";
import type { BoundAccount, Context } from "../context.ts";
import { whoIs } from "../people.ts";
import { freshRooms, roomsWith } from "../rooms.ts";

export interface Actor {
  userId: string;
  name: string;
  admin: boolean;
  /** The accounts whose chats they may see and work on; never empty. */
  accounts: BoundAccount[];
  /** The reaction that gives the order, where one does: it may be taken away again. */
  by?: string;
}

export type Asked = { kind: "actor"; actor: Actor } | { kind: "refused"; refusal: Refusal };

const refused = (refusal: Refusal): Asked => ({ kind: "refused", refusal });

export async function actorOf(ctx: Context, userId: string): Promise<Asked> {
  try {
    return await ask(ctx, userId);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ err: cause }, "Slack does not say who may do this");
    return refused({ kind: "slackAway" });
  }
}

async function ask(ctx: Context, userId: string): Promise<Asked> {
  // 1. a person of ours
  const person = await whoIs(ctx, userId);
  if (!person || person.standing === "bot" || person.standing === "gone") return refused({ kind: "unknownPerson" });
  if (person.standing === "guest" && !ctx.settings.allowGuests) return refused({ kind: "guestsMayNot" });
  if (person.standing === "outside" && !ctx.settings.allowOutside) return refused({ kind: "outsidersMayNot" });
  // 2. in the channel of an account
  const accounts = ctx.accounts();
  const unbound = ctx.unbound();
  const rooms = await freshRooms(ctx, channelsOf(accounts));
  const channels = channelsOf([...accounts, ...unbound]);
  const mine = new Set(await roomsWith(ctx, userId, channels));
  // 3. that is ours alone
  const open = rooms.filter((room) => !room.isShared || ctx.settings.allowShared);
  const usable = accounts.filter(
    ({ deskChannel }) => mine.has(deskChannel) && open.some((room) => room.channel === deskChannel),
  );
  const shared = rooms.find((room) => mine.has(room.channel) && !open.includes(room));
  if (usable.length === 0 && shared) return refused({ kind: "sharedChannel", channel: shared.channel });
  // nobody needs to invite the members of an account that LINE has not told us of yet
  const account = unbound.find(({ deskChannel }) => mine.has(deskChannel));
  if (usable.length === 0 && account) return refused({ kind: "notConnected", account: account.name });
  if (usable.length === 0) return refused({ kind: "membersOnly", channels });
  const admin = person.admin || (await isNamedAdmin(ctx, userId));
  return { kind: "actor", actor: { userId, name: person.name, admin, accounts: usable } };
}

const channelsOf = (accounts: { deskChannel: string }[]): string[] => [
  ...new Set(accounts.map(({ deskChannel }) => deskChannel)),
];

async function isNamedAdmin(ctx: Context, userId: string): Promise<boolean> {
  if (ctx.settings.admins.includes(userId)) return true;
  for (const group of ctx.settings.admins.filter((id) => id.startsWith("S"))) {
    if ((await peopleOf(ctx, group)).includes(userId)) return true;
  }
  return false;
}

const GROUP_LIFE = 5 * 60_000;

/** Slack answers this twenty times a minute, and everything staff do asks for it. Who cannot be found there is no admin. */
async function peopleOf(ctx: Context, group: string): Promise<string[]> {
  const known = ctx.rooms.groups.get(group);
  const now = ctx.now();
  if (known && now.getTime() - known.askedAt.getTime() < GROUP_LIFE) return known.people;
  let people = known?.people ?? [];
  try {
    people = await ctx.desk.groupMembers(group);
  } catch (cause) {
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ group, err: cause }, "Slack does not say who is in a user group of ADMINS");
    if (cause.retryable) return people;
  }
  ctx.rooms.groups.set(group, { people, askedAt: now });
  return people;
}

export async function memberMoved(ctx: Context, channel: string, userId: string, joined: boolean): Promise<void> {
  await (joined ? noteJoined(ctx.db, channel, userId) : noteLeft(ctx.db, channel, userId));
}
