/**
 * Who may work on which chats: members of an account's Slack channel on its chats, nobody else sees them through us. What
 * Slack said is remembered for a while; what it cannot tell now is answered with no.
 */
import type { Refusal } from "../../core/refusal.ts";
import { PlatformError } from "../../errors.ts";
import { inTransaction } from "../../store/client.ts";
import { findRooms, membersOf, noteJoined, noteLeft, roomsOf, saveRoom } from "../../store/rooms.ts";
import type { DeskRoomRow } from "../../store/rows.ts";
import type { BoundAccount, Context } from "../context.ts";
import { whoIs } from "../people.ts";

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
  const channels = [...new Set(accounts.map((account) => account.deskChannel))];
  const rooms = await freshRooms(ctx, channels);
  const mine = new Set(await roomsOf(ctx.db, userId, channels));
  // 3. that is ours alone
  const open = rooms.filter((room) => !room.isShared || ctx.settings.allowShared);
  const usable = accounts.filter(
    ({ deskChannel }) => mine.has(deskChannel) && open.some((room) => room.channel === deskChannel),
  );
  const shared = rooms.find((room) => mine.has(room.channel) && !open.includes(room));
  if (usable.length === 0)
    return refused(shared ? { kind: "sharedChannel", channel: shared.channel } : { kind: "membersOnly", channels });
  const admin = person.admin || (await isNamedAdmin(ctx, userId));
  return { kind: "actor", actor: { userId, name: person.name, admin, accounts: usable } };
}

const ROOM_LIFE = 10 * 60_000;

/** What is known of these channels, asked for again when it is old. */
export async function freshRooms(ctx: Context, channels: string[]): Promise<DeskRoomRow[]> {
  const known = new Map((await findRooms(ctx.db, channels)).map((room) => [room.channel, room]));
  const rooms: DeskRoomRow[] = [];
  for (const channel of channels) {
    const room = known.get(channel);
    const fresh = room && ctx.now().getTime() - room.fetchedAt.getTime() < ROOM_LIFE;
    rooms.push(fresh ? room : await fetchRoom(ctx, channel));
  }
  return rooms;
}

async function fetchRoom(ctx: Context, channel: string): Promise<DeskRoomRow> {
  const { members, isPrivate, isShared } = await ctx.desk.room(channel);
  const room = { channel, isPrivate, isShared, fetchedAt: ctx.now() };
  await inTransaction(ctx.db, (tx) => saveRoom(tx, room, members));
  return room;
}

async function isNamedAdmin(ctx: Context, userId: string): Promise<boolean> {
  if (ctx.settings.admins.includes(userId)) return true;
  for (const group of ctx.settings.admins.filter((id) => id.startsWith("S"))) {
    if ((await ctx.desk.groupMembers(group)).includes(userId)) return true;
  }
  return false;
}

/** Is this person in the account's channel, as far as we know? */
export async function inRoom(ctx: Context, channel: string, userId: string): Promise<boolean> {
  await freshRooms(ctx, [channel]);
  return (await membersOf(ctx.db, channel)).includes(userId);
}

export async function memberMoved(ctx: Context, channel: string, userId: string, joined: boolean): Promise<void> {
  await (joined ? noteJoined(ctx.db, channel, userId) : noteLeft(ctx.db, channel, userId));
}
