/**
 * Settings: environment variables in, one checked object out. The only file that may look at the environment; whoever
 * starts the program passes it in. All problems are told at once, each with its cure.
 */
import { resolve } from "node:path";

import type { z } from "zod";

import { type AccountConfig, type AccountProblem, problemOf, readAccountsFile } from "./config/accounts.ts";
import { accountSchema, defaults, type Settings, settingsSchema, type Variable } from "./config/settings.ts";
import { spokenIn } from "./config/spoken.ts";
import type { AdminAlert } from "./config/values.ts";
import { ConfigError, type ConfigProblem } from "./errors.ts";
import type { LogLevel } from "./log.ts";
import { configWordsEn } from "./words/config.en.ts";
import { configWordsJa } from "./words/config.ja.ts";
import type { AccountField, ConfigWords } from "./words/config.ts";

const DAY = 24 * 3_600_000;

export { describeSettings } from "./config/settings.ts";
export type { AccountConfig } from "./config/accounts.ts";
export type { AdminAlert } from "./config/values.ts";

export type Environment = Record<string, string | undefined>;
export type Locale = "ja" | "en";
export type SendMode = "reply" | "confirm" | "marked";

export interface Config {
  port: number;
  host: string;
  /** Without the slash at its end; absent: nothing that needs a public address (media) is offered. */
  publicUrl?: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** Absent: the built-in PostgreSQL, in `dataDir`. */
  databaseUrl?: string | undefined;
  /** Absent: files are kept in `dataDir`. */
  bucket?: { endpoint: string; bucket: string; region: string; keyId: string; secret: string } | undefined;
  /** Bytes of one picture, video or file; more is not fetched. */
  mediaLimit: number;
  /** Milliseconds that a link to one of them lives. */
  mediaLinkLife: number;
  /** How long files of customers are kept, in milliseconds; undefined: until they are taken back or erased. */
  mediaKeep: number | undefined;
  accounts: AccountConfig[];
  slack: {
    botToken: string;
    signingSecret: string;
    /** Set: Socket Mode instead of requests at `/slack/events`. */
    appToken?: string | undefined;
    apiUrl?: string | undefined;
  };
  line: { apiBaseUrl: string; dataApiBaseUrl: string };
  sendHoldSeconds: number;
  sendMode: SendMode;
  slackPostsPerSecond: number;
  adminAlert?: AdminAlert | undefined;
  locale: Locale;
  /** Of what is printed in the terminal. */
  spoken: Locale;
  timeZone: string;
  logLevel: LogLevel;
  metricsToken?: string | undefined;
  allowGuests: boolean;
  allowOutside: boolean;
  allowShared: boolean;
  /** Slack ids of people and user groups. */
  admins: string[];
  /** Emoji names; undefined: that reaction does nothing. */
  reactions: { done: string | undefined; assign: string | undefined };
  broadcastWaiting: boolean;
  threadQuietDays: number;
  lateAfterMinutes: number;
  senderName: "off" | "name" | "name-and-picture";
}

type Parsed<T> = { kind: "value"; value: T } | { kind: "problems"; problems: ConfigProblem[] };

export function loadConfig(env: Environment): Config {
  const words = wordsFor(env);
  const given = withDefaults(env);
  const settings = check(settingsSchema, given, words);
  const accounts = readAccounts(given, settings.kind === "value" && settings.value.GROUPS, words);
  if (settings.kind === "value" && settings.value.MEDIA_BUCKET && !settings.value.MEDIA_BUCKET_KEY) {
    const variable = "MEDIA_BUCKET_KEY";
    throw new ConfigError([{ variable, problem: words.problem({ kind: "missing" }), cure: words.cures[variable] }]);
  }
  if (settings.kind === "value" && accounts.kind === "value") {
    return { ...configOf(settings.value, accounts.value), spoken: spokenIn(env) };
  }
  throw new ConfigError([settings, accounts].flatMap((each) => (each.kind === "problems" ? each.problems : [])));
}

/** The whole page that a refused start shows, in the language of the settings or the terminal. */
export function explainRefusal(error: ConfigError, env: Environment): string {
  const words = wordsFor(env);
  return [words.refused(error.problems.length), error.message, words.whereSettings, words.trySandbox].join("\n\n");
}

function wordsFor(env: Environment): ConfigWords {
  return spokenIn(env) === "ja" ? configWordsJa : configWordsEn;
}

