import { PRIORITY } from "../core/delivery.ts";
import type { LaneKey } from "../store/lanes.ts";
import type { Context } from "./context.ts";
import type { DraftDelivery } from "./draft.ts";

/** The plain parts of a delivery that belongs to no conversation. */
export function aside(ctx: Context, lane: LaneKey, now: Date): Omit<DraftDelivery, "kind" | "payload"> {
  return {
    id: ctx.newId(),
    lane,
    accountId: null,
    conversationId: null,
    threadId: null,
    messageId: null,
    priority: PRIORITY.failure,
    notBefore: now,
    orderAt: now,
    mergeKey: null,
  };
}
