/** How often Slack lets one app call: by method and minute, and by channel and second for posts. */
import type { SlackOptions } from "./options.ts";

const TIER_2 = 20;
const TIER_3 = 50;
const TIER_4 = 100;
/** "Hundreds": auth.test and chat.getPermalink have a limit of their own, which is not published. */
const SPECIAL = 600;

const CALLS_A_MINUTE: Record<string, number> = {
  "auth.test": SPECIAL,
  "chat.getPermalink": SPECIAL,
  "chat.postEphemeral": TIER_4,
  "users.info": TIER_4,
  "conversations.members": TIER_4,
  "files.getUploadURLExternal": TIER_4,
  "files.completeUploadExternal": TIER_4,
  "files.info": TIER_4,
  "files.delete": TIER_3,
  "views.open": TIER_4,
  "views.push": TIER_4,
  "views.update": TIER_4,
  "views.publish": TIER_4,
  "reactions.remove": TIER_2,
  "conversations.list": TIER_2,
  "users.list": TIER_2,
  "pins.add": TIER_2,
  "pins.list": TIER_2,
  "bookmarks.add": TIER_2,
  "emoji.list": TIER_2,
  "usergroups.list": TIER_2,
  "usergroups.users.list": TIER_2,
};

const MINUTE = 60_000;
const BURST = 4;

export interface Limits {
  /** Seconds to wait, or nothing: then the call is counted. */
  take(method: string, channel: string): number | undefined;
}

export function createLimits(options: Pick<SlackOptions, "postsPerSecond" | "tiers">, now: () => number): Limits {
  const rate = options.postsPerSecond === undefined ? 1 : options.postsPerSecond;
  const scale = options.tiers === undefined ? 1 : options.tiers;
  const calls = new Map<string, number[]>();
  const buckets = new Map<string, { left: number; at: number }>();

  return {
    take(method, channel) {
      if (method === "chat.postMessage") return takePost(channel);
      if (method === "upload" || method === "download") return undefined;
      const wait = takeCall(method);
      if (wait !== undefined) return wait;
      return method === "files.completeUploadExternal" && channel !== "" ? takePost(channel) : undefined;
    },
  };

  function takeCall(method: string): number | undefined {
    if (scale === null) return undefined;
    const limit = Math.max(1, Math.floor((CALLS_A_MINUTE[method] ?? TIER_3) * scale));
    const time = now();
    const recent = (calls.get(method) ?? []).filter((at) => at > time - MINUTE);
    calls.set(method, recent);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= limit) return Math.max(1, Math.ceil((oldest + MINUTE - time) / 1000));
    recent.push(time);
    return undefined;
  }

  /** A bucket of four that refills at the rate of the channel. */
  function takePost(channel: string): number | undefined {
    if (rate === null) return undefined;
    const time = now();
    const bucket = buckets.get(channel) ?? { left: BURST, at: time };
    const left = Math.min(BURST, bucket.left + ((time - bucket.at) / 1000) * rate);
    const granted = left >= 1;
    buckets.set(channel, { left: granted ? left - 1 : left, at: time });
    return granted ? undefined : Math.max(1, Math.ceil((1 - left) / rate));
  }
}
