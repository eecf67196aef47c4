/** How a fake Slack is to be. */
import type { Fault } from "../faults.ts";

export interface SlackOptions {
  fault?: Fault;
  port?: number;
  /** Posts a second in one channel, with a burst of 4. 1 unless told; `null` is no limit. */
  postsPerSecond?: number | null;
  /** Scales Slack's calls a minute and method (1 unless told); `null` switches them off. */
  tiers?: number | null;
  now?: () => number;
  /** One public channel `support` unless told. The bot and all staff are members. */
  channels?: readonly { name: string; isPrivate?: boolean }[];
  /** Events about the app's own doings come back to it, as at Slack. On unless told. */
  echo?: boolean;
  /** Slack's retries of an event that failed; a list sets the pauses. Off unless told. */
  retries?: boolean | readonly number[];
  /** How long Slack waits for the app: 3,000 milliseconds. */
  patience?: number;
  /** How long an upload is scanned, until its file has a `ts` and a type. 30 milliseconds unless told. */
  scan?: number;
  /** The app is in Socket Mode: what happens goes over the connections that it opens. */
  socketMode?: boolean;
  /** What the workspace granted at the installation. Only told in headers: calls are not refused for a missing one. */
  scopes?: readonly string[];
  /** `chat.delete` of a message under another name; Slack's reference says that it is refused. */
  deleteOtherNames?: "refused" | "allowed";
}
