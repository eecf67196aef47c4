/** Takes words out of a post of ours. */
import { PlatformError } from "../errors.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { lineOf, writerOf } from "./form-post.ts";
import type { Line } from "./ports.ts";
import { quotedBy } from "./quoted.ts";
import { type Shared, standing } from "./share-content.ts";

interface Place {
  channel: string;
  ts: string;
}

/** False: Slack does not let us. */
export const removed = (ctx: Context, { channel, ts }: Place): Promise<boolean> =>
  done(() => ctx.desk.remove({ channel, ts }));

/** The same of a file, wherever it is shown. */
export const fileRemoved = (ctx: Context, file: string): Promise<boolean> => done(() => ctx.desk.removeFile(file));

async function done(call: () => Promise<void>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (cause) {
    if (!(cause instanceof PlatformError) || !isRefusal(cause)) throw cause;
    return false;
  }
}

const isRefusal = ({ retryable, ambiguous, code }: PlatformError): boolean =>
  !retryable && !ambiguous && code !== "auth" && code !== "place";

/** A disk that does not let us is no reason to leave the rest: nobody finds these bytes, and the sweep removes them later. */
export async function removeBytes(ctx: Context, contentId: string): Promise<void> {
  try {
    await ctx.content.remove(contentId);
  } catch (cause) {
    ctx.log.warn({ contentId, err: cause }, "a file could not be removed now");
  }
}

/** As it would be written now: without what was taken back, also where others answer that. False: Slack does not let us. */
export async function rewritten(
  ctx: Context,
  { channel, ts }: Place,
  covered: DeliveryRow[],
  messages: MessageRow[],
): Promise<boolean> {
  const [message] = messages;
  if (!message) return true;
  const lines: Line[] = [];
  for (const delivery of covered) {
    const found = messages.find(({ id }) => id === delivery.messageId);
    if (!found) continue;
    const quoted = await quotedBy(ctx, found);
    lines.push({ ...lineOf(delivery, found), ...(quoted ? { quoted } : {}) });
  }
  const { name } = await writerOf(ctx, message);
  return ctx.desk.rewrite({ channel, ts }, { name, shown: [], lines });
}

/** The same of files: over those that stay it says what they are. */
export async function redrawn(ctx: Context, { channel, ts }: Place, { covered, messages }: Shared): Promise<boolean> {
  const [message] = messages;
  if (!message) return true;
  const { shown, lines } = await standing(ctx, { covered, messages });
  const { name } = await writerOf(ctx, message);
  return ctx.desk.rewrite({ channel, ts }, { name, shown, lines });
}
