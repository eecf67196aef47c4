/**
 * Faults that a test or the sandbox can order on any call that the app makes to a platform.
 *
 * A fake asks its fault three times a call: `before` it acts, `after` it acted but before it answers, and once it has
 * `answered`. The fault may do something of its own (kill the app, say) and may return an action that replaces the answer.
 */
export interface Call {
  platform: "line" | "slack";
  /** `POST /v2/bot/message/push` for LINE, `chat.postMessage` for Slack. */
  method: string;
  /** The parsed body (JSON or form) as the platform understood it. */
  body: unknown;
  /** Counts the calls of this fake from 1. */
  number: number;
}

export type Phase = "before" | "after" | "answered";

export type FaultAction =
  /** The connection is cut without an answer. */
  | { kind: "reset" }
  /** No answer for so long; then the connection is cut. */
  | { kind: "hang"; milliseconds: number }
  /** This answer instead of the real one. */
  | { kind: "answer"; status: number; headers?: Record<string, string>; body?: unknown };

// oxlint-disable-next-line typescript/no-invalid-void-type -- a fault that only watches returns nothing
export type Fault = (call: Call, phase: Phase) => FaultAction | void | Promise<FaultAction | void>;
