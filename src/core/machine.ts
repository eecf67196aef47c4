/** When automatic replies may be said: the mode of the hour, and whether a person has the chat. */
import { type Hours, isOpen } from "./hours.ts";

/**
 * manual     only people answer
 * both       the machine answers, and is quiet where a person talks
 * automatic  as `both`, and nobody is called: whoever waits is seen in the lists
 */
export const MODES = ["manual", "both", "automatic"] as const;
export type Mode = (typeof MODES)[number];

export interface Modes {
  /** In response hours; where none are set, always. */
  inside: Mode;
  outside: Mode;
}

export const modeAt = (modes: Modes, hours: Hours, at: Date): Mode =>
  isOpen(hours, at) ? modes.inside : modes.outside;

/** What is known of a chat. */
export interface ManualState {
  kind: string;
  muted: string;
  /** Another tool holds it. */
  standby: boolean;
  manual: boolean;
  manualUntil: Date | null;
  /** Words of staff are on their way. */
  heldSince: Date | null;
}

export type Quiet =
  /** Groups hear no machine. */
  | { kind: "group" }
  | { kind: "muted" }
  | { kind: "standby" }
  | { kind: "mode" }
  /** Switched off by hand; `until`: undefined until somebody switches it on. */
  | { kind: "manual"; until: Date | undefined };

/** A person has the chat. */
export function manualNow(
  chat: Pick<ManualState, "manual" | "manualUntil">,
  at: Date,
): Extract<Quiet, { kind: "manual" }> | undefined {
  if (chat.manual) return { kind: "manual", until: undefined };
  if (chat.manualUntil !== null && chat.manualUntil > at) return { kind: "manual", until: chat.manualUntil };
  return undefined;
}

interface Question {
  chat: ManualState;
  modes: Modes;
  hours: Hours;
  at: Date;
}

/** Why the machine says nothing now; undefined: it may speak. */
export function whyQuiet({ chat, modes, hours, at }: Question): Quiet | undefined {
  if (chat.kind !== "user") return { kind: "group" };
  if (chat.muted !== "no") return { kind: "muted" };
  if (chat.standby) return { kind: "standby" };
  if (modeAt(modes, hours, at) === "manual") return { kind: "mode" };
  if (chat.heldSince !== null) return { kind: "manual", until: undefined };
  return manualNow(chat, at);
}

export const machineMaySpeak = (question: Question): boolean => whyQuiet(question) === undefined;

/** Until when a chat is manual where a person answers now: never shorter than it was. */
export function manualAfterAnswer(until: Date | null, at: Date, hours: number): Date | null {
  if (hours === 0) return until;
  const ends = new Date(at.getTime() + hours * 3_600_000);
  return until !== null && until > ends ? until : ends;
}
