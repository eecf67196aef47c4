/**
 * After a restore, threads that were opened since the backup stand in Slack and are known to nobody here. What staff write
 * there reaches no customer: they are told, instead of waiting for an answer.
 */
import { PRIORITY } from "../core/delivery.ts";
import type { StaffMessage } from "../core/inbound.ts";
import { deskLane } from "../store/lanes.ts";
import { aside } from "./aside.ts";
import type { Context } from "./context.ts";
import type { DraftDelivery } from "./draft.ts";

export function tellStranded(ctx: Context, message: StaffMessage, now: Date): DraftDelivery[] {
  const { restoredAt } = ctx;
  // a card that was posted a moment ago may not be known yet: that one will be
  if (!restoredAt || !message.rootAt || message.rootAt > restoredAt) return [];
  const notice = { kind: "strandedThread" as const, channel: message.channel };
  const told = { kind: "direct", payload: { user: message.user, notice }, priority: PRIORITY.whisper };
  return [{ ...aside(ctx, deskLane(message.channel), now), ...told, mergeKey: `stranded:${message.key}` }];
}
