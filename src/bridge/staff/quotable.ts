/** What of a post can be quoted at LINE: several messages of a customer may share one. */
import { Parts, textOf } from "../../core/message.ts";
import { messagesAt } from "../../store/messages.ts";
import type { Context } from "../context.ts";

export interface Quotable {
  id: string;
  token: string;
  /** For staff, to know it by. */
  words: string;
}

export async function quotableAt(
  ctx: Context,
  conversationId: number,
  { channel, ts }: { channel: string; ts: string },
): Promise<Quotable[]> {
  const there = await messagesAt(ctx.db, channel, ts);
  return there.flatMap((message) => {
    const { id, quoteToken: token } = message;
    if (message.conversationId !== conversationId || message.state === "unsent" || token === null) return [];
    const parts = Parts.parse(message.parts);
    return [{ id, token, words: textOf(parts) || ctx.desk.describe(parts) }];
  });
}
