/** Every variable that Threadline reads, with its default. `.env.example` shows the same list; a test compares them. */
import { z } from "zod";

import type { AccountVariable, SettingVariable } from "../words/config.ts";
import * as values from "./values.ts";

export const settingsSchema = z.object({
  PORT: values.numberBetween(0, 65_535, { whole: true }),
  HOST: values.hostName(),
  PUBLIC_URL: values.publicUrl().optional(),
  DATA_DIR: z.string(),
  DATABASE_URL: values.postgresUrl().optional(),
  MEDIA_BUCKET: values.bucketUrl().optional(),
  MEDIA_BUCKET_KEY: values.keyPair().optional(),
  MEDIA_BUCKET_REGION: values.token(),
  MEDIA_LIMIT_MB: values.numberBetween(1, 2_000, { whole: true }),
  // longer than LINE may be tried again with the same links (a day)
  MEDIA_LINK_DAYS: values.numberBetween(2, 365, { whole: true }),
  MEDIA_KEEP_DAYS: values.numberBetween(1, 3650, { whole: true }).optional(),
  ACCOUNTS_FILE: z.string().optional(),
  LINE_API_BASE_URL: values.webUrl(),
  LINE_DATA_API_BASE_URL: values.webUrl(),
  SLACK_BOT_TOKEN: values.slackBotToken(),
  SLACK_SIGNING_SECRET: values.token(),
  SLACK_APP_TOKEN: values.slackAppToken().optional(),
  SLACK_API_URL: values.webUrl().optional(),
  SEND_HOLD_SECONDS: values.numberBetween(0, 25, { whole: false }),
  SEND_MODE: values.oneOf("reply", "confirm", "marked"),
  SLACK_POSTS_PER_SECOND: values.numberBetween(0.1, 1000, { whole: false }),
  ADMIN_ALERT: values.adminAlert().optional(),
  LOCALE: values.oneOf("ja", "en"),
  TIMEZONE: values.timeZone(),
  LOG_LEVEL: values.oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent"),
  METRICS_TOKEN: values.token().optional(),
  ALLOW_GUESTS: values.onOrOff(),
  ALLOW_OUTSIDE: values.onOrOff(),
  ALLOW_SHARED_CHANNELS: values.onOrOff(),
  ADMINS: values.slackPeople().optional(),
  REACTION_DONE: values.emojiName(),
  REACTION_ASSIGN: values.emojiName(),
  GROUPS: values.onOrOff(),
  BROADCAST_WAITING: values.onOrOff(),
  THREAD_QUIET_DAYS: values.numberBetween(0.01, 3650, { whole: false }),
  LATE_AFTER_MINUTES: values.numberBetween(0.01, 1440, { whole: false }),
  SENDER_NAME: values.oneOf("off", "name", "name-and-picture"),
} satisfies Record<SettingVariable, z.ZodType>);

/** The account of a bridge that has only one; `ACCOUNTS_FILE` takes the place of all three. */
export const accountSchema = z.object({
  LINE_CHANNEL_SECRET: values.secrets(),
  LINE_CHANNEL_ACCESS_TOKEN: values.token(),
  SLACK_CHANNEL: values.slackChannelId(),
} satisfies Record<AccountVariable, z.ZodType>);

export type Settings = z.infer<typeof settingsSchema>;
export type Variable = SettingVariable | AccountVariable;

export const defaults: Partial<Record<Variable, string>> = {
  PORT: "3000",
  HOST: "0.0.0.0",
  DATA_DIR: "./data",
  MEDIA_BUCKET_REGION: "us-east-1",
  MEDIA_LIMIT_MB: "100",
  MEDIA_LINK_DAYS: "30",
  LINE_API_BASE_URL: "https://api.line.me",
  LINE_DATA_API_BASE_URL: "https://api-data.line.me",
  SEND_HOLD_SECONDS: "10",
  SEND_MODE: "reply",
  SLACK_POSTS_PER_SECOND: "1",
  LOCALE: "ja",
  TIMEZONE: "Asia/Tokyo",
  LOG_LEVEL: "info",
  ALLOW_GUESTS: "false",
  ALLOW_OUTSIDE: "false",
  ALLOW_SHARED_CHANNELS: "off",
  REACTION_DONE: "white_check_mark",
  REACTION_ASSIGN: "eyes",
  GROUPS: "off",
  BROADCAST_WAITING: "on",
  THREAD_QUIET_DAYS: "7",
  LATE_AFTER_MINUTES: "15",
  SENDER_NAME: "off",
};

export interface SettingDescription {
  variable: Variable;
  required: boolean;
  default: string | undefined;
}

export function describeSettings(): SettingDescription[] {
  const shapes: Record<string, z.ZodType> = { ...settingsSchema.shape, ...accountSchema.shape };
  return Object.entries(shapes).map(([name, schema]) => {
    const variable = name as Variable;
    const fallback = defaults[variable];
    return { variable, required: fallback === undefined && !schema.safeParse(undefined).success, default: fallback };
  });
}
