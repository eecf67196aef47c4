/** The end of an erasure: nothing of it is under way any more, and the admin is told what Slack did not let us delete. */
import { Payload, PRIORITY } from "../core/delivery.ts";
import type { Notice } from "../core/notice.ts";
import { noteErasure } from "../store/audit.ts";
import { inTransaction, type Tx } from "../store/client.ts";
import { patchDeliveries } from "../store/deliveries.ts";
import {
  areFilesSought,
  eraseAttempts,
  eraseDeliveries,
  erasures,
  isOnItsWay,
  ownPosts,
  type PostPlace,
  typedPosts,
} from "../store/forget.ts";
import { deskLane } from "../store/lanes.ts";
import type { DeliveryRow } from "../store/rows.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { Step } from "./deliver.ts";
import { addDeliveries } from "./draft.ts";
import { erasureOf } from "./staff/forget-chat.ts";

const AGAIN: Step = { kind: "again" };
const LATER = 1_000;
const LINKS = 20;

export async function endErasure(ctx: Context, delivery: DeliveryRow): Promise<Step> {
  const { conversationId: id, accountId } = delivery;
  if (id === null || accountId === null) return AGAIN;
  const left = await inTransaction(ctx.db, (tx) => sweep(tx, ctx, { id, accountId }));
  if (left === undefined) {
    await patchDeliveries(ctx.db, [delivery.id], { notBefore: new Date(ctx.now().getTime() + LATER) });
    return AGAIN;
  }
  const links: string[] = [];
  for (const { channel, ts } of left.posts.slice(0, LINKS)) links.push((await ctx.desk.permalink(channel, ts)) ?? ts);
  for (const file of left.files.slice(0, LINKS - links.length)) links.push((await ctx.desk.fileLink(file)) ?? file);
  await inTransaction(ctx.db, (tx) => report(tx, ctx, delivery, { chat: id, left, links }));
  return AGAIN;
}

/** While Slack has not said where the post of a file stands: without the file it never would. True: later. */
export async function putOffFile(ctx: Context, { id, conversationId }: DeliveryRow): Promise<boolean> {
  if (conversationId === null || !(await areFilesSought(ctx.db, conversationId))) return false;
  await patchDeliveries(ctx.db, [id], { notBefore: new Date(ctx.now().getTime() + 2 * LATER) });
  return true;
}

/** What Slack did not let us delete. */
interface Left {
  posts: PostPlace[];
  files: string[];
}

/** Undefined: not yet at its end. Posts that were on their way when the customer was erased are deleted, too. */
async function sweep(tx: Tx, ctx: Context, chat: { id: number; accountId: number }): Promise<Left | undefined> {
  const now = ctx.now();
  // asked before our posts are listed: what ends in between is among them
  const underWay = await isOnItsWay(tx, chat.id);
  const known = await erasures(tx, chat.id, "erase");
  const files = await erasures(tx, chat.id, "eraseFile");
  const places = new Map(known.map(({ payload, status }) => [keyOf(Payload.erase.parse(payload)), status]));
  const late = (await ownPosts(tx, chat.id)).filter((post) => !places.has(keyOf(post)));
  await addDeliveries(
    tx,
    late.map((post) => erasureOf(ctx, chat, post, now)),
    [],
    now,
  );
  await eraseDeliveries(tx, chat.id);
  await eraseAttempts(tx, chat.id);
  const pending = [...known, ...files].some(({ status }) => status === "pending");
  if (underWay || late.length > 0 || pending) return undefined;
  const refused = known.flatMap(({ payload, status }) => (status === "failed" ? [Payload.erase.parse(payload)] : []));
  const typed = (await typedPosts(tx, chat.id)).filter((post) => !places.has(keyOf(post)));
  return {
    posts: [...refused, ...typed],
    files: files.flatMap(({ payload, status }) =>
      status === "failed" ? (Payload.eraseFile.parse(payload).file ?? []) : [],
    ),
  };
}

const keyOf = ({ channel, ts }: PostPlace): string => `${channel}:${ts}`;

async function report(
  tx: Tx,
  ctx: Context,
  delivery: DeliveryRow,
  { chat, left, links }: { chat: number; left: Left; links: string[] },
): Promise<void> {
  const { user } = Payload.erased.parse(delivery.payload);
  const now = ctx.now();
  const all = [...left.posts.map(keyOf), ...left.files];
  await noteErasure(tx, chat, all);
  await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: now });
  const files = left.files.length > 0 ? { files: true as const } : {};
  const notice: Notice = { kind: "erased", chat, links, left: all.length, ...files };
  const set = { kind: "direct", payload: { user, notice }, priority: PRIORITY.whisper };
  await addDeliveries(tx, [{ ...aside(ctx, deskLane("erasures"), now), ...set }], [], now);
}
