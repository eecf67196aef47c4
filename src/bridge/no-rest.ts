/** A message whose beginning has gone, and of which nothing is left since its other files were taken out. */
import { inTransaction } from "../store/client.ts";
import { lockConversations } from "../store/conversations.ts";
import { lockPending, patchDeliveries } from "../store/deliveries.ts";
import { messagesById, patchMessages } from "../store/messages.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import type { Context } from "./context.ts";
import { addDeliveries } from "./draft.ts";
import { markStaffMessage } from "./set-aside.ts";

export async function noRest(
  ctx: Context,
  delivery: DeliveryRow,
  { id, conversationId, editedAt }: MessageRow,
): Promise<void> {
  const now = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await lockConversations(tx, [conversationId]);
    const [fresh] = await messagesById(tx, [id]);
    // edited or cancelled meanwhile: it is looked at again
    if (!fresh || fresh.editedAt !== editedAt || (await lockPending(tx, [delivery.id])).length === 0) return;
    await patchDeliveries(tx, [delivery.id], { status: "done", doneAt: now });
    await patchMessages(tx, [id], { state: "sent" });
    await addDeliveries(tx, markStaffMessage(ctx, { message: fresh, deliveries: [delivery] }, "sent", now), [], now);
  });
}
