/** What the sentences about settings must cover: every problem, and a cure for every variable. */

/** What can be wrong with a setting. A value is carried along only where it cannot be a secret. */
export type SettingProblem =
  | { kind: "missing" }
  | { kind: "one-of"; value: string; allowed: readonly string[] }
  | { kind: "number"; value: string; min: number; max: number; whole: boolean }
  | { kind: "url"; value: string }
  /** A web address, but the name of a bucket after it is missing or cannot be one. */
  | { kind: "bucket-name"; value: string }
  | { kind: "bucket-key" }
  | { kind: "https-url"; value: string }
  | { kind: "postgres-url" }
  | { kind: "time-zone"; value: string }
  | { kind: "host"; value: string }
  /** Of what only listening shows. */
  | { kind: "port-taken"; value: string }
  | { kind: "port-reserved"; value: string }
  | { kind: "address-elsewhere"; value: string }
  | { kind: "not-listening"; value: string; reason: string }
  | { kind: "channel-id"; value: string }
  | { kind: "alert"; value: string }
  | { kind: "people"; value: string }
  | { kind: "emoji"; value: string }
  | { kind: "secrets" }
  | { kind: "spaces" }
  | { kind: "slack-token"; prefix: string }
  | { kind: "app-token" }
  | { kind: "file"; path: string; reason: string }
  | { kind: "not-json"; path: string }
  | { kind: "no-accounts" }
  | { kind: "not-an-entry" }
  | { kind: "unknown-field"; field: string }
  | { kind: "wrong-type" }
  | { kind: "too-long"; limit: number }
  | { kind: "both-secrets" }
  | { kind: "repeated"; other: string };

export type AccountVariable = "LINE_CHANNEL_SECRET" | "LINE_CHANNEL_ACCESS_TOKEN" | "SLACK_CHANNEL";

export type SettingVariable =
  | (
      | "PORT"
      | "HOST"
      | "PUBLIC_URL"
      | "DATA_DIR"
      | "DATABASE_URL"
      | "ACCOUNTS_FILE"
      | "MEDIA_BUCKET"
      | "MEDIA_BUCKET_KEY"
      | "MEDIA_BUCKET_REGION"
      | "MEDIA_LIMIT_MB"
      | "MEDIA_LINK_DAYS"
      | "MEDIA_KEEP_DAYS"
    )
  | ("LINE_API_BASE_URL" | "LINE_DATA_API_BASE_URL")
  | ("SLACK_BOT_TOKEN" | "SLACK_SIGNING_SECRET" | "SLACK_APP_TOKEN" | "SLACK_API_URL" | "SLACK_POSTS_PER_SECOND")
  | ("SEND_HOLD_SECONDS" | "SEND_MODE" | "SENDER_NAME" | "LATE_AFTER_MINUTES")
  | ("ALLOW_GUESTS" | "ALLOW_OUTSIDE" | "ALLOW_SHARED_CHANNELS" | "ADMINS" | "REACTION_DONE" | "REACTION_ASSIGN")
  | ("GROUPS" | "BROADCAST_WAITING" | "THREAD_QUIET_DAYS")
  | ("ADMIN_ALERT" | "LOCALE" | "TIMEZONE" | "LOG_LEVEL" | "METRICS_TOKEN");

export type AccountField = "name" | "secret" | "secrets" | "token" | "channel" | "groups";

export interface ConfigWords {
  problem: (problem: SettingProblem) => string;
  cures: Record<SettingVariable | AccountVariable, string>;
  /** Cures for the fields of an entry of `ACCOUNTS_FILE`. */
  fieldCures: Record<AccountField, string>;
  unknownFieldCure: string;
  /** The port is one, but it is somebody else's. */
  otherPortCure: string;
  place: (entry: string, field: string | undefined) => string;
  refused: (count: number) => string;
  whereSettings: string;
  trySandbox: string;
}
