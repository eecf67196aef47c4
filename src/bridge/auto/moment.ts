import type { Heard, Moment } from "../../core/auto-reply.ts";
import { type Hours, isOpen, nextOpening } from "../../core/hours.ts";
import { modeAt, type Quiet, whyQuiet } from "../../core/machine.ts";
import { wallAt } from "../../core/zone.ts";
import type { ConversationRow } from "../../store/rows.ts";
import type { BoundAccount, Context } from "../context.ts";
import { hoursOf } from "../hours-of.ts";

interface Asked {
  now: Date;
  /** Undefined: nobody in particular, or a friend who never wrote. */
  chat: ConversationRow | undefined;
  heard: Heard;
  /** When a chat was last told that nobody is there. */
  awayAt: Date | null;
}

/** The account's clock and hours as the rules see them, and whether the machine may speak at all. */
export function momentOf(
  ctx: Context,
  account: BoundAccount,
  { now, chat, heard, awayAt }: Asked,
): { moment: Moment; hours: Hours; quiet: Quiet | undefined } {
  const hours = hoursOf(ctx, account);
  const opened = awayAt && hours.rules ? nextOpening(hours, awayAt) : undefined;
  const moment = {
    wall: wallAt(now, hours.zone),
    open: hours.rules ? isOpen(hours, now) : undefined,
    nextOpening: nextOpening(hours, now),
    answeredSinceClosing: awayAt !== null && (opened === undefined || opened > now),
  };
  return { moment, hours, quiet: quietNow(account, { chat, hours, heard, now }) };
}

/** Modes are about answers; a greeting is none, but it is not said into a talk with a person either. */
function quietNow(
  { settings: { modes } }: BoundAccount,
  { chat, hours, heard, now }: { chat: ConversationRow | undefined; hours: Hours; heard: Heard; now: Date },
): Quiet | undefined {
  const greeting = heard.kind === "follow" || heard.kind === "unblock";
  const spoken = greeting ? { inside: "both" as const, outside: "both" as const } : modes;
  if (!chat) return modeAt(spoken, hours, now) === "manual" ? { kind: "mode" } : undefined;
  // whether words are held is asked of the deliveries: what was cancelled leaves its time behind
  return whyQuiet({ chat: { ...chat, heldSince: null }, modes: spoken, hours, at: now });
}
