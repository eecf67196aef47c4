/** The first person whose reply LINE accepts has the chat, if nobody has it and the account wants that. */
import { auditDetail } from "../../core/acts.ts";
import { PRIORITY } from "../../core/delivery.ts";
import { recordActs } from "../../store/audit.ts";
import type { Tx } from "../../store/client.ts";
import { patchConversation } from "../../store/conversations.ts";
import type { ConversationRow, MessageRow } from "../../store/rows.ts";
import { findStaff } from "../../store/staff.ts";
import type { BoundAccount, Context } from "../context.ts";
import type { DraftDelivery } from "../draft.ts";
import { inThread } from "./change.ts";

/** The conversation's row is locked by the caller. */
export async function noteFirstAnswer(
  tx: Tx,
  ctx: Context,
  account: BoundAccount,
  { conversation, messages, now }: { conversation: ConversationRow; messages: MessageRow[]; now: Date },
): Promise<DraftDelivery[]> {
  if (conversation.assigneeId !== null || !account.settings.assignOnReply) return [];
  const [first] = messages.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const person = first?.staffId ? await findStaff(tx, first.staffId) : null;
  if (!person) return [];
  const { userId: id, name } = person;
  const act = { kind: "assigned" as const, to: { id, name }, how: "answered" as const };
  await patchConversation(tx, conversation.id, { assigneeId: id });
  const detail = auditDetail(act) as object;
  await recordActs(tx, [
    { id: ctx.newId(), at: now, actor: id, act: act.kind, conversationId: conversation.id, detail },
  ]);
  const payload = { notice: { kind: "act", by: name, act } };
  return inThread(tx, ctx, conversation, [{ kind: "notice", payload, priority: PRIORITY.quiet }]);
}
