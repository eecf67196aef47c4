/**
 * A customer took a message back: our copies of it go. A post of its own is deleted; where Slack refuses that (it stands
 * under the customer's name), or where it shares the post with other words, the post is written anew without it; where
 * Slack refuses that, too, the thread is told who must delete it. All of it may be done again: it may break off anywhere.
 */
import { PRIORITY } from "../core/delivery.ts";
import type { Notice } from "../core/notice.ts";
import { eraseBodies, eraseCards } from "../store/attempts.ts";
import { inTransaction } from "../store/client.ts";
import { eraseContents } from "../store/content.ts";
import { deliveriesOf, patchDeliveries, postsOf, unplacedPosts } from "../store/deliveries.ts";
import { deskLane } from "../store/lanes.ts";
import { messagesById } from "../store/messages.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { findThread } from "../store/threads.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";
import { retractEchoes } from "./retract-echoes.ts";
import { fileRemoved, redrawn, removeBytes, removed, rewritten } from "./take-out.ts";

type Place = { channel: string; ts: string };
type Post = Awaited<ReturnType<typeof postsOf>>[number];

export async function retract(ctx: Context, delivery: DeliveryRow): Promise<void> {
  const { messageId } = delivery;
  if (messageId === null) return;
  // 1. its file
  const contents = await inTransaction(ctx.db, (tx) => eraseContents(tx, [messageId]));
  const files: string[] = [];
  for (const { id, deskFile } of contents) {
    await removeBytes(ctx, id);
    if (deskFile !== null && !(await fileRemoved(ctx, deskFile))) files.push(deskFile);
  }
  // 2. its posts; where a file stays, people find it there as long as there is such a place
  const posts = await postsOf(ctx.db, messageId);
  const left: Place[] = [];
  const there: Place[] = [];
  for (const post of posts) {
    const taken = await takeOut(ctx, post);
    if (taken !== "gone") there.push(post);
    if (taken === "stays" || (taken === "changed" && files.length > 0)) left.push(post);
  }
  const [message] = await messagesById(ctx.db, [messageId]);
  if (message) left.push(...(await retractEchoes(ctx, message, posts)));
  // 3. what we remember of having said it, and what is left for people to do
  const attempts = [...posts, ...(await unplacedPosts(ctx.db, messageId))].map(({ attemptId }) => attemptId);
  const links: string[] = [];
  for (const { channel, ts } of left) links.push(await linkTo(ctx, channel, ts));
  if (there.length === 0) for (const file of files) links.push((await ctx.desk.fileLink(file)) ?? "");
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await eraseBodies(tx, attempts);
    if (delivery.conversationId !== null) await eraseCards(tx, delivery.conversationId);
    await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: now });
    if (links.length === 0) return;
    const thread = delivery.threadId ? await findThread(tx, delivery.threadId) : null;
    if (!thread) return;
    const notice: Notice = { kind: "unsentRemains", links: links.filter((link) => link !== "") };
    const { accountId, conversationId, threadId } = delivery;
    const set = { accountId, conversationId, threadId, kind: "notice", payload: { notice } };
    await addDeliveries(
      tx,
      [{ ...aside(ctx, deskLane(thread.channel), now), ...set, priority: PRIORITY.failure }],
      [],
      now,
    );
  });
}

/** Slack tells nothing of a channel that we are out of. */
async function linkTo(ctx: Context, channel: string, ts: string): Promise<string> {
  const told = await ctx.desk.permalink(channel, ts);
  return told ?? (await ctx.desk.link({ channel, ts, threadTs: undefined })) ?? "";
}

/** `stays`: Slack lets us do nothing about it. */
async function takeOut(ctx: Context, post: Post): Promise<"gone" | "changed" | "stays"> {
  const { channel, ts } = post;
  const covered = await deliveriesOf(ctx.db, post.attemptId, "done");
  const messages = await messagesById(
    ctx.db,
    covered.flatMap(({ messageId }) => messageId ?? []),
  );
  const others = messages.some(({ state }) => state !== "unsent");
  if (!others && (await removed(ctx, { channel, ts }))) return "gone";
  // the other pictures of an album stay: the one that was taken back went with its file, and what stands over them has no names
  if (covered.some(({ kind }) => kind === "share"))
    return (await redrawn(ctx, post, { covered, messages })) || others ? "changed" : "stays";
  return (await rewritten(ctx, post, covered, messages)) ? "changed" : "stays";
}
