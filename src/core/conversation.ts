/** The states of a conversation and how customer words and answers move them. */

export interface ConversationState {
  status: "open" | "done";
  doneAt: Date | null;
  /** The oldest unanswered customer message; null: nobody waits. */
  waitingSince: Date | null;
  /** Every customer message up to here is answered. */
  answeredUntil: Date | null;
  lastMessageAt: Date | null;
  lastCustomerAt: Date | null;
  threadId: string | null;
  /** Put off until then, or until the customer writes. */
  snoozedUntil: Date | null;
  /** no | muted | spam: what comes is stored, nothing is shown and nobody waits. */
  muted: string;
}

export const isMuted = ({ muted }: Pick<ConversationState, "muted">): boolean => muted !== "no";

const DAY = 24 * 60 * 60 * 1000;

/** Done within this time and the customer writes again: the same thread goes on. */
export const REOPEN_WITHIN = DAY;

/**
 * Which thread a customer's message belongs to. A chat that was done, or quiet for long, begins a new thread, so that the
 * channel shows it again and old business stays closed; a chat done within the last 24 hours goes on where it was.
 */
export function threadFor(state: ConversationState, at: Date, quietDays: number): "same" | "new" {
  if (state.threadId === null) return "new";
  if (state.status === "done") {
    return state.doneAt !== null && at.getTime() - state.doneAt.getTime() <= REOPEN_WITHIN ? "same" : "new";
  }
  if (state.lastMessageAt === null) return "same";
  return at.getTime() - state.lastMessageAt.getTime() > quietDays * DAY ? "new" : "same";
}

/** A customer wrote. Words older than the newest answer are answered already. */
export function customerWrote(state: ConversationState, at: Date): Partial<ConversationState> {
  const answered = state.answeredUntil !== null && at <= state.answeredUntil;
  return {
    status: "open",
    doneAt: null,
    waitingSince: answered ? state.waitingSince : earliest(state.waitingSince, at),
    lastMessageAt: latest(state.lastMessageAt, at),
    lastCustomerAt: latest(state.lastCustomerAt, at),
    snoozedUntil: null,
  };
}

/** Words came in of which only the newer form was known: nothing begins anew, and whoever waits has waited since then. */
export function customerWroteBefore(state: ConversationState, at: Date): Partial<ConversationState> {
  const answered = state.answeredUntil !== null && at <= state.answeredUntil;
  return state.waitingSince === null || answered ? {} : { waitingSince: earliest(state.waitingSince, at) };
}

/** A customer wrote in a muted chat: it is known, and nothing follows. */
export function customerWroteUnseen(state: ConversationState, at: Date): Partial<ConversationState> {
  return { lastMessageAt: latest(state.lastMessageAt, at), lastCustomerAt: latest(state.lastCustomerAt, at) };
}

/**
 * The messenger accepted an answer that was written at `writtenAt`.
 * `oldestAfter` is the oldest customer message after it: whoever wrote meanwhile still waits.
 */
export function answered(
  state: ConversationState,
  writtenAt: Date,
  oldestAfter: Date | null,
): Partial<ConversationState> {
  const answeredUntil = latest(state.answeredUntil, writtenAt);
  return {
    answeredUntil,
    waitingSince: isMuted(state) ? null : oldestAfter,
    lastMessageAt: latest(state.lastMessageAt, writtenAt),
  };
}

function earliest(a: Date | null, b: Date): Date {
  return a === null || b < a ? b : a;
}

function latest(a: Date | null, b: Date): Date {
  return a === null || b > a ? b : a;
}
