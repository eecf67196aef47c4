/**
 * The Slack channels that accounts live in: who is in them, and who may read along. Members are all of our own house in a
 * private channel; a public one is warned about, and in one that is shared with another organisation nothing is said until
 * it is ours alone again (or the settings allow it). What is not known stops nothing.
 */
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { allRooms, findRooms, noteShared, roomsOf, saveRoom } from "../store/rooms.ts";
import type { DeskRoomRow } from "../store/rows.ts";
import type { Context } from "./context.ts";

const ROOM_LIFE = 10 * 60_000;
/** Somebody who is not in the list may have come since: it is asked for again, but not with every try of theirs. */
const DOUBT = 30_000;

export interface Rooms {
  /** By channel, as it was a second ago at most. */
  known: Map<string, DeskRoomRow>;
  /** When the lists were last asked for because of this person. */
  doubted: Map<string, number>;
  /** The people of user groups, as asked for a while ago. */
  groups: Map<string, { people: string[]; askedAt: Date }>;
}

export const createRooms = (): Rooms => ({ known: new Map(), doubted: new Map(), groups: new Map() });

const olderThan = (ctx: Context, room: DeskRoomRow, age: number): boolean =>
  ctx.now().getTime() - room.fetchedAt.getTime() >= age;

/** What is known of these channels, asked for again when it is old. */
export async function freshRooms(ctx: Context, channels: string[]): Promise<DeskRoomRow[]> {
  const known = new Map((await findRooms(ctx.db, channels)).map((room) => [room.channel, room]));
  const rooms: DeskRoomRow[] = [];
  for (const channel of channels) {
    const room = known.get(channel);
    rooms.push(room && !olderThan(ctx, room, ROOM_LIFE) ? room : await fetchRoom(ctx, channel));
  }
  return rooms;
}

async function fetchRoom(ctx: Context, channel: string): Promise<DeskRoomRow> {
  const { members, isPrivate, isShared } = await ctx.desk.room(channel);
  const room = { channel, isPrivate, isShared, fetchedAt: ctx.now() };
  await inTransaction(ctx.db, (tx) => saveRoom(tx, room, members));
  ctx.rooms.known.set(channel, room);
  return room;
}

/** The ones of these channels that this person is in. */
export async function roomsWith(ctx: Context, userId: string, channels: string[]): Promise<string[]> {
  const mine = await roomsOf(ctx.db, userId, channels);
  const now = ctx.now().getTime();
  if (mine.length > 0 || now - (ctx.rooms.doubted.get(userId) ?? 0) < DOUBT) return mine;
  ctx.rooms.doubted.set(userId, now);
  for (const channel of channels) await fetchRoom(ctx, channel);
  return roomsOf(ctx.db, userId, channels);
}

/** Is this person in the account's channel, as far as we know? */
export async function inRoom(ctx: Context, channel: string, userId: string): Promise<boolean> {
  await freshRooms(ctx, [channel]);
  return (await roomsWith(ctx, userId, [channel])).length > 0;
}

/** Another instance may have learned more. */
export async function rememberRooms(ctx: Context): Promise<void> {
  for (const room of await allRooms(ctx.db)) ctx.rooms.known.set(room.channel, room);
}

/** People of another organisation read along, and nobody allowed that. */
export function isOthers(ctx: Context, channel: string): boolean {
  return ctx.rooms.known.get(channel)?.isShared === true && !ctx.settings.allowShared;
}

const PATIENCE = 3_000;

/** Before the first words ever are shown somewhere, it is asked who would read them; a Slack that is away stops nothing. */
export async function lookFirst(ctx: Context, channels: string[]): Promise<void> {
  const unknown = channels.filter((channel) => !ctx.rooms.known.has(channel));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
  await Promise.race([Promise.all(unknown.map((channel) => lookAt(ctx, channel))), late]);
  clearTimeout(timer);
}

/** Channels of which nothing is known, or nothing new. */
export function oldRooms(ctx: Context): string[] {
  const channels = [...new Set(ctx.accounts().map((account) => account.deskChannel))];
  return channels.filter((channel) => {
    const room = ctx.rooms.known.get(channel);
    return !room || olderThan(ctx, room, ROOM_LIFE);
  });
}

/** Ends when the process is to stop, whatever Slack does. */
export async function lookAgain(ctx: Context, channels: string[]): Promise<void> {
  for (const channel of channels) {
    if (!ctx.stopping.aborted) await Promise.race([lookAt(ctx, channel), stopped(ctx.stopping)]);
  }
}

async function lookAt(ctx: Context, channel: string): Promise<void> {
  try {
    await fetchRoom(ctx, channel);
  } catch (cause) {
    if (ctx.stopping.aborted) return;
    if (!(cause instanceof PlatformError)) throw cause;
    ctx.log.warn({ channel, err: cause }, "Slack does not say who is in a channel");
  }
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** Slack says that it is shared now, or with fewer: believed at once where it hides, looked up where it would show. */
export async function shareChanged(ctx: Context, channel: string, shared: boolean): Promise<void> {
  const known = ctx.rooms.known.get(channel) ?? (await findRooms(ctx.db, [channel]))[0];
  if (!known) return;
  const fetchedAt = shared ? known.fetchedAt : new Date(0);
  const room = { ...known, isShared: shared || known.isShared, fetchedAt };
  await noteShared(ctx.db, room);
  ctx.rooms.known.set(channel, room);
}
