/** A person answered: the machine is quiet in this chat for a while. */
import { manualAfterAnswer } from "../../core/machine.ts";
import type { Tx } from "../../store/client.ts";
import { patchConversation } from "../../store/conversations.ts";
import type { ConversationRow, MessageRow } from "../../store/rows.ts";
import type { BoundAccount } from "../context.ts";

/** The conversation's row is locked by the caller. */
export async function noteManual(
  tx: Tx,
  { settings }: BoundAccount,
  { conversation, messages, now }: { conversation: ConversationRow; messages: MessageRow[]; now: Date },
): Promise<void> {
  if (!messages.some(({ author, staffId }) => author === "staff" && staffId !== null)) return;
  const manualUntil = manualAfterAnswer(conversation.manualUntil, now, settings.pauseHours);
  if (manualUntil !== conversation.manualUntil) await patchConversation(tx, conversation.id, { manualUntil });
}
