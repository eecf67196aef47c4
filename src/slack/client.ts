import { WebClient } from "@slack/web-api";

import type { Log } from "../log.ts";
import { boltLog } from "./bolt.ts";

export interface SlackAccess {
  botToken: string;
  apiUrl: string | undefined;
}

const TIMEOUT = 10_000;

/**
 * The SDK's own retries would post twice after a lost answer, and its handling of a 429 stops every call of every channel:
 * both are ours to do.
 */
export function createSlackClient({ botToken, apiUrl }: SlackAccess, log: Log): WebClient {
  return new WebClient(botToken, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
    logger: boltLog(log),
  });
}
