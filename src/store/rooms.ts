/** The Slack channels that accounts live in, and who is in them. */
import type { Tx } from "./client.ts";
import type { DeskRoomRow } from "./rows.ts";

export function findRooms(tx: Tx, channels: string[]): Promise<DeskRoomRow[]> {
  return tx.deskRoom.findMany({ where: { channel: { in: channels } } });
}

/** The ones of these channels that this person is in. */
export async function roomsOf(tx: Tx, userId: string, channels: string[]): Promise<string[]> {
  const rows = await tx.deskMember.findMany({ where: { userId, channel: { in: channels } } });
  return rows.map((row) => row.channel);
}

export async function membersOf(tx: Tx, channel: string): Promise<string[]> {
  return (await tx.deskMember.findMany({ where: { channel }, orderBy: { userId: "asc" } })).map((row) => row.userId);
}

/** Replaces what was known of a channel; two at once end with one of the two answers. */
export async function saveRoom(tx: Tx, room: DeskRoomRow, members: string[]): Promise<void> {
  const { channel, ...set } = room;
  await tx.deskRoom.upsert({ where: { channel }, create: room, update: set });
  await tx.deskMember.deleteMany({ where: { channel, userId: { notIn: members } } });
  await tx.deskMember.createMany({
    data: members.map((userId) => ({ channel, userId })),
    skipDuplicates: true,
  });
}

export async function noteJoined(tx: Tx, channel: string, userId: string): Promise<void> {
  await tx.deskMember.createMany({ data: [{ channel, userId }], skipDuplicates: true });
}

export async function noteLeft(tx: Tx, channel: string, userId: string): Promise<void> {
  await tx.deskMember.deleteMany({ where: { channel, userId } });
}

export function allRooms(tx: Tx): Promise<DeskRoomRow[]> {
  return tx.$queryRaw`
    SELECT channel, is_private AS "isPrivate", is_shared AS "isShared", fetched_at AS "fetchedAt" FROM desk_room`;
}

export async function noteShared(tx: Tx, { channel, isShared, fetchedAt }: DeskRoomRow): Promise<void> {
  await tx.deskRoom.updateMany({ where: { channel }, data: { isShared, fetchedAt } });
}

/** The ones of these people who are in the channel. */
export async function membersAmong(tx: Tx, channel: string, userIds: string[]): Promise<string[]> {
  const rows = await tx.deskMember.findMany({ where: { channel, userId: { in: userIds } } });
  return rows.map((row) => row.userId);
}
