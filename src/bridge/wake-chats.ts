/** Chats that were put off come back when their time has come, whichever instance looks first. */
import { PRIORITY } from "../core/delivery.ts";
import { inTransaction } from "../store/client.ts";
import { anybodyWakes, wakeConversations } from "../store/conversations.ts";
import type { ConversationRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";
import { inThread } from "./staff/change.ts";

/** In one transaction; the others come a second later. */
const AT_ONCE = 100;

export async function wakeChats(ctx: Context): Promise<void> {
  const now = ctx.now();
  if (!(await anybodyWakes(ctx.db, now))) return;
  await inTransaction(ctx.db, async (tx) => {
    const told = [];
    for (const chat of await wakeConversations(tx, now, AT_ONCE))
      told.push(...(await inThread(tx, ctx, chat, news(ctx, chat))));
    await addDeliveries(tx, told, [], now);
  });
}

function news(ctx: Context, chat: ConversationRow): Parameters<typeof inThread>[3] {
  const notice = {
    kind: "woke",
    to: chat.assigneeId,
    // a reply in a thread is seen only by those who follow it
    broadcast: chat.waitingSince !== null && ctx.settings.broadcastWaiting,
  };
  return [
    { kind: "notice", payload: { notice }, priority: PRIORITY.mention },
    { kind: "card", payload: {}, priority: PRIORITY.card, mergeKey: `card:${chat.threadId}` },
  ];
}
