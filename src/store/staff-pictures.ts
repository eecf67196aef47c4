/** Pictures of staff, as customers see them. */
import type { Tx } from "./client.ts";

export async function pictureToken(tx: Tx, userId: string, source: string): Promise<string | undefined> {
  const where = { userId_source: { userId, source } };
  return (await tx.staffPicture.findUnique({ where, select: { token: true } }))?.token;
}

/** The token under which it is kept: of two that make it at once, the first one's. */
export async function savePicture(
  tx: Tx,
  picture: { token: string; userId: string; source: string; png: Uint8Array<ArrayBuffer>; madeAt: Date },
): Promise<string> {
  await tx.staffPicture.createMany({ data: [picture], skipDuplicates: true });
  return (await pictureToken(tx, picture.userId, picture.source)) ?? picture.token;
}

export async function pictureOf(tx: Tx, token: string): Promise<Uint8Array | undefined> {
  return (await tx.staffPicture.findUnique({ where: { token }, select: { png: true } }))?.png;
}
