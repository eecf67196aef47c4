/**
 * After a time away: tells the gap once in each channel (LINE sends nothing again of its own), and reads back what staff
 * wrote meanwhile in threads that are alive; the 15-minute rule decides what of it may still go.
 */

import { PRIORITY } from "../core/delivery.ts";
import type { DeskChannelId, DeskTs } from "../core/ids.ts";
import type { Inbound } from "../core/inbound.ts";
import { PlatformError } from "../errors.ts";
import { inTransaction } from "../store/client.ts";
import { lastSeen } from "../store/instances.ts";
import { deskLane } from "../store/lanes.ts";
import type { ThreadRow } from "../store/rows.ts";
import { activeThreads, patchThread } from "../store/threads.ts";
import { tellOnce } from "../store/told.ts";
import type { Accept } from "./accept.ts";
import { aside } from "./aside.ts";
import type { BoundAccount, Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";

/** A restart is no gap: LINE waits 2 s for an answer, and somebody who notices restarts within this. */
const GAP = 60_000;
const ALIVE = 14 * 24 * 3_600_000;
/** Slack allows about 50 reads a minute; more threads than this were not alive at once. */
const THREADS = 300;

export interface Gap {
  from: Date;
  until: Date;
}

/** When an instance was last alive; to be asked before this one says that it is. */
export async function lookBack(ctx: Context): Promise<{ seen: Date; gap: Gap | undefined }> {
  const until = ctx.now();
  const from = (await lastSeen(ctx.db)) ?? until;
  return { seen: from, gap: until.getTime() - from.getTime() > GAP ? { from, until } : undefined };
}

export async function tellGap(ctx: Context, accounts: BoundAccount[], gap: Gap): Promise<void> {
  const notice = { kind: "away", from: gap.from.toISOString(), until: gap.until.toISOString() };
  const channels = new Map(accounts.map((account) => [account.deskChannel, account]));
  for (const [channel, account] of channels) {
    await inTransaction(ctx.db, async (tx) => {
      if (!(await tellOnce(tx, `away:${channel}:${gap.from.toISOString()}`))) return;
      const set = { accountId: account.id, kind: "announce", payload: { notice }, priority: PRIORITY.failure };
      await addDeliveries(tx, [{ ...aside(ctx, deskLane(channel), ctx.now()), ...set }], [], ctx.now());
    });
  }
}

/** Reads back what staff wrote since `from`, also after a short restart: Slack's own repeats may come minutes later. */
export async function readBackThreads(ctx: Context, accept: Accept, from: Date): Promise<number> {
  return readBack(ctx, accept, await activeThreads(ctx.db, new Date(ctx.now().getTime() - ALIVE), THREADS), from);
}

/** Returns how many messages of staff were found; what is stored already is found again and changes nothing. */
export async function readBack(ctx: Context, accept: Accept, threads: ThreadRow[], from: Date): Promise<number> {
  let found = 0;
  const since = String((from.getTime() - GAP) / 1000) as DeskTs;
  for (const thread of threads) {
    const read = await readBackOne(ctx, thread, since);
    if (read === undefined) break;
    await accept(read);
    found += read.length;
  }
  return found;
}

const LONGEST_PAUSE = 60_000;

/** Undefined: there is no use in reading the others. While Slack is away it waits: nobody else would find those words. */
async function readBackOne(ctx: Context, thread: ThreadRow, since: DeskTs): Promise<Inbound[] | undefined> {
  for (let tries = 0; !ctx.stopping.aborted; tries += 1) {
    try {
      return await ctx.desk.readBack(thread.channel as DeskChannelId, thread.ts as DeskTs, since);
    } catch (cause) {
      if (!(cause instanceof PlatformError)) throw cause;
      const { conversationId } = thread;
      if (tries === 0) ctx.log.warn({ conversationId, err: cause }, "a thread could not be read back");
      if (cause.code === "auth") return undefined;
      if (cause.code === "thread_lost") await patchThread(ctx.db, thread.id, { lost: true });
      if (!cause.retryable) return [];
      await rest(ctx, cause.retryAfter ?? Math.min(500 * 2 ** tries, LONGEST_PAUSE));
    }
  }
  return undefined;
}

/** What must be done after a start is done, if need be again: a database that went away meanwhile is no reason to forget it. */
export async function untilDone(ctx: Context, work: () => Promise<void>): Promise<void> {
  while (!ctx.stopping.aborted) {
    try {
      return await work();
    } catch (cause) {
      ctx.log.error({ err: cause }, "catching up failed and is tried again");
      await rest(ctx, 5_000);
    }
  }
}

/** Ends early when the app stops. */
export function rest(ctx: Context, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ctx.stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    ctx.stopping.addEventListener("abort", done);
  });
}
