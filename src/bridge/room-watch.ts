/** Says what is wrong with a channel: once, to those who can mend it. */
import { PRIORITY } from "../core/delivery.ts";
import { takeBudget } from "../store/budgets.ts";
import { inTransaction } from "../store/client.ts";
import { deskLane } from "../store/lanes.ts";
import { forgetTold, tellOnce } from "../store/told.ts";
import { SHARED } from "./alert.ts";
import { aside } from "./aside.ts";
import type { BoundAccount, Context } from "./context.ts";
import { deskGone } from "./desk-gone.ts";
import { addDeliveries } from "./draft.ts";
import { isOthers, lookAgain, oldRooms } from "./rooms.ts";

/** Of all instances together, one asks Slack; one that fails is not asked again at once. */
const LOOKS = { name: "rooms", every: 5_000, burst: 1 };

type Verdict = "private" | "public" | "others";

/** To be called every second: mostly it compares what is in memory. */
export function createRoomWatch(ctx: Context): () => Promise<void> {
  const said = new Map<string, Verdict>();
  return async function watch() {
    const old = oldRooms(ctx);
    if (old.length > 0 && (await takeBudget(ctx.db, LOOKS)) === 0) await lookAgain(ctx, old);
    for (const account of ctx.accounts()) {
      const { deskChannel: channel } = account;
      const verdict = judge(ctx, channel);
      if (verdict === undefined || said.get(channel) === verdict) continue;
      await tell(ctx, account, verdict);
      said.set(channel, verdict);
    }
  };
}

function judge(ctx: Context, channel: string): Verdict | undefined {
  const room = ctx.rooms.known.get(channel);
  if (!room) return undefined;
  if (isOthers(ctx, channel)) return "others";
  return room.isPrivate ? "private" : "public";
}

async function tell(ctx: Context, account: BoundAccount, verdict: Verdict): Promise<void> {
  const { deskChannel: channel } = account;
  switch (verdict) {
    case "private":
      return forgetTold(ctx.db, `public:${channel}`);
    case "others":
      return deskGone(ctx, [channel], SHARED);
    case "public":
      ctx.log.warn({ channel }, "the Slack channel is public: everybody in the workspace can read about customers");
      return warnPublic(ctx, account);
  }
}

async function warnPublic(ctx: Context, { id, deskChannel: channel }: BoundAccount): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (!(await tellOnce(tx, `public:${channel}`))) return;
    const payload = { notice: { kind: "publicChannel", channel } };
    const set = { accountId: id, kind: "announce", payload, priority: PRIORITY.failure };
    await addDeliveries(tx, [{ ...aside(ctx, deskLane(channel), ctx.now()), ...set }], [], ctx.now());
  });
}
