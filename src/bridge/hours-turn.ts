/** When an account opens or closes, the cards of those who wait say so, whichever instance looks first. */
import { PRIORITY } from "../core/delivery.ts";
import { nextChange } from "../core/hours.ts";
import { inTransaction } from "../store/client.ts";
import { waitingChats } from "../store/conversations.ts";
import { tellOnce } from "../store/told.ts";
import type { BoundAccount, Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";
import { hoursOf } from "./hours-of.ts";
import { inThread } from "./staff/change.ts";

/** As many as Slack changes in a minute; the others are drawn again with the next thing that happens in them. */
const MOST = 40;

/** `lookedAt`: until when somebody has looked; what turned since then, with nobody there, is made up for. */
export function createHoursTurn(ctx: Context, lookedAt: Date): () => Promise<void> {
  return async function turn() {
    const [since, now] = [lookedAt, ctx.now()];
    if (now <= since) return;
    lookedAt = now;
    for (const account of ctx.accounts()) {
      const change = nextChange(hoursOf(ctx, account), since);
      if (change && change <= now) await drawAgain(ctx, account, change);
    }
  };
}

async function drawAgain(ctx: Context, account: BoundAccount, change: Date): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (!(await tellOnce(tx, `hours:${account.id}:${change.toISOString()}`))) return;
    const cards = [];
    for (const chat of await waitingChats(tx, account.id, MOST)) {
      const card = { kind: "card", payload: {}, priority: PRIORITY.card, mergeKey: `card:${chat.threadId}` };
      cards.push(...(await inThread(tx, ctx, chat, [card])));
    }
    await addDeliveries(tx, cards, [], ctx.now());
  });
}
