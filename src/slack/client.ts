import { WebClient } from "@slack/web-api";

export interface SlackAccess {
  botToken: string;
  apiUrl: string | undefined;
}

const TIMEOUT = 10_000;

/**
 * The SDK's own retries would post twice after a lost answer, and its handling of a 429 stops every call of every channel:
 * both are ours to do.
 */
export function createSlackClient({ botToken, apiUrl }: SlackAccess): WebClient {
  return new WebClient(botToken, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
  });
}