/** Set but empty counts as missing: that is what a line of `.env.example` left as it is means. */
function withDefaults(env: Environment): Environment {
  const names = Object.keys({ ...settingsSchema.shape, ...accountSchema.shape }) as Variable[];
  return Object.fromEntries(
    names.map((name) => {
      const value = env[name]?.trim() ?? "";
      return [name, value === "" ? defaults[name] : value];
    }),
  );
}

function check<T>(schema: z.ZodType<T>, given: Environment, words: ConfigWords): Parsed<T> {
  const result = schema.safeParse(given);
  if (result.success) return { kind: "value", value: result.data };
  const problems = result.error.issues.map((issue) => {
    const variable = String(issue.path[0]) as Variable;
    const problem = given[variable] === undefined ? ({ kind: "missing" } as const) : problemOf(issue);
    return { variable, problem: words.problem(problem), cure: words.cures[variable] };
  });
  return { kind: "problems", problems };
}

function readAccounts(given: Environment, groups: boolean, words: ConfigWords): Parsed<AccountConfig[]> {
  if (given.ACCOUNTS_FILE !== undefined) {
    const read = readAccountsFile(resolve(given.ACCOUNTS_FILE), groups);
    if (read.kind === "accounts") return { kind: "value", value: read.accounts };
    return { kind: "problems", problems: read.problems.map((each) => told(each, words)) };
  }
  const one = check(accountSchema, given, words);
  if (one.kind === "problems") return one;
  const { LINE_CHANNEL_SECRET: secrets, LINE_CHANNEL_ACCESS_TOKEN: accessToken, SLACK_CHANNEL } = one.value;
  return { kind: "value", value: [{ name: "main", secrets, accessToken, slackChannel: SLACK_CHANNEL, groups }] };
}

function told({ entry, field, problem }: AccountProblem, words: ConfigWords): ConfigProblem {
  const variable = entry === undefined ? "ACCOUNTS_FILE" : words.place(entry, field);
  return { variable, problem: words.problem(problem), cure: cureFor(problem.kind, field, words) };
}

function cureFor(kind: string, field: AccountField | undefined, words: ConfigWords): string {
  if (kind === "unknown-field") return words.unknownFieldCure;
  return field === undefined ? words.cures.ACCOUNTS_FILE : words.fieldCures[field];
}

function configOf(settings: Settings, accounts: AccountConfig[]): Omit<Config, "spoken"> {
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    bucket:
      settings.MEDIA_BUCKET && settings.MEDIA_BUCKET_KEY
        ? { ...settings.MEDIA_BUCKET, ...settings.MEDIA_BUCKET_KEY, region: settings.MEDIA_BUCKET_REGION }
        : undefined,
    mediaLimit: settings.MEDIA_LIMIT_MB * 1_000_000,
    mediaLinkLife: settings.MEDIA_LINK_DAYS * DAY,
    mediaKeep: settings.MEDIA_KEEP_DAYS === undefined ? undefined : settings.MEDIA_KEEP_DAYS * DAY,
    accounts,
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      signingSecret: settings.SLACK_SIGNING_SECRET,
      appToken: settings.SLACK_APP_TOKEN,
      // The Web API client appends method names to it.
      apiUrl: settings.SLACK_API_URL === undefined ? undefined : `${settings.SLACK_API_URL}/`,
    },
    line: { apiBaseUrl: settings.LINE_API_BASE_URL, dataApiBaseUrl: settings.LINE_DATA_API_BASE_URL },
    sendHoldSeconds: settings.SEND_HOLD_SECONDS,
    sendMode: settings.SEND_MODE,
    slackPostsPerSecond: settings.SLACK_POSTS_PER_SECOND,
    adminAlert: settings.ADMIN_ALERT,
    locale: settings.LOCALE,
    timeZone: settings.TIMEZONE,
    logLevel: settings.LOG_LEVEL,
    metricsToken: settings.METRICS_TOKEN,
    allowGuests: settings.ALLOW_GUESTS,
    allowOutside: settings.ALLOW_OUTSIDE,
    allowShared: settings.ALLOW_SHARED_CHANNELS,
    admins: settings.ADMINS ?? [],
    reactions: { done: settings.REACTION_DONE, assign: settings.REACTION_ASSIGN },
    broadcastWaiting: settings.BROADCAST_WAITING,
    threadQuietDays: settings.THREAD_QUIET_DAYS,
    lateAfterMinutes: settings.LATE_AFTER_MINUTES,
    senderName: settings.SENDER_NAME,
  };
}
