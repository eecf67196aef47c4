/** The customer pressed the button on the page of a file: the thread hears of it, once. */
import { PRIORITY } from "../core/delivery.ts";
import { inTransaction } from "../store/client.ts";
import { findContent } from "../store/content.ts";
import { deskLane } from "../store/lanes.ts";
import { messagesById } from "../store/messages.ts";
import { noteOpened } from "../store/outgoing.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";

export async function fileOpened(ctx: Context, contentId: string): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const now = ctx.now();
    const content = await findContent(tx, contentId);
    const [message] = content?.messageId ? await messagesById(tx, [content.messageId]) : [];
    if (!content || !message?.deskChannel || !(await noteOpened(tx, contentId, now))) return;
    const { accountId, conversationId, threadId, deskChannel } = message;
    const notice = { kind: "fileOpened" as const, name: content.name ?? "" };
    const set = { accountId, conversationId, threadId, kind: "notice", payload: { notice }, priority: PRIORITY.quiet };
    await addDeliveries(tx, [{ ...aside(ctx, deskLane(deskChannel), now), ...set }], [], now);
  });
}
