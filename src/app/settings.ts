/** What the bridge is told of the settings. */
import type { Context } from "../bridge/context.ts";
import type { Config } from "../config.ts";

export function settingsOf(config: Config): Context["settings"] {
  const { sendMode, broadcastWaiting, threadQuietDays, lateAfterMinutes, senderName, allowGuests } = config;
  const { allowOutside, allowShared, admins, timeZone, mediaLimit, mediaLinkLife, mediaKeep } = config;
  const pace = { holdSeconds: config.sendHoldSeconds, postsPerSecond: config.slackPostsPerSecond };
  const media = { mediaLimit, mediaLinkLife, mediaKeep };
  return {
    sendMode,
    broadcastWaiting,
    threadQuietDays,
    lateAfterMinutes,
    senderName,
    allowGuests,
    allowOutside,
    allowShared,
    admins,
    timeZone,
    ...media,
    ...pace,
  };
}

/** Phones fetch pictures by https alone; a LINE on this machine takes an address on this machine. */
export function reachable({ publicUrl = "", line }: Config): boolean {
  return publicUrl.startsWith("https:") || (publicUrl !== "" && line.apiBaseUrl.startsWith("http:"));
}
