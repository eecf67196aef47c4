/** Both platforms on this machine and the settings that make the app talk to them. */
import { startLine } from "../../sandbox/line/index.ts";
import type { FakeLine, LineOptions } from "../../sandbox/line/types.ts";
import { startSlack } from "../../sandbox/slack/index.ts";
import type { SlackOptions } from "../../sandbox/slack/options.ts";
import type { FakeSlack } from "../../sandbox/slack/types.ts";
import { slackScopes } from "../../slack/manifest.ts";
import { makeDataDir, removeDataDir } from "./leftovers.ts";

export const PREFIX = "threadline-sandbox-";

export interface Platforms {
  line: FakeLine;
  slack: FakeSlack;
  /** A folder of its own, thrown away in the end. */
  dataDir: string;
  /** The environment of an app that talks to these platforms. */
  settings: Record<string, string>;
  /** Tells both platforms where the app listens. */
  connect: (appUrl: string) => void;
  close: () => Promise<void>;
}

export interface PlatformOptions {
  line?: LineOptions | undefined;
  slack?: SlackOptions | undefined;
  /** Names the data folder, so that what is left of killed runs is found. */
  prefix?: string;
}

export async function startPlatforms(options: PlatformOptions = {}): Promise<Platforms> {
  const line = await startLine(options.line);
  const slack = await startSlack({ scopes: slackScopes, ...options.slack });
  const dataDir = makeDataDir(options.prefix ?? PREFIX);
  return {
    line,
    slack,
    dataDir,
    settings: {
      DATA_DIR: dataDir,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken,
      LINE_API_BASE_URL: line.url,
      LINE_DATA_API_BASE_URL: line.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_CHANNEL: slack.channel(),
      SLACK_API_URL: slack.url,
      ...(options.slack?.socketMode ? { SLACK_APP_TOKEN: slack.appToken } : {}),
    },
    connect: (appUrl) => {
      line.setWebhook(`${appUrl}/line/webhook`);
      slack.setRequestUrl(`${appUrl}/slack/events`);
    },
    close: async () => {
      line.setWebhook(null);
      slack.setRequestUrl(null);
      await slack.close();
      await line.close();
      removeDataDir(dataDir);
    },
  };
}

/** Looks until it is so; says what was waited for when it never is. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined> | T | null | undefined,
  patience = 30_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
