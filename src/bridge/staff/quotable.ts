/** What of a post can be quoted at LINE: several messages of a customer may share one. */
import { type Album, Parts, textOf } from "../../core/message.ts";
import { contentsOf } from "../../store/content.ts";
import { messagesAt } from "../../store/messages.ts";
import type { MessageRow } from "../../store/rows.ts";
import type { Context } from "../context.ts";

export interface Quotable {
  id: string;
  token: string;
  /** For staff, to know it by. */
  words: string;
}

/** In the order in which they are seen there. */
export async function quotableAt(
  ctx: Context,
  conversationId: number,
  { channel, ts }: { channel: string; ts: string },
): Promise<Quotable[]> {
  const all = await messagesAt(ctx.db, channel, ts);
  const there = inOrder(all.filter((each) => each.conversationId === conversationId && each.state !== "unsent"));
  const pictures = isAlbum(there) ? await picturesOf(ctx, there) : undefined;
  return there.flatMap(({ id, quoteToken: token, parts: stored }) => {
    if (token === null) return [];
    const parts = Parts.parse(stored);
    return [{ id, token, words: pictures?.get(id) ?? (textOf(parts) || ctx.desk.describe(parts)) }];
  });
}

function albumOf({ parts }: MessageRow): Album | undefined {
  const [first] = Parts.parse(parts);
  return first?.kind === "image" ? first.album : undefined;
}

function isAlbum(messages: MessageRow[]): boolean {
  const ids = new Set(messages.map((message) => albumOf(message)?.id));
  return messages.length > 1 && ids.size === 1 && !ids.has(undefined);
}

/** Pictures of an album have one time and come in any order; they are shown in that in which they were chosen. */
function inOrder(messages: MessageRow[]): MessageRow[] {
  const index = (message: MessageRow): number => albumOf(message)?.index ?? 0;
  return isAlbum(messages) ? messages.toSorted((a, b) => index(a) - index(b)) : messages;
}

/** Pictures are alike in words: whoever counts those that are seen finds which is meant. */
async function picturesOf(ctx: Context, album: MessageRow[]): Promise<Map<string, string>> {
  const contents = await contentsOf(
    ctx.db,
    album.map(({ id }) => id),
  );
  // what is not kept here any more is still seen there
  const seen = contents.filter(({ deskFile, reason }) => deskFile !== null && reason === null);
  const nth = new Map(seen.map(({ messageId }, index) => [messageId, index + 1]));
  return new Map(album.map(({ id }) => [id, ctx.desk.describePicture(nth.get(id), seen.length)]));
}
