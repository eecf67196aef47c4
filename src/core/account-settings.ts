/** What admins choose for an account, and what people choose for themselves; what is not chosen is as here. */
import { z } from "zod";

import { DEFAULT_TARGET, LONGEST_TARGET } from "./answer-time.ts";
import { Digest } from "./digest.ts";
import { HoursRules } from "./hours-rules.ts";
import { MODES } from "./machine.ts";
import { Place } from "./place.ts";

/** A chat is manual at most so long after a person answered. */
export const MOST_PAUSE_HOURS = 72;

export const AccountSettings = z.object({
  /** Whose reply is the first that goes to a customer has the chat, if nobody has it. */
  assignOnReply: z.boolean().catch(true),
  /** Chats that begin to wait and are nobody's are dealt to these people in turn; empty: they stay nobody's. */
  roundRobin: z.array(z.string()).catch([]),
  /** Where the shop is, to be sent to customers. */
  place: Place.nullable().catch(null),
  /** When somebody is there; null: always. */
  hours: HoursRules.nullable().catch(null),
  /** Who answers in response hours, and who outside of them. */
  modes: z.object({ inside: z.enum(MODES), outside: z.enum(MODES) }).catch({ inside: "both", outside: "both" }),
  /** After a person answered, a chat hears no automatic replies for so many hours; 0: at once again. */
  pauseHours: z.int().min(0).max(MOST_PAUSE_HOURS).catch(3),
  /** When the chats that wait are listed; null: never. */
  digest: Digest.nullable().catch(null),
  /** How long customers may wait, in minutes of response hours. */
  target: z.number().int().min(1).max(LONGEST_TARGET).catch(DEFAULT_TARGET),
});
export type AccountSettings = z.infer<typeof AccountSettings>;

/** Also of what an older or newer version stored. */
export const accountSettings = (stored: unknown): AccountSettings => {
  const read = z.looseObject({}).safeParse(stored);
  return AccountSettings.parse(read.success ? read.data : {});
};

/** How somebody hears that a customer of theirs waits: mentioned in the thread, by a direct message, not at all. */
export const CALLS = ["thread", "direct", "off"] as const;
export type Calls = (typeof CALLS)[number];

export const callsOf = (stored: string | undefined): Calls => CALLS.find((each) => each === stored) ?? "thread";

/** Whose turn it is for chat after chat; `from` counts the chats dealt before, so that many dealers share one order. */
export function turns<T>(people: readonly T[], from: number, count: number): T[] {
  return Array.from({ length: count }, (_, i) => people[(from + i) % people.length]).flatMap((each) =>
    each === undefined ? [] : [each],
  );
}
