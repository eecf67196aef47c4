/** What a chat was before an act, kept with the act: what staff take back, and what a muted chat goes on with. */
import { z } from "zod";

import type { ConversationPatch } from "../../store/conversations.ts";
import type { ConversationRow } from "../../store/rows.ts";

/** Never names or words: they may have to be forgotten, and acts are kept for good. */
const STATE = [
  "status",
  "doneAt",
  "waitingSince",
  "answeredUntil",
  "snoozedUntil",
  "assigneeId",
  "muted",
  "mutedAt",
  "manual",
  "manualUntil",
] as const satisfies (keyof ConversationPatch)[];

/** When something was last said: where it is another time now, something was said since. */
const SAID = ["lastMessageAt", "lastCustomerAt"] as const satisfies (keyof ConversationPatch)[];

export function whatWas(chat: ConversationRow, set: ConversationPatch): object {
  const changed = STATE.filter((field) => field in set);
  return Object.fromEntries([...changed, ...SAID].map((field) => [field, chat[field]]));
}

const At = z
  .string()
  .transform((at) => new Date(at))
  .nullable();

const Was = z.object({
  status: z.string().optional(),
  doneAt: At.optional(),
  waitingSince: At.optional(),
  answeredUntil: At.optional(),
  snoozedUntil: At.optional(),
  assigneeId: z.string().nullable().optional(),
  muted: z.string().optional(),
  mutedAt: At.optional(),
  manual: z.boolean().optional(),
  manualUntil: At.optional(),
  lastMessageAt: At,
  lastCustomerAt: At,
});
export type Was = z.infer<typeof Was>;

const Detail = z.looseObject({ was: Was, by: z.string().optional() });

/** Undefined: this act left nothing behind that could come back. */
export function wasBefore(detail: unknown): { was: Was; by: string | undefined } | undefined {
  const read = Detail.safeParse(detail);
  return read.success ? { was: read.data.was, by: read.data.by } : undefined;
}

const same = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

export const saidSince = (chat: ConversationRow, was: Was): boolean =>
  SAID.some((field) => !same(chat[field], was[field]));

/** As it was, except that who has an answer by now does not wait. */
export function asBefore(chat: ConversationRow, was: Was): ConversationPatch {
  const { lastMessageAt: _message, lastCustomerAt: _customer, ...state } = was;
  const { waitingSince } = state;
  const answered = waitingSince && chat.answeredUntil !== null && waitingSince <= chat.answeredUntil;
  return Object.fromEntries(
    Object.entries(answered ? { ...state, waitingSince: null } : state).filter(([, value]) => value !== undefined),
  );
}
