/**
 * Words that a customer took back stood in more than their own post: above the messages that answer them, in the line that
 * told of their edit or named their file, where staff forwarded them to, in digests and calls. They go from there, too.
 */
import { Payload } from "../core/delivery.ts";
import { PlatformError } from "../errors.ts";
import { eraseBodies } from "../store/attempts.ts";
import { inTransaction } from "../store/client.ts";
import { deliveriesOf, postsOf } from "../store/deliveries.ts";
import { copies, eraseCopies, listings, quotingIds } from "../store/echoes.ts";
import { messagesById } from "../store/messages.ts";
import type { MessageRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { lookUp } from "./digest/look-up.ts";
import { retractQuestions } from "./retract-questions.ts";
import { removed, rewritten } from "./take-out.ts";

/** In a Slack channel or to one member. */
const Listing = Payload.list.pick({ post: true });

interface Place {
  channel: string;
  ts: string;
}

/** Where Slack lets us do nothing about it. */
export async function retractEchoes(ctx: Context, message: MessageRow, own: readonly Place[]): Promise<Place[]> {
  const left: Place[] = [];
  const home = ctx.account(message.accountId)?.deskChannel;
  const take = async ({ channel, ts }: Place, out: () => Promise<boolean>): Promise<void> => {
    if (!(await (channel === home ? out() : abroad(out)))) left.push({ channel, ts });
  };
  // 1. above what answers it
  for (const id of await quotingIds(ctx.db, message))
    for (const post of await postsOf(ctx.db, id)) {
      const covered = await deliveriesOf(ctx.db, post.attemptId, "done");
      const ids = covered.flatMap(({ messageId }) => messageId ?? []);
      const messages = await messagesById(ctx.db, ids);
      await take(post, () => rewritten(ctx, post, covered, messages));
      await eraseBodies(ctx.db, [post.attemptId]);
    }
  // 2. in lines of ours that say it again
  const copied = { ...message, places: own.map(({ channel, ts }) => `${channel}:${ts}`) };
  const lines = await copies(ctx.db, copied);
  for (const line of lines) await take(line, () => removed(ctx, line));
  await inTransaction(ctx.db, async (tx) => {
    await eraseBodies(
      tx,
      lines.map(({ attemptId }) => attemptId),
    );
    await eraseCopies(tx, copied);
  });
  // 3. in questions which of several messages is meant
  await retractQuestions(ctx, message, take);
  // 4. in lists, which are drawn again as they are now
  for (const { payload, ...place } of await listings(ctx.db, message)) {
    const shown = await lookUp(ctx, message.accountId, Listing.parse(payload).post);
    await take(place, () => (shown ? ctx.desk.rewriteList(place, shown) : removed(ctx, place)));
  }
  return left;
}

/** That we are out of another Slack channel is no sign that the account's own is dead. */
async function abroad(out: () => Promise<boolean>): Promise<boolean> {
  try {
    return await out();
  } catch (cause) {
    if (cause instanceof PlatformError && cause.code === "place") return false;
    throw cause;
  }
}
